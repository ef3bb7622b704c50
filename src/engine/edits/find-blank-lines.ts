import { alignLines } from "./align-lines";
import { carryOver } from "./carry-over";
import type { Swap } from "./edit";
import { type Normalisation, normalText } from "./normal-text";
import type { Place } from "./place";
import { windows } from "./windows";

/**
 * One blank line in the search may be several in the file, and the other way round; none is never some. Where search and
 * replacement agree the file keeps its own number. `keys` are the normalised `lines`.
 */
export function findBlankLinesApart(
  lines: readonly string[],
  keys: readonly string[],
  { search, replace }: Swap,
  way: Normalisation,
): Place {
  const sought = runsOf(search.map((line) => normalText(line, way)));
  if (!sought.some(({ text }) => text === "")) return { type: "missing" };
  const file = runsOf(keys);
  const starts = windows(
    file.map(({ text }) => text),
    sought.map(({ text }) => text),
  );
  if (starts.length > 1) return { type: "ambiguous", starts: starts.map((start) => file[start]!.from) };
  if (!starts.length) return { type: "missing" };
  const own = file.slice(starts[0]!, starts[0]! + sought.length);
  const [start, end] = [own[0]!.from, own.at(-1)!.to];
  const fitted = withBlankLines(own, sought, search, replace);
  const carried = carryOver(lines.slice(start, end), fitted.search, fitted.replace, way);
  return { type: "found", start, end, lines: carried, match: "blank-lines" };
}

/** Lines `from` to `to` (excluded): one line, or several blank ones in a row. */
type Run = { readonly text: string; readonly from: number; to: number };

function runsOf(lines: readonly string[]): Run[] {
  const all: Run[] = [];
  lines.forEach((text, index) => {
    const last = all.at(-1);
    if (text === "" && last?.text === "") last.to = index + 1;
    else all.push({ text, from: index, to: index + 1 });
  });
  return all;
}

/** Search and replacement with as many blank lines as the file has, wherever the replacement has as many as the search. */
function withBlankLines(
  own: readonly Run[],
  sought: readonly Run[],
  search: readonly string[],
  replace: readonly string[],
): Swap {
  const meant = runsOf(replace.map((line) => (line.trim() === "" ? "" : line)));
  const lengths = sought.map((run, index) => (run.text === "" ? lengthOf(own[index]!) : 1));
  const kept = alignLines(
    sought.map(({ text, from }) => (text === "" ? "" : search[from]!)),
    meant.map(({ text }) => text),
  );
  return {
    search: sought.flatMap(({ text, from }, index) => (text === "" ? blanks(lengths[index]!) : [search[from]!])),
    replace: meant.flatMap((run, index) => {
      if (run.text !== "") return [run.text];
      const partner = kept[index]!;
      const same = partner >= 0 && lengthOf(sought[partner]!) === lengthOf(run);
      return blanks(same ? lengths[partner]! : lengthOf(run));
    }),
  };
}

function lengthOf({ from, to }: Run): number {
  return to - from;
}

function blanks(count: number): string[] {
  return new Array<string>(count).fill("");
}
