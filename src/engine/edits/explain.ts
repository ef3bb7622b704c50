import { closestLines } from "./closest-lines";
import type { EditFailure, Swap } from "./edit";
import { elisionIn } from "./elided";
import { isBlank } from "./text-lines";
import { windows } from "./windows";

/** A file as it stands when an edit is refused. `given` turns a 0-based line of it into a 1-based line of the file as the model saw it. */
export type Scene = {
  readonly path: string;
  readonly lines: readonly string[];
  readonly given: (index: number) => number;
  readonly others: Readonly<Record<string, string>>;
};

/** So many lines of the file are quoted, each up to so many characters: enough to copy from. */
const QUOTED_LINES = 16;
const QUOTED_CHARACTERS = 400;

export function ambiguous({ path, lines, given }: Scene, { search }: Swap, starts: readonly number[]): EditFailure {
  const at = starts.map(given);
  const shown = starts.slice(0, 5).map((start) => `line ${given(start)}${before(lines, start)}`);
  const message = `SEARCH occurs ${starts.length} times in ${path}: ${shown.join("; ")}${starts.length > 5 ? "; …" : ""}. Nothing was changed. Repeat more of the lines around the place so that SEARCH occurs once, or say which place with its line number: <<<<<<< SEARCH line ${at[0]}. It began with: ${quote(firstSpoken(search))}`;
  return { path, reason: "ambiguous", message, lines: at };
}

function before(lines: readonly string[], start: number): string {
  for (let index = start - 1; index >= 0; index--)
    if (!isBlank(lines[index]!)) return ` (below ${quote(lines[index]!.trim(), 80)})`;
  return "";
}

export function notFound(scene: Scene, { search }: Swap): EditFailure {
  const { path, lines, given } = scene;
  const head = `SEARCH was not found in ${path}. It began with: ${quote(firstSpoken(search))}`;
  const elision = elisionIn(search);
  const elsewhere = otherFile(scene, search);
  const hint = elision
    ? `SEARCH leaves text out (${quote(elision.trim())}): repeat the lines of the file completely, or use two smaller blocks.`
    : elsewhere
      ? `These lines are in ${elsewhere}: put that name above the block.`
      : "";
  const closest = elsewhere ? undefined : closestLines(lines, search);
  if (!closest)
    return {
      path,
      reason: "not-found",
      message: join(
        head,
        hint || `No line of ${path} comes near it. Copy the lines to change from the file as it is now.`,
      ),
    };
  const numbers: number[] = [];
  for (let index = closest.first; index <= closest.last; index++) numbers.push(given(index));
  const message = join(
    head,
    hint,
    difference(closest.sought, closest.instead?.text, closest.instead && given(closest.instead.index)),
    `The closest lines of ${path}, ${numbers[0]} to ${numbers.at(-1)}, are:\n${excerpt(lines.slice(closest.first, closest.last + 1))}\nSend the block again with these lines exactly as they stand, if they are the ones you mean.`,
  );
  return { path, reason: "not-found", message, lines: numbers };
}

/** The editable file that holds all of the search, if the model put the wrong name above it. */
function otherFile({ path, others }: Scene, search: readonly string[]): string | undefined {
  const wanted = search.map((line) => line.trimEnd());
  if (wanted.join("").trim().length < 8) return undefined;
  return Object.keys(others).find((name) => {
    if (name === path || !others[name]!.includes(wanted.find((line) => line.trim())!)) return false;
    return (
      windows(
        others[name]!.split(/\r?\n/).map((line) => line.trimEnd()),
        wanted,
      ).length > 0
    );
  });
}

function difference(sought: string, instead: string | undefined, line: number | undefined): string {
  if (instead === undefined || instead === sought) return "";
  const [wanted, there] = aroundDifference(sought, instead);
  const numbers = digits(sought) !== digits(instead) ? " The numbers differ, so make sure which value you mean." : "";
  return `Line ${line} is ${quote(there)} where SEARCH has ${quote(wanted)}.${numbers}`;
}

function digits(text: string): string {
  return (text.match(/\d+(?:\.\d+)?/g) ?? []).join(" ");
}

/** Of two long lines, the stretch around the first difference. */
function aroundDifference(first: string, second: string): [string, string] {
  let same = 0;
  while (same < first.length && first[same] === second[same]) same++;
  const from = Math.max(0, same - 60);
  if (first.length < 160 && second.length < 160) return [first, second];
  const lead = from > 0 ? "…" : "";
  return [lead + first.slice(from, same + 80), lead + second.slice(from, same + 80)];
}

function excerpt(lines: readonly string[]): string {
  const shown = lines
    .slice(0, QUOTED_LINES)
    .map((line) => (line.length > QUOTED_CHARACTERS ? `${line.slice(0, QUOTED_CHARACTERS)}…` : line));
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`(${rest} more)`] : [])].join("\n");
}

function firstSpoken(lines: readonly string[]): string {
  return (lines.find((line) => !isBlank(line)) ?? "").trim();
}

function quote(text: string, length = 160): string {
  return `“${text.length > length ? `${text.slice(0, length)}…` : text}”`;
}

function join(...parts: readonly string[]): string {
  return parts
    .filter(Boolean)
    .map((part) => (/[.:!?\n”]$/.test(part) ? part : `${part}.`))
    .join(" ")
    .replace(/” (?=[A-Z])/g, "”. ");
}
