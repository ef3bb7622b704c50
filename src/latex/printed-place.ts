import type { LatexDocument } from "./document";
import { innermost } from "./floats";
import type { Environment } from "./pairing";

/** Where a character stands: in the arguments of which commands, innermost first, and in which environment. */
export type PrintedPlace = {
  /** False as soon as one command around it is not known to print what it is given. */
  readonly printed: boolean;
  readonly environments: readonly Environment[];
};

const PRINTING =
  /^(?:text(?:bf|it|tt|rm|sf|sc|sl|md|up|normal)|emph|underline|(?:sub)*section|(?:sub)?paragraph|chapter|caption|footnote(?:text)?|mbox|fbox|textsuperscript|textsubscript|abstract|multicolumn|multirow|makecell)$/;

/** Says of offsets, given in order, where they stand. Linear in text and offsets. */
export function printedPlaces(document: LatexDocument, offsets: readonly number[]): PrintedPlace[] {
  const { tokens, braces, live, environments } = document;
  const around = innermost(environments);
  const open: { readonly end: number; readonly unknown: boolean }[] = [];
  let unknown = 0;
  let next = 0;
  const leave = (offset: number) => {
    while (open.length > 0 && open.at(-1)!.end < offset) if (open.pop()!.unknown) unknown--;
  };
  return offsets.map((offset) => {
    for (let token = tokens[next]; token && token.start < offset; token = tokens[++next]) {
      const end = token.type === "open" ? braces.get(token.start) : undefined;
      if (end === undefined) continue;
      leave(token.start);
      const one = { end, unknown: !isPrinting(live, token.start) };
      if (one.unknown) unknown++;
      open.push(one);
    }
    leave(offset);
    return { printed: unknown === 0 && !isOption(live, offset), environments: upwards(around, offset) };
  });
}

/** A bare group, or the argument of a command that prints it. */
function isPrinting(live: string, open: number): boolean {
  const before = live.slice(Math.max(0, open - 80), open);
  const command = /\\([a-zA-Z@]+)\*?\s*(?:\[[^\][]*\])?$/.exec(before)?.[1];
  if (command !== undefined) return PRINTING.test(command);
  return !/[}\]*]\s*$/.test(before);
}

/** In the square brackets after a command or an argument. */
function isOption(live: string, offset: number): boolean {
  return /(?:\\[a-zA-Z@]+\*?|\\begin\{[^{}]*\}|\})\s*\[[^\]]*$/.test(live.slice(Math.max(0, offset - 200), offset));
}

const DEEPEST = 20;

function upwards(around: (offset: number) => Environment | undefined, offset: number): Environment[] {
  const found: Environment[] = [];
  for (let one = around(offset); one && found.length < DEEPEST; one = around(one.start)) found.push(one);
  return found;
}
