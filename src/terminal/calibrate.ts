import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readRatedPapers } from "../adapters/read-ratings";
import { calibrate as calibrationOf } from "../research/calibration/calibration";
import { calibrationCharts } from "./calibration-charts";
import { calibrationLines } from "./calibration-lines";
import { type CommonOptions, printJson, say, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";

export type CalibrateOptions = CommonOptions & {
  readonly ratings: string;
  readonly reviews: string;
  readonly threshold: string;
  readonly plots?: string;
  readonly save?: string;
};

/** What a reviewer is worth, measured against human decisions; `--save` keeps it for the reviews of the model that `--model` names. */
export async function calibrate(terminal: Terminal, options: CalibrateOptions): Promise<Exit> {
  const { ratings, reviews, threshold } = options;
  if (options.save && !options.model)
    throw new UsageError("--save needs --model <name>: a calibration holds for the model that wrote the reviews.");
  const limit = threshold.trim() === "" ? Number.NaN : Number(threshold);
  if (!Number.isFinite(limit)) throw new UsageError(`--threshold ${threshold} is no number.`);
  const { papers, leftOut } = await readRatedPapers(ratings, reviews);
  if (papers.length === 0) {
    throw new UsageError(`No paper is in both tables with a decision and a score. ${leftOut.join(" ")}`.trim());
  }
  const calibration = calibrationOf(papers, limit);
  for (const sentence of leftOut) say(terminal, sentence);
  if (options.json) printJson(terminal, { ...calibration, leftOut });
  else for (const line of calibrationLines(calibration)) terminal.out.write(`${line}\n`);
  if (options.plots) await writePlots(terminal, options.plots, calibrationCharts(papers, calibration));
  if (options.save) {
    await writeFile(options.save, `${JSON.stringify({ model: options.model, ...calibration }, null, 2)}\n`);
    say(terminal, `Kept in ${options.save}. Reviews show the chance when the setting paper.calibration names it.`);
  }
  return Exit.done;
}

async function writePlots(terminal: Terminal, folder: string, charts: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, svg] of Object.entries(charts)) {
    await writeFile(join(folder, name), svg);
    say(terminal, join(folder, name));
  }
}
