import { type EstimateBasis, estimateRest } from "../../src/engine/estimate/estimate-rest";
import { promptSizes } from "../../src/engine/estimate/prompt-sizes";
import { PAPER_SOURCE } from "../../src/engine/paper-source";
import type { Range } from "../../src/research/estimate";
import { Parameters } from "../../src/research/parameters";
import { next, nothingYet, type RunView } from "../../src/research/run-view";
import { timeLimitAt } from "../../src/research/template";
import type { Price } from "../../src/research/usage";
import { PLAIN_MODEL, recordedIdea, rehearsedIdea, type WalkedIdea } from "./walked-ideas";

/** One stage: what it was expected to cost before the idea began and when the stage began, and what it did cost. */
export type Row = {
  readonly stage: string;
  readonly calls: number;
  readonly dollars: number;
  readonly before: Range;
  readonly entering: Range | undefined;
  readonly callsBefore: Range;
};
export type Report = { readonly name: string; readonly rows: readonly Row[]; readonly total: Row };

/** Of a model of the middle class. */
const price: Price = { input: 2, cachedInput: 0.2, output: 10 };
const MODEL = { name: PLAIN_MODEL, price, maxOutputTokens: 16_000 };

/** Estimates beside what two whole ideas really cost at the same price. */
export async function measureEstimates(root: string): Promise<Report[]> {
  const ideas = [await rehearsedIdea(root, price), await recordedIdea(root, price)];
  return ideas.map((walked) => reportOn(walked));
}

export function basisOf({ template, idea, files }: WalkedIdea): EstimateBasis {
  const named = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, files[path] ?? ""]));
  const { editable, locked } = template.manifest;
  const project = {
    ...{ template, scale: "smoke", locked: named(Object.keys(locked)) },
    files: named(editable.filter((path) => path !== "plot.py")),
  };
  const sizes = promptSizes(project, { plot: files["plot.py"] ?? "", paper: files[PAPER_SOURCE] ?? "" }, idea);
  const limitSeconds = timeLimitAt("smoke", template.manifest);
  return { sizes, parameters: Parameters.parse({ scale: "smoke" }), scientist: MODEL, reviewer: MODEL, limitSeconds };
}

function reportOn(walked: WalkedIdea): Report {
  const view = walked.history.reduce(next, nothingYet);
  const { stages, total } = estimateRest(basisOf(walked), nothingYet);
  const rows = stages.map(({ stage, estimate }): Row => {
    const { calls = 0, dollars = 0 } = view.costs[stage] ?? {};
    const entering = view.estimates[stage]?.dollars;
    return { stage, calls, dollars, before: estimate.dollars!, entering, callsBefore: estimate.calls };
  });
  const calls = rows.reduce((sum, row) => sum + row.calls, 0);
  const all = { stage: "the whole", before: total.dollars!, entering: undefined, callsBefore: total.calls };
  return { name: walked.name, rows, total: { ...all, calls, dollars: view.dollars } };
}

/** The views of an idea each time a stage began, for looking at how the estimate of the rest closes in. */
export function viewsAtStages({ history }: WalkedIdea): RunView[] {
  return history.flatMap((event, index) =>
    event.type === "stage-entered" ? [history.slice(0, index + 1).reduce(next, nothingYet)] : [],
  );
}
