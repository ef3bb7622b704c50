import type { Idea } from "./idea";
import { readIdeaFile } from "./idea-file";
import { type JsonObject, listIn, type Member, membersOf } from "./json-list";

/**
 * The text of `ideas.json` with one more entry at its end; all else stays as it is, to the byte. Undefined when the list cannot
 * be added to because its own brackets are broken. An empty or missing file becomes a list.
 */
export function withIdea(text: string, idea: Idea): string | undefined {
  if (text.trim() === "") return `[\n${indented(JSON.stringify(idea, null, UNIT), UNIT)}\n]\n`;
  const { objects, closing } = listIn(text);
  if (closing === undefined) return undefined;
  const last = objects.at(-1);
  if (last && !last.closed) return undefined;
  const eol = endOfLine(text);
  const indent = last ? indentAt(text, last.start) : UNIT;
  const entry = indented(JSON.stringify(idea, null, unitOf(text, last)), indent).replaceAll("\n", eol);
  if (!last) return `${text.slice(0, closing).trimEnd()}${eol}${entry}${eol}${text.slice(closing)}`;
  const rest = text.slice(last.end);
  const gap = /\n/.test(text.slice(last.end, closing)) ? "" : eol;
  return `${text.slice(0, last.end)},${eol}${entry}${gap}${rest}`;
}

/**
 * The text with members of one entry set, or removed where the value is undefined. Undefined when there is no such entry that
 * could be read.
 */
export function withFields(text: string, name: string, fields: Readonly<Record<string, unknown>>): string | undefined {
  let after: string = text;
  for (const [key, value] of Object.entries(fields)) {
    const entry = readIdeaFile(after, "").entries.find(({ idea }) => idea.Name === name);
    if (!entry) return undefined;
    after = value === undefined ? withoutMember(after, entry.object, key) : withMember(after, entry.object, key, value);
  }
  return after;
}

/** What stands in `after` and not in `before`, as fields to set or to remove. */
export function changedFields(before: Idea, after: Idea): Record<string, unknown> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, after[key]]));
}

/** Where an entry begins; undefined when there is none of that name. */
export function offsetOfIdea(text: string, name: string): number | undefined {
  return readIdeaFile(text, "").entries.find(({ idea }) => idea.Name === name)?.object.start;
}

/** The indentation of the published files. */
const UNIT = "    ";

function withMember(text: string, object: JsonObject, key: string, value: unknown): string {
  const members = membersOf(text, object);
  const own = members.find(({ name }) => name === key);
  const indent = memberIndent(text, members);
  const eol = endOfLine(text);
  const json = indent === undefined ? JSON.stringify(value) : inlineAt(indent, value, unitOf(text, object), eol);
  if (own) return text.slice(0, own.valueStart) + json + text.slice(own.end);
  const last = members.at(-1)!;
  const gap = indent === undefined ? " " : `${eol}${indent}`;
  return `${text.slice(0, last.end)},${gap}${JSON.stringify(key)}: ${json}${text.slice(last.end)}`;
}

/** A value whose first line goes on where it stands. */
function inlineAt(indent: string, value: unknown, unit: string, eol: string): string {
  return indented(JSON.stringify(value, null, unit), indent)
    .trimStart()
    .replaceAll("\n", eol);
}

/** The member goes with the comma that parted it from its neighbour. */
function withoutMember(text: string, object: JsonObject, key: string): string {
  const members = membersOf(text, object);
  const index = members.findIndex(({ name }) => name === key);
  const own = members[index];
  if (!own) return text;
  const before = members[index - 1];
  if (before) return text.slice(0, before.end) + text.slice(own.end);
  return text.slice(0, own.start) + text.slice(members[index + 1]?.start ?? own.end);
}

/** The indentation of members that stand on lines of their own; undefined for an entry on one line. */
function memberIndent(text: string, members: readonly Member[]): string | undefined {
  const last = members.at(-1)!;
  return /\n([ \t]*)$/.exec(text.slice(0, last.start))?.[1];
}

function indentAt(text: string, offset: number): string {
  return /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, offset))?.[1] ?? UNIT;
}

/** How far members stand to the right of their entry's brace. */
function unitOf(text: string, object: JsonObject | undefined): string {
  if (!object) return UNIT;
  const members = membersOf(text, object);
  const inner = members.length > 0 ? memberIndent(text, members) : undefined;
  const outer = indentAt(text, object.start);
  return inner !== undefined && inner.length > outer.length ? inner.slice(outer.length) : UNIT;
}

function endOfLine(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function indented(json: string, indent: string): string {
  return json
    .split("\n")
    .map((line) => indent + line)
    .join("\n");
}
