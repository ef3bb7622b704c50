import { type Asked, dataIn, partOf } from "./asked";
import { type Measured, metricsIn, resultsIn } from "./results";
import { metricLabel, tally } from "./wording";

/** Describes each picture from the code that drew it and from the numbers; never from what it may look like. */
export function describeFigures(asked: Asked): string {
  const plotPy = dataIn(partOf(asked.parts, /^plot\.py$/), "plot.py") ?? "";
  const rows = resultsIn(asked.parts).flatMap((result) => result.rows);
  const names = (/describe the figures (.*)$/.exec(asked.heading)?.[1] ?? "").split(", ").filter(Boolean);
  const metrics = metricsIn(asked.parts, rows).map(({ name }) => name);
  const figures = names.map((path) => ({ path, description: description(path, plotPy, rows, metrics) }));
  return JSON.stringify({ figures }, null, 1);
}

function description(path: string, plotPy: string, rows: readonly Measured[], metrics: readonly string[]): string {
  const metric = metricOf(path, metrics);
  const runs = [...new Set(rows.map(({ run }) => run))];
  const code = codeThatDraws(path, plotPy);
  return [
    metric ? `The ${metricLabel(metric)} of each run on each data set.` : `${sentence(path)}.`,
    docstringOf(code),
    axesOf(code),
    `The legend names ${listed(runs)}.`,
    metric ? verdicts(metric, rows) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The metric whose words all occur in the file's name, the longest first. */
function metricOf(path: string, metrics: readonly string[]): string | undefined {
  const name = path.toLowerCase().replace(/\.png$/, "");
  const fits = metrics.filter((metric) => name.includes(metric.toLowerCase()));
  return fits.sort((a, b) => b.length - a.length)[0];
}

function verdicts(metric: string, rows: readonly Measured[]): string {
  const own = rows.filter((row) => row.metric === metric && row.difference !== undefined);
  const runs = [...new Set(own.map(({ run }) => run))];
  return runs.map((run) => `Against the baseline, ${run} is ${tally(own.filter((row) => row.run === run))}.`).join(" ");
}

/** The functions of the script that name the file, or that are called with its name. */
function codeThatDraws(path: string, plotPy: string): string {
  const functions = plotPy.split(/^(?=def )/m);
  const direct = functions.filter((code) => code.startsWith("def ") && code.includes(`"${path}"`));
  const calls = direct.flatMap((code) => code.split("\n")).filter((line) => line.includes(`"${path}"`));
  const called = calls.flatMap((line) => /^\s+(\w+)\(/.exec(line)?.[1] ?? []);
  const drawing = functions.find((code) =>
    called.some((name) => code.startsWith(`def ${name}(`) && !GENERAL.test(name)),
  );
  return drawing ?? direct[0] ?? "";
}

const GENERAL = /^(finish|save|main|print)/;

function docstringOf(code: string): string {
  return (/^[^\n]*\n\s*"""([\s\S]*?)"""/.exec(code)?.[1] ?? "").replace(/\s+/g, " ").trim();
}

function axesOf(code: string): string {
  const labels = [...code.matchAll(/(?:set_)?([xy])label(?:\(|=)\s*f?"([^"{}]+)"/g)];
  const named = labels.map(([, axis, label]) => `the ${axis === "x" ? "horizontal" : "vertical"} axis is “${label}”`);
  if (named.length === 0) return "";
  const text = [...new Set(named)]
    .join(", ")
    .replace(/\$([^$]*)\$/g, (_, maths: string) => maths.replace(/[_{}\\]/g, ""));
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function sentence(path: string): string {
  const words = path.replace(/\.png$/, "").replace(/[_-]+/g, " ");
  return `The figure shows the ${words} of the runs`;
}

export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
