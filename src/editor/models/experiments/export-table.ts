import { csvField } from "../../../research/csv";
import type { Experiments, MetricColumn, Row } from "../../../webview/contract/experiments";
import { timeWords } from "./run-row";

/** What is to be exported: rows and metrics by key, in the order in which they are shown. */
export type Chosen = { readonly rows: readonly string[]; readonly metrics: readonly string[] };

/** One line a run; each metric with its mean, half of its 95 % interval, and the difference to the baseline with its verdict. */
export function tableAsCsv(model: Experiments, chosen: Chosen): string {
  const { rows, columns } = pick(model, chosen);
  const head = [
    ...["idea", "run", "commit", "change", "state", "reason", "seconds", "dollars", "host"],
    ...columns.flatMap((column) => {
      const name = nameOf(column);
      return [name, `${name} ± 95 %`, `${name} seeds`, `${name} difference`, `${name} verdict`];
    }),
  ];
  return [head, ...rows.map((row) => csvLine(row, columns))].map((line) => line.map(fieldOf).join(",")).join("\r\n");
}

function csvLine(row: Row, columns: readonly MetricColumn[]): (string | number | undefined)[] {
  const { idea, name, commit, change, state, reason, seconds, host } = row;
  const metrics = columns.flatMap(({ key }) => {
    const cell = row.cells[key];
    return [cell?.mean, cell?.half, cell?.seeds, cell?.difference?.value, cell?.difference?.verdict];
  });
  return [idea, name, commit, change, state, reason, seconds, row.dollars, host, ...metrics];
}

/** What a spreadsheet would compute as a formula is kept a text. */
function fieldOf(value: string | number | undefined): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
  return csvField(text);
}

/** A table of the package booktabs. A run that does not count is left out of nothing: its numbers are struck by a dagger. */
export function tableAsLatex(model: Experiments, chosen: Chosen): string {
  const { rows, columns } = pick(model, chosen);
  const head = ["Run", ...columns.map((column) => latexHead(column)), "Time"];
  const lines = rows.map((row) => [
    firstInRow(latexText(row.name)) + (row.state === "measured" ? "" : "$^\\dagger$"),
    ...columns.map(({ key }) => latexCell(row, key)),
    latexText(timeWords(row)),
  ]);
  const invalid = rows.filter(({ state, reason }) => state !== "measured" && reason !== "");
  return [
    `\\begin{tabular}{l${"r".repeat(columns.length)}r}`,
    "\\toprule",
    `${head.join(" & ")} \\\\`,
    "\\midrule",
    ...lines.map((line) => `${line.join(" & ")} \\\\`),
    "\\bottomrule",
    ...invalid.map(
      ({ name, reason }) =>
        `\\multicolumn{${columns.length + 2}}{l}{\\footnotesize $^\\dagger$ ${latexText(name)}: ${latexText(reason)}} \\\\`,
    ),
    "\\end{tabular}",
    "",
  ].join("\n");
}

/** After the end of a row a bracket would be its option. */
function firstInRow(cell: string): string {
  return cell.replace(/^[[*]/, "{$&}");
}

function latexHead(column: MetricColumn): string {
  const arrow = column.direction ? { lower: " $\\downarrow$", higher: " $\\uparrow$" }[column.direction] : "";
  return `${latexText(nameOf(column))}${arrow}`;
}

function latexCell(row: Row, key: string): string {
  const cell = row.cells[key];
  if (!cell) return "--";
  const interval = cell.plusMinus.replace("±", "\\pm");
  const number = `${cell.text.replace("−", "-")} ${interval}`.trim().replace(/e([+-]?)0*(\d+)/g, (_, sign, power) => {
    return ` \\times 10^{${sign === "-" ? "-" : ""}${power}}`;
  });
  return cell.difference?.verdict === "better" ? `$\\mathbf{${number}}$` : `$${number}$`;
}

const SIGNS: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "−": "$-$",
  "±": "$\\pm$",
};

/** Text as LaTeX prints it. Signs that a plain font lacks are left to the paper's encoding. */
export function latexText(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").replace(/[\\~^<>|−±]|[&%$#_{}]/gu, (sign) => SIGNS[sign] ?? `\\${sign}`);
}

function nameOf({ dataset, metric, unit }: MetricColumn): string {
  return `${metric} (${dataset})${unit ? ` [${unit}]` : ""}`;
}

function pick({ rows, columns }: Experiments, chosen: Chosen): { rows: Row[]; columns: MetricColumn[] } {
  return {
    rows: chosen.rows.flatMap((key) => rows.filter((row) => row.key === key)),
    columns: chosen.metrics.flatMap((key) => columns.filter((column) => column.key === key)),
  };
}
