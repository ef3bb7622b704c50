import type { Tree } from "@lezer/common";
import { parser } from "@lezer/python";

/**
 * The syntax tree of a Python source. The grammar does not know a few valid forms, among them `1.` and a bare `yield`; they are
 * read as known ones of the same length, so that every place in the tree is the place in `text`.
 */
export function parsed(text: string): Tree {
  let known = text;
  for (const [form, reading] of FORMS) known = known.replace(form, reading);
  return parser.parse(withoutBrackets(known));
}

/** What stands in texts and comments may be read otherwise as well: nobody takes it from the tree. */
const FORMS: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/(?<![\w.])\d[\d_]*\.(?:(?![\w.])|(?=[eE][+-]?\d|[jJ]\b))/g, (found) => `${found.slice(0, -1)}0`],
  [/\byield\b(?=[ \t]*(?:[)\]},;#\r\n]|$))/g, () => "Yield"],
  [
    /\bas[ \t]+(?:[\w.]*\.\w+|[\w.]+\[[\w."']*\]|\([\w\s,.*()]{0,300}\)|\[[\w\s,.*()]{0,300}\])(?=[ \t]*[:,)])/g,
    nameLike,
  ],
  [/^[ \t]*case[ \t].*:/gm, (found) => found.replaceAll("()", "__")],
  [/\bfor[ \t][\w \t,*]{0,100}\*[\w \t,]{0,100}\bin\b/g, (found) => found.replaceAll("*", " ")],
];

function nameLike(found: string): string {
  return `as ${"_".repeat(found.length - 3)}`;
}

/** `with (a as b, c as d):` without its brackets and line breaks. */
function withoutBrackets(text: string): string {
  const opening = /\bwith[ \t]*\((?=[^:]{0,2000}\bas\b)/g;
  let result = text;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const end = closing(text, start);
    if (end < 0 || !/^[ \t]*:/.test(text.slice(end + 1, end + 40)) || !isList(text.slice(start, end))) continue;
    const inside = text.slice(start, end).replace(/#.*|[\r\n]/g, (found) => " ".repeat(found.length));
    const bare = inside.replace(/,\s*$/, (found) => " ".repeat(found.length));
    result = `${result.slice(0, start - 1)} ${bare} ${result.slice(end + 1)}`;
  }
  return result;
}

/** Whether the brackets hold `… as name` themselves, rather than an expression. */
function isList(inside: string): boolean {
  const flat = inside.replace(/\([^()]*\)/g, "").replace(/\([^()]*\)/g, "");
  return /\bas\s+\w+\s*(?:,|$|#)/.test(flat);
}

/** Where the bracket that was opened before `from` is closed; -1 when it is not within a screenful. */
function closing(text: string, from: number): number {
  let depth = 1;
  const end = Math.min(text.length, from + 2000);
  for (let at = from; at < end; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}
