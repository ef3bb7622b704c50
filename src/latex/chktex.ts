import type { Problem, Severity } from "../research/problem";
import { parseLatex } from "./document";

export const CHKTEX_SOURCE = "ChkTeX";

/** Opinions on spacing and taste, and rules of one distribution's own configuration. */
const SILENCED = [1, 2, 6, 8, 13, 24, 36, 44];
/** Brackets, environments and maths that do not pair. ChkTeX misjudges half-open intervals, `\url` and `\verb`. */
const STRUCTURAL = new Set([9, 10, 15, 16, 17]);
const HINTS = new Set([3, 11, 12, 18, 26, 35]);

/** What to call ChkTeX with; the text goes to its standard input, and files it takes in are not followed. */
export function chktexArguments(): string[] {
  return ["-q", "-v0", "-I0", ...SILENCED.map((number) => `-n${number}`), "-f", "%l:%c:%d:%k:%n:%m\n"];
}

/**
 * What ChkTeX said about a text. Its columns are bytes and become UTF-16 units here. What it says about pairing counts only
 * where our own reading of the text finds a fault too.
 */
export function problemsInChktex(
  output: string,
  { file, text }: { readonly file: string; readonly text: string },
): Problem[] {
  const lines = text.split(/\r\n|\r|\n/);
  const sound = parseLatex(text, file).troubles.length === 0;
  return output.split("\n").flatMap((entry) => {
    const match = /^(\d+):(\d+):(\d+):\w+:(-?\d+):(.*?)\r?$/.exec(entry);
    if (!match) return [];
    const [line, byte, length, rule] = match.slice(1, 5).map(Number) as [number, number, number, number];
    if (STRUCTURAL.has(rule) && sound) return [];
    const content = lines[line - 1] ?? "";
    const column = unitsIn(content, byte - 1) + 1;
    const end = unitsIn(content, byte - 1 + Math.max(length, 1)) + 1;
    return [
      {
        file,
        line: Math.max(1, line),
        column,
        endColumn: Math.max(end, column),
        rule: `chktex-${rule}`,
        severity: severityOf(rule),
        source: CHKTEX_SOURCE,
        message: match[5]!.trim(),
      },
    ];
  });
}

export function isStructural(rule: string): boolean {
  return STRUCTURAL.has(Number(/^chktex-(\d+)$/.exec(rule)?.[1]));
}

function severityOf(rule: number): Severity {
  if (STRUCTURAL.has(rule)) return "error";
  return HINTS.has(rule) ? "info" : "warning";
}

/** How many UTF-16 units the first bytes of a line's UTF-8 are. */
function unitsIn(line: string, bytes: number): number {
  let seen = 0;
  let units = 0;
  for (const character of line) {
    if (seen >= bytes) break;
    const code = character.codePointAt(0)!;
    seen += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += character.length;
  }
  return units;
}
