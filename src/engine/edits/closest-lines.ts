import { distance } from "fastest-levenshtein";
import { isBlank } from "./text-lines";

/** The lines of a file that a search most probably meant. `first` and `last` are 0-based and included. */
export type Closest = {
  readonly first: number;
  readonly last: number;
  /** The first line of the search that the file does not have there, and what the file has instead, if it has anything like it. */
  readonly sought: string;
  readonly instead: { readonly index: number; readonly text: string } | undefined;
};

/** Lines compared by letters only up to here: enough to know them again, and fast. */
const PREFIX = 64;
/** A line that occurs more often than this says nothing about the place. */
const COMMON = 20;

/** Looks for the place where most lines agree, else for the line that is most alike. Undefined when nothing comes near. */
export function closestLines(lines: readonly string[], search: readonly string[]): Closest | undefined {
  const keys = lines.map((line) => line.trim());
  const wanted = search.map((line) => line.trim());
  const start = commonStart(keys, wanted);
  return start === undefined ? mostAlike(keys, wanted) : around(keys, wanted, start);
}

/** Every line of the search that the file has votes for where the first would stand; long lines weigh more. */
function commonStart(keys: readonly string[], wanted: readonly string[]): number | undefined {
  const places = new Map<string, number[]>();
  for (const line of wanted) if (line.length > 2) places.set(line, []);
  for (let index = 0; index < keys.length; index++) places.get(keys[index]!)?.push(index);
  const votes = new Map<number, number>();
  wanted.forEach((line, index) => {
    const found = places.get(line) ?? [];
    if (found.length > COMMON) return;
    for (const place of found)
      votes.set(place - index, (votes.get(place - index) ?? 0) + Math.min(line.length, 60) / found.length);
  });
  return [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

function around(keys: readonly string[], wanted: readonly string[], start: number): Closest {
  const first = Math.min(Math.max(0, start), keys.length - 1);
  const last = Math.min(keys.length - 1, Math.max(first, start + wanted.length - 1));
  const differing = wanted.findIndex((line, index) => line !== (keys[start + index] ?? ""));
  const sought = wanted[Math.max(0, differing)] ?? "";
  const index = start + Math.max(0, differing);
  return { first, last, sought, instead: index in keys ? { index, text: keys[index]! } : undefined };
}

function mostAlike(keys: readonly string[], wanted: readonly string[]): Closest | undefined {
  const sought = wanted.reduce((longest, line) => (weight(line) > weight(longest) ? line : longest), "");
  if (isBlank(sought)) return undefined;
  const head = sought.slice(0, PREFIX);
  let best = { index: -1, difference: head.length * 0.6 };
  keys.forEach((key, index) => {
    if (Math.abs(Math.min(key.length, PREFIX) - head.length) >= best.difference) return;
    const difference = distance(head, key.slice(0, PREFIX));
    if (difference < best.difference) best = { index, difference };
  });
  if (best.index < 0) return undefined;
  const start = Math.max(0, best.index - wanted.indexOf(sought));
  const last = Math.min(keys.length - 1, start + wanted.length - 1);
  return {
    first: start,
    last: Math.max(last, best.index),
    sought,
    instead: { index: best.index, text: keys[best.index]! },
  };
}

function weight(line: string): number {
  return Math.min(line.length, 120);
}
