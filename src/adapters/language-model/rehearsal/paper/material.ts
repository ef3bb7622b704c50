import { type Asked, baselineFiles, type Part, partOf } from "../asked";
import { type Field, fieldOf } from "../fields";
import type { Move } from "../move";
import { moveNamed, movesIn } from "../moves";
import { type Measured, type Metric, metricsIn, type Result, resultsIn } from "../results";
import { type Setting, settingsIn } from "../settings";
import { tableRows } from "../tables";

export type Reference = { readonly key: string; readonly title: string };
export type ShownFigure = { readonly path: string; readonly description: string };

/** A run besides the baseline that gave numbers, with the move that it made where we know it. */
export type Variant = {
  readonly name: string;
  readonly description: string;
  readonly capacity: string;
  readonly rows: readonly Measured[];
  readonly move: Move | undefined;
};

/** Everything that a paper can be written from, taken from the prompt. */
export type Material = {
  readonly field: Field;
  readonly idea: { readonly title: string; readonly experiment: string };
  readonly code: string;
  readonly settings: readonly Setting[];
  /** What the recorded scale stands for in the code, where the code has a table of scales. */
  readonly budget: readonly (readonly [string, string])[];
  readonly metrics: readonly Metric[];
  readonly primary: Metric;
  readonly baseline: readonly Measured[];
  readonly variants: readonly Variant[];
  readonly failed: readonly Result[];
  readonly datasets: readonly string[];
  readonly seeds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly figures: readonly ShownFigure[];
  readonly references: readonly Reference[];
  readonly sections: readonly string[];
};

export function materialFrom(asked: Asked): Material {
  const { parts } = asked;
  const files = baselineFiles(parts);
  const code = Object.values(files).join("\n");
  const results = resultsIn(parts);
  const all = results.flatMap((result) => result.rows);
  const metrics = metricsIn(parts, all);
  const environment = results[0]?.environment ?? {};
  const moves = movesIn(files);
  return {
    field: fieldOf(partOf(parts, /^The project/)),
    idea: ideaIn(parts),
    code,
    settings: Object.entries(files).flatMap(([path, text]) => settingsIn(path, text)),
    budget: budgetOf(code, environment.scale ?? ""),
    metrics,
    primary: metrics[0] ?? { name: "score", unit: "", direction: undefined, primary: true, description: "" },
    baseline: all.filter(({ run }) => run === (results[0]?.name ?? "Baseline")),
    variants: results.slice(1).flatMap((result) => variantOf(result, all, moves)),
    failed: results.slice(1).filter((result) => result.rows.length === 0),
    datasets: [...new Set(all.map(({ dataset }) => dataset))],
    seeds: Math.max(1, ...all.map(({ seeds }) => seeds)),
    environment,
    figures: figuresIn(parts),
    references: referencesIn(parts),
    sections: (/The paper's sections are: (.*?)\. Do not/.exec(asked.question)?.[1] ?? "").split(", ").filter(Boolean),
  };
}

function ideaIn(parts: readonly Part[]) {
  const body = partOf(parts, /^The idea$/);
  return {
    title: /^Title: (.*)$/m.exec(body)?.[1] ?? "",
    experiment: /^Experiment: ([\s\S]*)$/m.exec(body)?.[1]?.trim() ?? "",
  };
}

function variantOf(result: Result, rows: readonly Measured[], moves: readonly Move[]): Variant[] {
  if (result.rows.length === 0) return [];
  const own = rows.filter(({ run }) => run === result.name);
  const { name, description, capacity } = result;
  return [{ name, description, capacity, rows: own, move: moveNamed(moves, description, name) }];
}

/** The entry of a table of scales: `"smoke": Budget(training_steps=400, batch_size=128)`. */
function budgetOf(code: string, scale: string): (readonly [string, string])[] {
  if (!/^\w+$/.test(scale)) return [];
  const entry = new RegExp(`["']${scale}["']\\s*:\\s*\\w*[({]([^(){}]*)[)}]`).exec(code)?.[1] ?? "";
  return [...entry.matchAll(/["']?(\w+)["']?\s*[=:]\s*(\d[\d_.]*)/g)].map((match) => [
    match[1] ?? "",
    (match[2] ?? "").replaceAll("_", ""),
  ]);
}

function figuresIn(parts: readonly Part[]): ShownFigure[] {
  const lines = partOf(parts, /^Figures$/).split(/\n(?=- )/);
  return lines.flatMap((line) => {
    const match = /^- ([^:\s]+): ([\s\S]*)$/.exec(line.trim());
    return match?.[1] ? [{ path: match[1], description: (match[2] ?? "").replace(/\s+/g, " ") }] : [];
  });
}

/** The table of references; braces that protect capitals are taken off the titles. */
export function referencesIn(parts: readonly Part[]): Reference[] {
  return tableRows(partOf(parts, /^References/)).map((row) => ({
    key: row.key ?? "",
    title: (row.title ?? "").replace(/[{}]/g, ""),
  }));
}

/** `~\citep{…}` of every reference whose title fits one of the patterns; "" when there is none. */
export function cite(references: readonly Reference[], ...titles: readonly RegExp[]): string {
  const keys = titles.flatMap((title) => references.filter((one) => title.test(one.title)).map(({ key }) => key));
  return keys.length > 0 ? `~\\citep{${[...new Set(keys)].join(",")}}` : "";
}

/** The rows of one metric. */
export function ofMetric(rows: readonly Measured[], metric: string): Measured[] {
  return rows.filter((row) => row.metric === metric);
}
