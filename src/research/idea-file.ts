import type * as z from "zod";
import { Idea } from "./idea";
import { type JsonObject, listIn, membersOf } from "./json-list";
import { mistakeIn } from "./json-mistake";
import { placeAt } from "./json-tokens";

/** An entry of `ideas.json` or `seed_ideas.json` that can be used, by its offsets in the text. */
export type IdeaEntry = { readonly idea: Idea; readonly object: JsonObject };

/** What is wrong in such a file. The entries that are right count all the same. */
export type IdeaProblem = {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Which entry, by its title, its name or its number; empty when it is about the file. */
  readonly entry: string;
  readonly message: string;
};

export type IdeaFile = { readonly entries: readonly IdeaEntry[]; readonly problems: readonly IdeaProblem[] };

/** Every entry by itself, so that a mistake in one takes no other with it. */
export function readIdeaFile(text: string, file: string): IdeaFile {
  const { objects, mistakes } = listIn(text);
  const at = (offset: number, entry: string, message: string) => ({ file, entry, message, ...placeAt(text, offset) });
  const problems = mistakes.map(({ offset, message }) => at(offset, "", message));
  const entries: IdeaEntry[] = [];
  for (const [index, object] of objects.entries()) {
    const read = readEntry(text, object, entries);
    if ("idea" in read) entries.push({ idea: read.idea, object });
    else problems.push(...read.wrong.map(({ offset, message }) => at(offset, entryName(text, object, index), message)));
  }
  return { entries, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** `ideas.json, line 12: “Wide Nets”: …` */
export function describeIdeaProblem({ file, line, entry, message }: IdeaProblem): string {
  return `${file}, line ${line}: ${entry ? `“${entry}”: ` : ""}${message}`;
}

type Wrong = readonly { readonly offset: number; readonly message: string }[];

function readEntry(
  text: string,
  object: JsonObject,
  before: readonly IdeaEntry[],
): { readonly idea: Idea } | { readonly wrong: Wrong } {
  const mistake = mistakeIn(text, object.tokens, object.end);
  if (mistake) return { wrong: [mistake] };
  const json: unknown = JSON.parse(text.slice(object.start, object.end));
  const read = Idea.safeParse(json);
  if (!read.success) return { wrong: read.error.issues.map((issue) => objection(text, object, json, issue)) };
  const { Name } = read.data;
  if (!before.some(({ idea }) => idea.Name === Name)) return { idea: read.data };
  const message = `Another entry has the Name “${Name}” already. Only the first one counts.`;
  return { wrong: [{ offset: offsetOf(text, object, "Name"), message }] };
}

/** `Name “Wide Nets” must be …`: what stands there, and what is wrong with it. */
function objection(text: string, object: JsonObject, json: unknown, { path, message }: z.core.$ZodIssue) {
  const value = path.reduce((inner: unknown, key) => (inner as Record<PropertyKey, unknown> | null)?.[key], json);
  const quoted = typeof value === "string" ? ` “${value.slice(0, 80)}”` : "";
  const said = message
    .replace(/^Invalid input: .*received undefined$/, "is missing")
    .replace(/^Invalid input: expected (\w+), received .*$/, "must be a $1")
    .replace(/^Too small: expected string to have .*$/, "is empty")
    .replace(/^Too (?:small|big): expected number to be ([<>])=(\d+)$/, (_, sign, bound) =>
      sign === "<" ? `must be at most ${bound}` : `must be at least ${bound}`,
    );
  return { offset: offsetOf(text, object, String(path[0])), message: `${path.join(".")}${quoted} ${said}.` };
}

function offsetOf(text: string, object: JsonObject, name: string): number {
  const member = membersOf(text, object).find((one) => one.name === name);
  return member?.start ?? object.start;
}

/** As a person would call it: also an entry that is no JSON may have a title to be seen. */
function entryName(text: string, { start, end }: JsonObject, index: number): string {
  const own = text.slice(start, end);
  const found = (key: string) => new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\\\n]|\\\\.)+)"`).exec(own)?.[1];
  return found("Title") ?? found("Name") ?? `entry ${index + 1}`;
}
