/** A line in the form in which lines are compared. `at[i]` is where character i begins in the original, `at[length]` where it ends. */
export type NormalLine = { readonly text: string; readonly at: readonly number[] };

/** What counts as the same when a line is compared. Numbers, letters and their case always count. */
export type Normalisation = "punctuation" | "latex";

/** Typographic characters and what a keyboard gives for them. */
const PLAIN: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u2032": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2033": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u00a0": " ",
  "\u2009": " ",
  "\u202f": " ",
  "\u2026": "...",
  "\u200b": "",
  "\u2060": "",
};
const UNUSUAL = /[\u00a0\u2009-\u2011\u2013\u2014\u2018-\u201e\u2026\u202f\u2032\u2033\u2060\u2212]/;
const UNUSUALS = new RegExp(UNUSUAL, "g");
const ESCAPED = /\\([%&_#$])/;
const LONE_ESCAPES = new RegExp(ESCAPED, "g");
/** Pairs from the left, so that the backslash of a line break escapes nothing. */
const ESCAPES = /\\\\|\\([%&_#$])/g;

/** The comparable form of a line: blanks at its end removed, typographic characters made plain, and for LaTeX `\%` read as `%`. */
export function normalText(line: string, way: Normalisation): string {
  let text = line;
  if (way === "latex" && ESCAPED.test(text))
    text = text.includes("\\\\")
      ? text.replace(ESCAPES, (pair, escaped?: string) => escaped ?? pair)
      : text.replace(LONE_ESCAPES, "$1");
  if (UNUSUAL.test(text)) text = text.replace(UNUSUALS, (character) => PLAIN[character] ?? character);
  return text.trimEnd();
}

/** The comparable forms of all lines of a text, made when first asked for. */
export type LineKeys = (way: Normalisation) => readonly string[];

export function lineKeys(lines: readonly string[]): LineKeys {
  const made = new Map<Normalisation, readonly string[]>();
  return (way) => {
    const keys = made.get(way) ?? lines.map((line) => normalText(line, way));
    made.set(way, keys);
    return keys;
  };
}

/** As `normalText`, with the way back to the original characters. */
export function normalLine(line: string, way: Normalisation): NormalLine {
  const end = line.trimEnd().length;
  const at: number[] = [];
  let text = "";
  for (let index = 0; index < end; index++) {
    const start = index;
    if (way === "latex" && escapes(line, index)) index++;
    const character = line[index]!;
    const plain = PLAIN[character] ?? character;
    text += plain;
    for (let part = 0; part < plain.length; part++) at.push(start);
  }
  const trimmed = text.trimEnd();
  at[trimmed.length] = end;
  at.length = trimmed.length + 1;
  return { text: trimmed, at };
}

/** Whether a single backslash stands here before a character that LaTeX wants escaped; `\\%` is a line break and a comment. */
function escapes(line: string, index: number): boolean {
  if (line[index] !== "\\" || !"%&_#$".includes(line[index + 1] || " ")) return false;
  let slashes = 0;
  while (line[index - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 0;
}

/** What a keyboard gives for a typographic character; undefined for any other. */
export function plainFor(character: string): string | undefined {
  return PLAIN[character];
}
