import type { Measured } from "../results";
import { meanAndHalf, metricLabel } from "../wording";
import { tex } from "./latex-text";
import { type Material, ofMetric } from "./material";

const MOST_COLUMNS = 6;

/** Runs as rows and data sets as columns; turned round when there are more data sets than fit. Bold: verdict "better". */
export function primaryTable(material: Material): string {
  const { primary, datasets } = material;
  const runs = [
    { name: "Baseline", rows: ofMetric(material.baseline, primary.name) },
    ...material.variants.map(({ name, rows }) => ({ name, rows: ofMetric(rows, primary.name) })),
  ];
  const cell = (rows: readonly Measured[], dataset: string) => cellOf(rows.find((row) => row.dataset === dataset));
  const wide = datasets.length <= MOST_COLUMNS;
  const head = wide ? ["", ...datasets.map(tex)] : ["", ...runs.slice(0, MOST_COLUMNS).map(({ name }) => tex(name))];
  const body = wide
    ? runs.map(({ name, rows }) => [tex(name), ...datasets.map((dataset) => cell(rows, dataset))])
    : datasets.map((dataset) => [tex(dataset), ...runs.slice(0, MOST_COLUMNS).map(({ rows }) => cell(rows, dataset))]);
  return tabular(captionOf(material), head, body);
}

function captionOf({ primary, seeds }: Material): string {
  const unit = primary.unit ? ` in ${tex(primary.unit)}` : "";
  const way = primary.direction ? ` ${primary.direction === "lower" ? "Lower" : "Higher"} is better.` : "";
  const spread = seeds > 1 ? `: mean and half of the 95\\,\\% interval over ${seeds} seeds` : ": one value each";
  return `${tex(metricLabel(primary.name)).replace(/^./, (first) => first.toUpperCase())}${unit}${spread}.${way}${seeds > 1 ? " Bold: the interval of the difference to the baseline excludes zero in the good direction." : ""}`;
}

function cellOf(row: Measured | undefined): string {
  if (!row) return "--";
  const text = meanAndHalf(row, "\\pm");
  return row.verdict === "better" ? `$\\mathbf{${text}}$` : `$${text}$`;
}

function tabular(caption: string, head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `${cells.join(" & ")} \\\\`;
  return `\\begin{table}[t]
\\centering
\\caption{${caption}}\\label{tab:primary}
\\begin{tabular}{l${"c".repeat(head.length - 1)}}
\\toprule
${line(head)}
\\midrule
${body.map(line).join("\n")}
\\bottomrule
\\end{tabular}
\\end{table}`;
}
