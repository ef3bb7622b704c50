import { type Asked, dataIn, partOf } from "./asked";
import { blocksBetween, editAnswer, UNCHANGED } from "./blocks";
import { tableRows } from "./tables";

/** Fills the legend of plot.py with the names of the measured runs. */
export function plotLabels(asked: Asked): string {
  const plotPy = dataIn(partOf(asked.parts, /^plot\.py as it is now/), "plot.py") ?? "";
  const runs = tableRows(partOf(asked.parts, /^The measured runs/)).map((row): [string, string] => [
    row.folder ?? "",
    row["human name"] ?? "",
  ]);
  const labelled = withLabels(plotPy, runs);
  if (labelled === plotPy) return UNCHANGED;
  const why = "The figures show these runs, each under the name that the paper uses.";
  return editAnswer(blocksBetween("plot.py", plotPy, labelled, "Name the measured runs", why));
}

/** The script with exactly these labels, in the form that its dictionary has; one is added where there is none. */
export function withLabels(script: string, runs: readonly (readonly [string, string])[]): string {
  const place = labelsPlace(script);
  if (!place) return withNewLabels(script, runs);
  return script.slice(0, place.start) + dictionary(runs, place.indent) + script.slice(place.end);
}

function dictionary(runs: readonly (readonly [string, string])[], indent: string): string {
  const entries = runs.map(([folder, name]) => `${indent}    ${quoted(folder)}: ${quoted(name)},\n`);
  return `{\n${entries.join("")}${indent}}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** Where the value of `labels = {…}` (or `labels = dict(…)`) stands, its own brackets included. */
function labelsPlace(
  script: string,
): { readonly start: number; readonly end: number; readonly indent: string } | undefined {
  const match = /^([ \t]*)labels[ \t]*(?::[^=\n]+)?=[ \t]*(?=\{|dict\()/im.exec(script);
  if (!match) return undefined;
  const start = match.index + match[0].length;
  return { start, end: closing(script, start), indent: match[1] ?? "" };
}

/** Just behind the bracket that closes the first one after `from`; brackets in strings and comments do not count. */
function closing(script: string, from: number): number {
  let depth = 0;
  for (const token of script.slice(from).matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*|[[({]|[\])}]/g)) {
    if (/^[[({]/.test(token[0])) depth++;
    else if (/^[\])}]/.test(token[0]) && --depth === 0) return from + token.index + 1;
  }
  return script.length;
}

/** Puts the dictionary below the last import. */
function withNewLabels(script: string, runs: readonly (readonly [string, string])[]): string {
  const lines = script.split("\n");
  const last = lines.findLastIndex((line) => /^(import|from) \w/.test(line));
  return lines.toSpliced(last + 1, 0, "", `labels = ${dictionary(runs, "")}`).join("\n");
}
