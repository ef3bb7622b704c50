import * as z from "zod";
import { reachedPieces } from "../../python/reached-pieces";
import type { DescribedFigure } from "../../research/figure";
import type { Findings } from "../../research/findings";
import type { TemplateManifest } from "../../research/template";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { comparisonTable } from "../prompts/evidence";
import type { Beside } from "../prompts/review-paper";
import type { PaperContext } from "../prompts/write-paper";
import { isDone, step } from "../step";

const Recorded = z.object({
  results: z.string(),
  diff: z.string(),
  /** The part of the locked files that the runs are measured by. */
  evaluation: z.string().default(""),
  /** Figures that can be shown to the model that reviews. */
  figures: z.array(z.object({ path: z.string(), sha256: z.string() })),
});

const NOTHING: z.infer<typeof Recorded> = { results: "", diff: "", evaluation: "", figures: [] };

/** What the referees of one round see beside the paper, as it was when the review began. */
export async function besideOf(lab: Lab, context: PaperContext, round: number): Promise<Beside> {
  const name = `review ${round}: material`;
  const begun = isDone(lab, `review ${round}: referee 1`) && !isDone(lab, name);
  const { results, diff, evaluation, figures } = await step(lab, name, Recorded, async () =>
    begun || !lab.parameters.reviewEvidence ? NOTHING : materialOf(lab, context),
  );
  const show = ({ path, sha256 }: (typeof figures)[number]) => lab.workspace.picture(path, sha256);
  const pictures = async () => (await Promise.all(figures.map(show))).flatMap((picture) => picture ?? []);
  return { results, diff, evaluation, ...(figures.length > 0 && { pictures }) };
}

/** Characters. Every referee reads all of it. */
const LONGEST = { results: 8_000, diff: 4_000, evaluation: 5_000 };
/** Pictures cost as much as a page each. */
export const MOST_FIGURES = 4;

async function materialOf(
  lab: Lab,
  { experiment, findings, figures }: PaperContext,
): Promise<z.infer<typeof Recorded>> {
  return {
    results: resultsShown(findings, experiment.template.manifest),
    diff: changesOf(findings),
    evaluation: evaluationShown(experiment),
    figures: lab.reviewer.capabilities.pictures ? await shown(lab, figures) : [],
  };
}

/** How the results of runs compare, as referees are shown it; empty before there is something to compare. Where all is too much, what decides is shown. */
export function resultsShown(findings: Findings, manifest: TemplateManifest): string {
  if (!findings.runs.some(({ outcome }) => outcome.type === "measured")) return "";
  const all = comparisonTable(findings, manifest);
  const isPrimary = (metric: string) => manifest.metrics[metric]?.primary === true;
  if (all.length <= LONGEST.results || !Object.keys(manifest.metrics).some(isPrimary))
    return latestRows(all, LONGEST.results);
  const decisive = comparisonTable(findings, manifest, isPrimary);
  return `${latestRows(decisive, LONGEST.results)}\nComparisons in the other metrics were recorded too; they are left out here.`;
}

/** What measures every run, which no run can change: how the metrics are made, as far as there is room. */
function evaluationShown({ baselineFiles, lockedFiles, template }: ExperimentContext): string {
  const metrics = Object.keys(template.manifest.metrics);
  return reachedPieces(Object.values(baselineFiles), lockedFiles, metrics, LONGEST.evaluation);
}

/** Each measured run's change of the result that it starts from. Where there is no room for all, each has a part of it: the first is often the method itself. */
function changesOf({ runs }: Findings): string {
  const measured = runs.filter(({ outcome, diff }) => outcome.type === "measured" && diff.trim() !== "");
  const changes = measured.map(({ name, from, diff }) => `“${name}”, from “${from}”:\n${diff}`);
  const most = sharedOut(
    changes.map(({ length }) => length),
    LONGEST.diff - changes.length,
  );
  return changes.map((change, at) => clipped(change, most[at]!)).join("\n");
}

/** How much each may have of what there is: what the short ones leave is shared by the long ones. */
export function sharedOut(lengths: readonly number[], most: number): number[] {
  const shares = lengths.map(() => 0);
  const inOrder = lengths.map((_, at) => at).toSorted((one, other) => lengths[one]! - lengths[other]!);
  let room = Math.max(0, most);
  for (const [index, at] of inOrder.entries()) {
    shares[at] = Math.min(lengths[at]!, Math.floor(room / (lengths.length - index)));
    room -= shares[at];
  }
  return shares;
}

/** A table without the rows of the earliest runs, where there are too many: what was made last is what a paper claims most of. */
export function latestRows(table: string, most: number): string {
  const [head, rule, ...rows] = table.split("\n");
  const kept = latest(rows, most);
  return [...(kept.length < rows.length ? [LEFT_OUT, ""] : []), head, rule, ...kept].join("\n");
}

const LEFT_OUT = "(Those of earlier runs are left out.)";

/** The last of some pieces that fit into so many characters. */
function latest(pieces: readonly string[], most: number): string[] {
  let room = most;
  const from = pieces.findLastIndex((piece) => {
    room -= piece.length + 1;
    return room < 0;
  });
  return pieces.slice(from + 1);
}

/** Whole lines from the beginning. */
function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\n[^\n]*$/, "")}\n… and more`;
}

async function shown(lab: Lab, figures: readonly DescribedFigure[]) {
  const drawn = figures.flatMap(({ path, drawn }) => (drawn ? [{ path, sha256: drawn.sha256 }] : []));
  const found = [];
  for (const figure of drawn.slice(0, MOST_FIGURES))
    if (await lab.workspace.picture(figure.path, figure.sha256)) found.push(figure);
  return found;
}
