import { grouped } from "./grouped";
import { type Scan, scan, type Token } from "./scan";
import { blankOut, type Span } from "./span";
import { type Structure, structureOf } from "./structure";

/** One LaTeX source as we read it. Everything in it is plain data about `text`; any text at all can be read. */
export type LatexDocument = Scan &
  Structure & {
    readonly file: string;
    readonly text: string;
    /** The control sequences by name, each list in order. */
    readonly commands: ReadonlyMap<string, readonly Token[]>;
    /** Offsets at which the lines begin. */
    readonly lineStarts: readonly number[];
    /** From `\begin{document}` on, or the whole text of a file that is `\input`. */
    readonly body: Span;
  };

/** A command with what it was given. `optional` are the groups in square brackets, `groups` those in braces; without them. */
export type Command = Span & {
  readonly name: string;
  readonly star: boolean;
  readonly optional: readonly Argument[];
  readonly groups: readonly Argument[];
};
export type Argument = Span & { readonly text: string };

export function parseLatex(text: string, file: string): LatexDocument {
  const scanned = scan(text);
  const structure = structureOf(scanned);
  const begin = scanned.live.indexOf("\\begin{document}");
  const body = { start: begin < 0 ? 0 : begin + "\\begin{document}".length, end: text.length };
  const commands = grouped(
    scanned.tokens.filter(({ type }) => type === "command"),
    ({ name }) => name,
  );
  return { ...scanned, ...structure, file, text, body, commands, lineStarts: lineStartsOf(text) };
}

/** 1-based line and column; the column counts UTF-16 units. */
export function positionAt(
  { lineStarts }: Pick<LatexDocument, "lineStarts">,
  offset: number,
): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lineStarts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - lineStarts[low]! + 1 };
}

/** The same for a text that was not parsed. */
export function positionIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Every use of the commands, in order, outside comments and verbatim matter. */
export function commandsNamed(document: LatexDocument, name: RegExp): Command[] {
  const names = [...document.commands.keys()].filter((one) => name.test(one));
  const tokens = names.flatMap((one) => document.commands.get(one)!);
  return tokens.sort((one, other) => one.start - other.start).map((token) => readCommand(document, token));
}

/** The text, at its own length, without what is not printed as prose: maths, and the arguments of `\label`, `\cite`, `\includegraphics` and their kin. */
export function proseOf(document: LatexDocument): string {
  const unprinted = commandsNamed(document, UNPRINTED).flatMap(({ optional, groups, name }) =>
    /^(?:begin|end|hspace|vspace)$/.test(name)
      ? groups.slice(0, 1)
      : [...optional, ...groups.slice(0, name === "textcolor" ? 1 : 3)],
  );
  return blankOut(document.live, [...document.maths, ...unprinted]);
}

const UNPRINTED =
  /^(?:label|[a-zA-Z]*ref|[a-zA-Z]*cite[a-zA-Z]*|includegraphics|graphicspath|input|include|bibliography(?:style)?|usepackage|documentclass|begin|end|[hv]space|textcolor|color|url|definecolor|hypersetup|set(?:length|counter)|addtolength)$/;

function readCommand(document: LatexDocument, token: Token): Command {
  const { live, braces } = document;
  const star = live[token.end] === "*";
  const optional: Argument[] = [];
  const groups: Argument[] = [];
  let end = star ? token.end + 1 : token.end;
  for (;;) {
    const start = groups.length > 0 ? end : end + /^[ \t]*(?:\r?\n[ \t]*)?/.exec(live.slice(end, end + 80))![0].length;
    const close =
      live[start] === "{" ? braces.get(start) : live[start] === "[" ? closingBracket(live, start) : undefined;
    if (close === undefined) break;
    const argument = { start: start + 1, end: close, text: live.slice(start + 1, close) };
    (live[start] === "{" ? groups : optional).push(argument);
    end = close + 1;
  }
  return { name: token.name, star, start: token.start, end, optional, groups };
}

function closingBracket(live: string, open: number): number | undefined {
  let depth = 0;
  for (let index = open + 1; index < Math.min(live.length, open + 2000); index++) {
    const character = live[index];
    if (character === "\\") index++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return undefined;
    else if (character === "]" && depth === 0) return index;
    else if (character === "\n" && live[index + 1] === "\n") return undefined;
  }
  return undefined;
}

export function lineStartsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: newline }) => index + newline.length)];
}
