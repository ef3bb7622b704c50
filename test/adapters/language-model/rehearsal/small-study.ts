import { readFileSync } from "node:fs";
import { rehearsalModel } from "../../../../src/adapters/language-model/rehearsal";
import type { Question } from "../../../../src/engine/ask";
import { promptSizes } from "../../../../src/engine/estimate/prompt-sizes";
import type { LanguageModel, Message } from "../../../../src/engine/ports/language-model";
import type { ExperimentContext } from "../../../../src/engine/prompts/context";
import type { PaperContext } from "../../../../src/engine/prompts/write-paper";
import { bibliographyOf, sectionsOf } from "../../../../src/latex/sections";
import type { Findings, PlannedRun } from "../../../../src/research/findings";
import { Ideas } from "../../../../src/research/idea";
import type { Measurement } from "../../../../src/research/metrics";
import type { Run } from "../../../../src/research/run";
import { PromptFile, type Template, TemplateManifest } from "../../../../src/research/template";

/** A template as the engine sees it, with its program, plot script and paper. */
export type Study = {
  readonly template: Template;
  readonly files: Readonly<Record<string, string>>;
  readonly plotPy: string;
  readonly paper: string;
};

export const diffusion = studyIn("templates/2d_diffusion");
export const plain = studyIn("test/fixtures/templates/plain_numpy");

function studyIn(folder: string): Study {
  const read = (file: string) => readFileSync(`${folder}/${file}`, "utf8");
  const prompt = PromptFile.parse(JSON.parse(read("prompt.json")));
  const manifest = folder.startsWith("templates") ? JSON.parse(read("template.json")) : {};
  return {
    template: {
      manifest: TemplateManifest.parse(manifest),
      system: prompt.system,
      task: prompt.task_description,
      seedIdeas: Ideas.parse(JSON.parse(read("seed_ideas.json"))),
    },
    files: { "experiment.py": read("experiment.py") },
    plotPy: read("plot.py"),
    paper: read("latex/template.tex"),
  };
}

export function contextOf(study: Study): ExperimentContext {
  const { template, files, plotPy: plot, paper } = study;
  return {
    template: study.template,
    idea: study.template.seedIdeas[0]!,
    base: "c0",
    baselineFiles: study.files,
    lockedFiles: {},
    maxRuns: 5,
    scale: "smoke",
    sizes: promptSizes({ template, scale: "smoke", files, locked: {} }, { plot, paper }),
  };
}

const SETS: Readonly<Record<string, readonly [string[], string[], number]>> = {
  "2d_diffusion": [["circle", "dino", "line", "moons"], ["kl_divergence", "eval_loss", "training_time"], 3],
  experiment: [["sine", "steps", "chirp"], ["test_mse", "fit_time"], 1],
};

/** A measured run whose numbers are `factor` times the baseline's, and another factor on the second data set. */
export function measuredRun(
  study: Study,
  number: number,
  planned: Pick<PlannedRun, "name" | "change">,
  factor: number,
): Run {
  const [datasets, metrics, seeds] = SETS[study.template.manifest.name] ?? SETS.experiment!;
  const measurements = datasets.flatMap((dataset, d) =>
    metrics.map((metric, m): Measurement => {
      const centre = (0.4 + 0.31 * d + 0.17 * m) * (d === 1 ? 1 / factor : factor);
      const perSeed = Array.from({ length: seeds }, (_, seed) => centre + 0.013 * (seed - 1) * (1 + d));
      return { dataset, metric, mean: centre, ...(seeds > 1 ? { perSeed } : {}) };
    }),
  );
  return {
    number,
    name: planned.name,
    description: planned.change,
    from: number === 0 ? "" : "Baseline",
    against: [],
    commit: `c${number}`,
    attempt: 1,
    diff: "",
    outcome: { type: "measured", measurements, warnings: [] },
    environment: {
      cpu: "Some CPU @ 2.50GHz & more",
      cores: 2,
      memoryGb: 15.6,
      gpus: [],
      os: "Linux 6.1_test",
      python: "3.12.4",
      packages: { torch: "2.13.0", numpy: "2.3.1" },
      scale: "smoke",
      ...(seeds > 1 ? { seeds: [0, 1, 2], trainableParameters: 31586, samplesSeen: 614400 } : {}),
    },
    lesson: "",
    guards: [],
  };
}

export function baselineOf(study: Study): Findings {
  const baseline = measuredRun(study, 0, { name: "Baseline", change: "The unchanged experiment." }, 1);
  return { baseline, runs: [], plan: [], complete: false };
}

/** The paper's context after two runs and with two figures. */
export function paperContextOf(study: Study, findings: Findings, written: PaperContext["written"] = []): PaperContext {
  return {
    experiment: contextOf(study),
    findings,
    figures: [
      { path: "kl_divergence.png", description: "The error of each run. Its legend names the runs." },
      { path: "samples.png", description: "Points that each run generated." },
    ],
    bibliography: bibliographyOf(study.paper),
    sections: sectionsOf(study.paper)
      .filter(({ depth, title }) => depth === 1 && title !== "Use of AI")
      .map(({ title }) => title),
    written,
    remarks: [],
  };
}

export type Heard<Answer> = {
  readonly value: Answer;
  readonly text: string;
  /** What was wrong with the answers before the good one. */
  readonly problems: readonly string[];
  readonly turns: readonly Message[];
};

/** Asks as the engine does, up to four times, with the problem of the last answer. */
export async function hear<Answer>(
  question: Question<Answer>,
  model: LanguageModel = rehearsalModel(),
): Promise<Heard<Answer>> {
  const [opening, ...later] = [...(question.earlier ?? []), { role: "user", text: question.question } as const];
  let conversation: Message[] = [
    { role: "system", text: question.system },
    { role: "user", text: [...question.context, opening?.text ?? ""].join("\n\n") },
    ...later,
  ];
  const problems: string[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    const text = await answerOf(model, conversation);
    const reading = question.answer.read(text, "stop");
    if (reading.ok) return { value: reading.value, text, problems, turns: turnsOf(question, text) };
    problems.push(reading.problem);
    const repair = `Your answer cannot be used as it is, and nothing of it was applied.\n\n${reading.problem}\n\nSend the complete answer again, corrected, in the shape that was asked for.`;
    conversation = [...conversation, { role: "assistant", text }, { role: "user", text: repair }];
  }
  throw new Error(`${question.name}: ${problems.join("\n---\n")}`);
}

function turnsOf(question: Question<unknown>, text: string): Message[] {
  return [...(question.earlier ?? []), { role: "user", text: question.question }, { role: "assistant", text }];
}

export async function answerOf(model: LanguageModel, conversation: readonly Message[]): Promise<string> {
  let text = "";
  for await (const event of model.stream({ conversation, signal: new AbortController().signal }))
    if (event.type === "delta") text += event.text;
  return text;
}
