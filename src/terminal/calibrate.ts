import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readRatedPapers } from "../adapters/read-ratings";
import { readReviewForm } from "../adapters/read-review-form";
import { readSettings } from "../adapters/settings";
import type { Reviewer } from "../research/calibration/acceptance";
import { calibrate as calibrationOf } from "../research/calibration/calibration";
import { overallRangeOf, type ReviewFormKind, ReviewWay } from "../research/review-form";
import { calibrationCharts } from "./calibration-charts";
import { calibrationLines } from "./calibration-lines";
import { type CommonOptions, printJson, say, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";
import { requireFolder, requireWritable } from "./out-file";
import { reviewerSettings } from "./reviewer-settings";

export type CalibrateOptions = CommonOptions & {
  readonly ratings: string;
  readonly reviews: string;
  readonly threshold?: string;
  readonly form?: string;
  readonly way?: string;
  readonly plots?: string;
  readonly save?: string;
};

/** What a reviewer is worth, measured against human decisions; `--save` keeps it for the reviews by that model with that form in that way. */
export async function calibrate(terminal: Terminal, options: CalibrateOptions): Promise<Exit> {
  const { ratings, reviews } = options;
  if (options.plots !== undefined) await requireFolder("--plots", options.plots);
  if (options.save !== undefined) await requireWritable("--save", options.save);
  const kind = await readReviewForm(readSettings(reviewerSettings(options)), ".");
  const limit = thresholdIn(options, kind);
  const { papers, leftOut, reviewers } = await readRatedPapers(ratings, reviews, kind);
  const reviewer = options.save === undefined ? undefined : reviewerOf(options, kind, reviewers);
  if (papers.length === 0) {
    throw new UsageError(`No paper is in both tables with a decision and a score. ${leftOut.join(" ")}`.trim());
  }
  const calibration = calibrationOf(papers, limit);
  if (reviewer && (!calibration.chances || !calibration.bestThreshold))
    throw new UsageError("--save needs papers that were accepted and papers that were rejected: these tell no chance.");
  const measured = { name: kind.overall, range: overallRangeOf(kind) };
  for (const sentence of leftOut) say(terminal, sentence);
  if (options.json) printJson(terminal, { ...calibration, leftOut });
  else for (const line of calibrationLines(calibration, kind.overall)) terminal.out.write(`${line}\n`);
  if (options.plots) await writePlots(terminal, options.plots, calibrationCharts(papers, calibration, measured));
  if (options.save) {
    await writeFile(options.save, `${JSON.stringify({ ...reviewer, ...calibration }, null, 2)}\n`);
    say(terminal, `Kept in ${options.save}. Reviews show the chance when the setting paper.calibration names it.`);
  }
  return Exit.done;
}

function thresholdIn({ threshold }: CalibrateOptions, { acceptFrom }: ReviewFormKind): number {
  if (threshold === undefined) return acceptFrom;
  const limit = threshold.trim() === "" ? Number.NaN : Number(threshold);
  if (!Number.isFinite(limit)) throw new UsageError(`--threshold ${threshold} is no number.`);
  return limit;
}

/** Whose reviews these are: as the options say, or else as the table does, which must not say otherwise. */
function reviewerOf(options: CalibrateOptions, kind: ReviewFormKind, named: readonly Reviewer[]): Reviewer {
  if (named.length > 1)
    throw new UsageError(
      `${options.reviews} holds reviews of ${named.length} reviewers, and a calibration is for one.`,
    );
  const [known] = named;
  const model = options.model ?? known?.model;
  if (model === undefined)
    throw new UsageError("--save needs --model <name>: a calibration holds for the model that wrote the reviews.");
  const told = { model, form: kind.name, way: ReviewWay.parse(options.way ?? known?.way ?? "form") };
  const other = known && (["model", "form", "way"] as const).find((part) => known[part] !== told[part]);
  if (other)
    throw new UsageError(
      `${options.reviews} says that its reviews have the ${other} ${known[other]}, not ${told[other]}.`,
    );
  return told;
}

async function writePlots(terminal: Terminal, folder: string, charts: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, svg] of Object.entries(charts)) {
    await writeFile(join(folder, name), svg);
    say(terminal, join(folder, name));
  }
}
