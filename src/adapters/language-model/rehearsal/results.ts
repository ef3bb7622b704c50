import { type Part, partOf } from "./asked";
import { intervalIn, numberIn, type TableRow, tableRows } from "./tables";

/** One measured number as the tables of a prompt show it. */
export type Measured = {
  readonly dataset: string;
  readonly metric: string;
  readonly run: string;
  readonly mean: number;
  /** Half of the 95 % interval of the mean. */
  readonly half: number | undefined;
  readonly seeds: number;
  /** Run minus baseline; undefined for the baseline itself. */
  readonly difference: number | undefined;
  readonly interval: readonly [number, number] | undefined;
  readonly verdict: string;
};

/** A part "Result: <name>": what was changed and what came out. */
export type Result = {
  readonly name: string;
  readonly description: string;
  /** Empty when the run gave no numbers that count. */
  readonly rows: readonly Measured[];
  readonly outcome: string;
  readonly capacity: string;
  readonly environment: Readonly<Record<string, string>>;
};

export type Metric = {
  readonly name: string;
  readonly unit: string;
  readonly direction: "lower" | "higher" | undefined;
  readonly primary: boolean;
  readonly description: string;
};

/** All results of a prompt, the baseline first. */
export function resultsIn(parts: readonly Part[]): Result[] {
  const named = parts.flatMap(({ heading, body }) => {
    const name = /^Result: (.+)$/.exec(heading)?.[1];
    return name === undefined ? [] : [{ name, body }];
  });
  const judged = tableRows(partOf(parts, /^Comparisons and verdicts/)).filter(
    (row) => row["compared with"] === named[0]?.name,
  );
  return named.map(({ name, body }) => resultOf(name, body, judged));
}

function resultOf(name: string, body: string, judged: readonly TableRow[]): Result {
  const rows = tableRows(body);
  const facts = rows.filter((row) => "fact" in row);
  return {
    name,
    description:
      /^([\s\S]*?)(?=^\||^A repeat:|^Outcome:|^Not capacity|^Of the size of|^Lesson:|(?![\s\S]))/m
        .exec(body)?.[1]
        ?.trim() ?? "",
    rows: [...rows.flatMap((row) => measuredIn(row, judged)), ...costsIn(name, body)],
    outcome: /^Outcome: (.*)$/m.exec(body)?.[1] ?? "",
    capacity: /^Not capacity-matched with “[^”]*”: (.*)$/m.exec(body)?.[1] ?? "",
    environment: Object.fromEntries(facts.map((row) => [row.fact ?? "", row["recorded value"] ?? ""])),
  };
}

/** What a run cost, from the line that lists it. */
function costsIn(run: string, body: string): Measured[] {
  const line = /^Costs on this machine, not judged: (.*)$/m.exec(body)?.[1] ?? "";
  return line.split("; ").flatMap((cost) => {
    const [, metric, dataset, value] = /^(\S+) on (.+?) (-?[\d.e+-]+)(?: \S+)?$/.exec(cost) ?? [];
    if (!metric || !dataset) return [];
    const nothing = { half: undefined, seeds: 1, difference: undefined, interval: undefined };
    return [{ dataset, metric, run, mean: Number(value), ...nothing, verdict: "a cost, not judged" }];
  });
}

function measuredIn(row: TableRow, judged: readonly TableRow[]): Measured[] {
  const mean = numberIn(row.mean);
  if (mean === undefined || row.dataset === undefined || row.metric === undefined) return [];
  if (!("difference to baseline" in row)) return [];
  const same = (one: TableRow) => one.dataset === row.dataset && one.metric === row.metric && one.run === row.run;
  const compared = judged.find(same);
  return [
    {
      dataset: row.dataset,
      metric: row.metric,
      run: row.run ?? "",
      mean,
      half: numberIn(row["± 95 %"]),
      seeds: (row["each seed"] ?? "").split(",").length,
      difference: numberIn(row["difference to baseline"]),
      interval: intervalIn(compared?.["95 % interval of it"]),
      verdict: compared?.verdict ?? "",
    },
  ];
}

/** What the prompt says about each metric, the primary ones first; a metric that occurs only in tables is added at the end. */
export function metricsIn(parts: readonly Part[], rows: readonly Measured[]): Metric[] {
  const lines = parts
    .filter(({ heading }) => /^The metrics|^Evidence/.test(heading))
    .flatMap(({ body }) => body.split("\n"));
  const stated = lines.flatMap(metricIn);
  const names = [...new Set([...stated, ...rows.map(({ metric }) => bareMetric(metric))].map(nameOf))];
  const metrics = names.map((name) => stated.find((metric) => metric.name === name) ?? bareMetric(name));
  return metrics.some(({ primary }) => primary)
    ? metrics.sort((a, b) => Number(b.primary) - Number(a.primary))
    : metrics.map((metric, index) => ({ ...metric, primary: index === 0 }));
}

function nameOf({ name }: Metric): string {
  return name;
}

function bareMetric(name: string): Metric {
  return { name, unit: "", direction: undefined, primary: false, description: "" };
}

/** `- kl_divergence (nats, lower is better, primary): what it is`, or the same as a heading of the second level. */
function metricIn(line: string): Metric[] {
  const match = /^(?:- |## )(\S+) \((.*?)\)(?::\s*(.*))?$/.exec(line);
  if (!match?.[1]) return [];
  const notes = (match[2] ?? "").split(", ");
  const direction = /^(lower|higher) is better$/.exec(notes.find((note) => note.endsWith("is better")) ?? "")?.[1];
  return [
    {
      name: match[1],
      unit: notes.find((note) => !/is better$|^primary$|^direction not stated$/.test(note)) ?? "",
      direction: direction as Metric["direction"],
      primary: notes.includes("primary"),
      description: match[3] ?? "",
    },
  ];
}
