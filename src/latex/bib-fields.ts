import type { BibEntryPlace } from "./bib-entries";
import type { Span } from "./span";

/** A field by its place; the span is that of the value, with its braces or quotes. */
export type BibField = Span & { readonly name: string };
export type BibFields = {
  readonly fields: readonly BibField[];
  /** Where BibTeX would stop reading the entry, and why. */
  readonly fault: (Span & { readonly message: string }) | undefined;
};

/** The fields of a closed entry, as far as BibTeX would read them. */
export function fieldsIn(text: string, entry: BibEntryPlace): BibFields {
  const fields: BibField[] = [];
  const limit = entry.end - 1;
  let at = entry.key.end;
  for (;;) {
    at = afterBlanks(text, at, limit);
    if (at >= limit) return { fields, fault: undefined };
    if (text[at] !== ",") return { fields, fault: faultAt(text, at, limit, fields) };
    at = afterBlanks(text, at + 1, limit);
    if (at >= limit) return { fields, fault: undefined };
    const name = /[a-zA-Z_][\w:.+/-]*/y;
    name.lastIndex = at;
    const found = name.exec(text)?.[0];
    const equals = afterBlanks(text, at + (found?.length ?? 0), limit);
    if (found === undefined || text[equals] !== "=")
      return {
        fields,
        fault: { start: at, end: endOfLine(text, at, limit), message: "“=” is missing after a field's name" },
      };
    const start = afterBlanks(text, equals + 1, limit);
    const end = endOfValue(text, start, limit);
    if (end === undefined)
      return {
        fields,
        fault: {
          start,
          end: endOfLine(text, start, limit),
          message: `the value of “${found}” is missing or not closed`,
        },
      };
    fields.push({ name: found.toLowerCase(), start, end });
    at = end;
  }
}

function faultAt(text: string, at: number, limit: number, fields: readonly BibField[]): Span & { message: string } {
  const after = fields.at(-1);
  return {
    start: at,
    end: endOfLine(text, at, limit),
    message: after ? `a comma is missing after “${after.name}”` : "a comma is missing after the key",
  };
}

/** `{…}`, `"…"`, a number or the name of a string, joined by `#`. */
function endOfValue(text: string, from: number, limit: number): number | undefined {
  let at = from;
  for (;;) {
    const end = text[at] === "{" || text[at] === '"' ? closed(text, at, limit) : endOfWord(text, at);
    if (end === undefined || end === at) return undefined;
    const next = afterBlanks(text, end, limit);
    if (text[next] !== "#") return end;
    at = afterBlanks(text, next + 1, limit);
  }
}

function closed(text: string, open: number, limit: number): number | undefined {
  const quoted = text[open] === '"';
  let depth = 0;
  for (let index = quoted ? open + 1 : open; index < limit; index++) {
    const character = text[index];
    if (character === "{") depth++;
    else if (character === "}" && --depth === 0 && !quoted) return index + 1;
    else if (character === '"' && quoted && depth === 0) return index + 1;
  }
  return undefined;
}

function endOfWord(text: string, from: number): number {
  const word = /[\w:.+/-]*/y;
  word.lastIndex = from;
  word.exec(text);
  return word.lastIndex;
}

const SPACE = 0x20;

function afterBlanks(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && text.charCodeAt(at) <= SPACE) at++;
  return at;
}

function endOfLine(text: string, from: number, limit: number): number {
  const newline = text.indexOf("\n", from);
  const end = newline < 0 ? limit : Math.min(newline, limit);
  return Math.max(text[end - 1] === "\r" ? end - 1 : end, from);
}
