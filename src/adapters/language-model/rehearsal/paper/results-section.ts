import { meanOf } from "../../../../research/metrics";
import type { Measured } from "../results";
import { changeSentence, differenceParts, isCost, isUnknown, metricLabel, tally } from "../wording";
import { count, dataSet, listed, paragraphs, runName, sentences, tex } from "./latex-text";
import { type Material, ofMetric, type ShownFigure, type Variant } from "./material";
import { primaryTable } from "./primary-table";
import { direction, strongest, verdictSentence } from "./statements";

/** The table that decides, variant by variant what moved, the figures, the cost, and the limits of it all. */
export function results(material: Material): string {
  const { variants, primary } = material;
  const figures = decidingFirst(material);
  const label = tex(metricLabel(primary.name));
  return paragraphs([
    `Table~\\ref{tab:primary} gives the ${label} of every run on every data set.${figures.length > 0 ? ` ${figureIndex(figures)}` : ""}`,
    primaryTable(material),
    ...variants.map((variant) => variantResults(variant, material)),
    ...figures.map(figureText),
    againstHypothesis(material),
    ...material.failed.map(
      ({ name, outcome }) =>
        `\\paragraph{A run without numbers.} ${runName(name)} gave no numbers that count (${tex(outcome || "no outcome recorded")}); it is listed here so that nothing is left out.`,
    ),
    costs(material),
    limitations(material),
  ]);
}

/** The figure of the primary metric before the others. */
function decidingFirst({ figures, primary }: Material): ShownFigure[] {
  const decides = ({ path }: ShownFigure) => (path.toLowerCase().includes(primary.name.toLowerCase()) ? 0 : 1);
  return [...figures].sort((a, b) => decides(a) - decides(b));
}

export function figureLabel(path: string): string {
  return `fig:${path.replace(/\.\w+$/, "").replace(/[^A-Za-z0-9]+/g, "-")}`;
}

function figureIndex(figures: readonly ShownFigure[]): string {
  const named = figures.map(
    ({ path }) => `Figure~\\ref{${figureLabel(path)}} the ${tex(metricLabel(path.replace(/\.\w+$/, "")))}`,
  );
  return `The figures show the same runs: ${listed(named)}.`;
}

function figureText({ path, description }: ShownFigure): string {
  const caption = description
    .split(/(?<=\.)\s+(?=[A-Z])/)
    .slice(0, 3)
    .join(" ");
  return `\\begin{figure}[t]
\\centering
\\includegraphics[width=${isOverview(path) ? "0.62" : "0.9"}\\linewidth]{${path}}
\\caption{${tex(caption)}}\\label{${figureLabel(path)}}
\\end{figure}`;
}

/** Pictures of many panels are tall; they are printed smaller. */
function isOverview(path: string): boolean {
  return /sample|scatter|generated|grid/i.test(path);
}

function variantResults(variant: Variant, material: Material): string {
  const { primary, metrics } = material;
  const rows = ofMetric(variant.rows, primary.name);
  const label = tex(metricLabel(primary.name));
  const clear = rows.filter(({ verdict }) => verdict === "better" || verdict === "worse");
  const told = clear.map((row) => changeSentence(row, label, "latex"));
  const others = metrics
    .filter(({ name }) => name !== primary.name && !isTime(name, variant.rows))
    .map(({ name }) => ({ name, rows: ofMetric(variant.rows, name) }))
    .filter((group) => group.rows.length > 0)
    .map((group) => `In ${tex(metricLabel(group.name))} it is ${tally(group.rows)}.`);
  return `\\paragraph{${tex(variant.name)}.} ${sentences(verdictSentence(variant, material), ...told, unclearSentence(rows, label), ...others)}`;
}

/** The data sets without a clear difference, in one sentence with their intervals. */
function unclearSentence(rows: readonly Measured[], label: string): string {
  const unclear = rows.filter(({ verdict }) => verdict === "no clear difference");
  const parts = unclear.map((row) => `${dataSet(row.dataset)} ($${differenceParts(row).interval ?? ""}$)`);
  const single = rows.filter(({ verdict }) => isUnknown(verdict));
  return sentences(
    parts.length > 0
      ? `There is no clear difference in the ${label} on ${listed(parts)}, where the 95\\,\\% interval of the difference is given in brackets.`
      : "",
    ...single.map((row) => changeSentence(row, label, "latex")),
  );
}

