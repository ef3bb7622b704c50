import { literally } from "../research/literally";

/**
 * The line (0-based) of a program where a number gets its name in the results: the last part of a metric's name as a key of a
 * dictionary, as a subscript that is assigned to, or as a keyword. Undefined where no line says it so plainly.
 */
export function lineThatNames(program: string, metric: string): number | undefined {
  const name = literally(metric.split(".").at(-1) ?? metric);
  const key = new RegExp(`["']${name}(?:_mean)?["']\\s*(?::|\\]\\s*=(?!=))`);
  const keyword = new RegExp(`[(,]\\s*${name}\\s*=(?!=)|^\\s+${name}\\s*=[^=].*,\\s*$`);
  const text = new RegExp(`["']${name}(?:_mean)?["']`);
  return firstLine(program, [key, keyword, text]);
}

const LITERAL = /(?<![\w.])(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])/g;

/**
 * The line (0-based) where a program has a number: one that names it (`learning_rate`, `lr`, for “learning rate”) rather than any.
 * Of numbers that stand on many lines, the first is as good as none where nothing names it.
 */
export function lineThatSets(program: string, value: number, name: string): number | undefined {
  const lines = program.split(/\r\n|\r|\n/);
  const having = lines.flatMap((line, index) => (!isComment(line) && has(line, value) ? [index] : []));
  const words = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2);
  const initials =
    words.length > 1 ? new RegExp(`(?<![a-z])${words.map((word) => word[0]).join("_?")}(?![a-z])`, "i") : undefined;
  const named = having.find((index) => {
    const line = lines[index]!.toLowerCase();
    return (words.length > 0 && words.every((word) => line.includes(word.replace(/s$/, "")))) || initials?.test(line);
  });
  return named ?? (having.length === 1 ? having[0] : undefined);
}

function has(line: string, value: number): boolean {
  return [...line.matchAll(LITERAL)].some(([text]) => Number(text.replaceAll("_", "")) === value);
}

/** The line (0-based) of a plotting program that saves a picture, also where a loop makes the name: `f"loss_{dataset}.png"`. */
export function lineThatSaves(program: string, picture: string): number | undefined {
  const name = picture.split("/").at(-1) ?? picture;
  const stem = name.replace(/\.\w+$/, "");
  const literal = new RegExp(`["'/]${literally(stem)}(?:\\.\\w+)?["']`);
  const lines = program.split(/\r\n|\r|\n/);
  const plain = lines.findIndex((line) => !isComment(line) && /save/.test(line) && literal.test(line));
  if (plain >= 0) return plain;
  const made = lines.findIndex((line) => !isComment(line) && madeIn(line).some((pieces) => mayMake(pieces, stem)));
  return made >= 0 ? made : firstLine(program, [literal]);
}

/** What stays the same of the formatted strings that a line saves under, without folder and ending, cut where a value is put in. */
function madeIn(line: string): string[][] {
  if (!/save/.test(line)) return [];
  return [...line.matchAll(/f(["'])((?:(?!\1).)+)\1/g)].flatMap(([, , text = ""]) => {
    const stem = text
      .split("/")
      .at(-1)!
      .replace(/\.\w+$/, "");
    const pieces = stem.split(/\{[^{}]*\}/);
    return pieces.join("").length < 2 ? [] : [pieces];
  });
}

/** Whether the pieces may come to this name, with at least one letter between each two. In linear time: the program is anybody's. */
function mayMake(pieces: readonly string[], name: string): boolean {
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at + 1);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at + 1 <= name.length - last.length;
}

function firstLine(program: string, patterns: readonly RegExp[]): number | undefined {
  const lines = program.split(/\r\n|\r|\n/);
  for (const pattern of patterns) {
    const found = lines.findIndex((line) => !isComment(line) && pattern.test(line));
    if (found >= 0) return found;
  }
  return undefined;
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}