function againstHypothesis(material: Material): string {
  const [main, control] = material.variants;
  if (!main) return "";
  if (material.seeds < 2)
    return "\\paragraph{What this says about the hypothesis.} With one measurement each, the hypothesis is neither supported nor refuted: a repetition of the baseline might differ as much.";
  const way = direction(main, material);
  const row = strongest(main, material);
  const place = row ? `, most of all on ${dataSet(row.dataset)}` : "";
  const reading = {
    better: `${runName(main.name)} moved the metric in the good direction${place}. This is what the suspected mechanism predicts, where the intervals exclude zero; it does not prove that the mechanism is the cause.`,
    worse: `${runName(main.name)} moved the metric in the bad direction${place}. The suspected mechanism does not predict this.`,
    mixed: `${runName(main.name)} moved the metric in different directions on different data sets. One mechanism alone does not explain this.`,
    unclear: `${runName(main.name)} shows no clear difference. An effect, if there is one, is smaller than these runs can show.`,
  }[way];
  return `\\paragraph{What this says about the hypothesis.} ${sentences(reading, control ? controlReading(control, way, material) : "")}`;
}

function controlReading(control: Variant, main: string, material: Material): string {
  const way = direction(control, material);
  const sibling = control.move !== undefined && control.move.topic === material.variants[0]?.move?.topic;
  const role = sibling
    ? `${runName(control.name)}, which changes the same thing in another way,`
    : `The control ${runName(control.name)}`;
  if (way === "unclear")
    return sibling
      ? `${role} shows no clear difference, so that the effect hangs on how the change is made.`
      : `${role} shows no clear difference, so that it offers no rival explanation.`;
  if (way === main)
    return sibling
      ? `${role} moves the metric in the same direction.`
      : `${role} moves the metric in the same direction. Part of the effect may therefore have a cause that both share, and the comparison does not separate them.`;
  return sibling
    ? `${role} does not share this behaviour, so that the direction of the change matters.`
    : `${role} does not share this behaviour, so that what both have in common is not the explanation.`;
}

/** Costs as averages over the data sets, side by side; nothing is judged by them. */
function costs({ metrics, variants, baseline }: Material): string {
  const times = metrics.filter(({ name }) => isTime(name, baseline) && ofMetric(baseline, name).length > 0);
  const lines = times.map(({ name, unit }) => {
    const average = (rows: readonly Measured[]) =>
      `$${threeDigits(ofMetric(rows, name))}$${unit ? `~${tex(unit)}` : ""}`;
    const others = variants.map((variant) => `${average(variant.rows)} for ${runName(variant.name)}`);
    return `Averaged over the data sets, the ${tex(metricLabel(name))} is ${average(baseline)} for the baseline, ${listed(others)}.`;
  });
  const sizes = variants
    .filter(({ capacity }) => capacity)
    .map(({ name, capacity }) => `${runName(name)} is not capacity-matched: ${tex(capacity)}`);
  if (lines.length + sizes.length === 0) return "";
  return `\\paragraph{Cost.} ${sentences(...lines, ...sizes, "Times were taken on a machine that may have had other work to do, and nothing is concluded from them.")}`;
}

/** The average of the means as the tables show them, no more precise than they allow. */
function threeDigits(rows: readonly Measured[]): string {
  return String(Number(meanOf(rows.map(({ mean }) => mean)).toPrecision(3)));
}

function isTime(name: string, rows: readonly Measured[]): boolean {
  return /time|second|duration/i.test(name) || ofMetric(rows, name).some(isCost);
}

function limitations(material: Material): string {
  const { seeds, environment, datasets } = material;
  return `\\paragraph{Limitations.} ${sentences(
    seeds > 1
      ? `With ${count(seeds)} seeds the intervals are wide, and small effects remain invisible.`
      : "Each value was measured once, so that nothing is known about noise.",
    `The ${datasets.length === 1 ? "data set is" : `${count(datasets.length)} data sets are`} small, and the models are too${environment.scale ? "; larger scales were not tried" : ""}.`,
    "All settings were taken over from the baseline, and a variant might need others to show its best.",
  )}`;
}
