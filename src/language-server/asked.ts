import type { Position, Range } from "vscode-languageserver-protocol";
import type { Verdict } from "../claims/verdict";
import type { JudgedPart } from "../latex/claim-problems";
import { positionAt } from "../latex/document";
import { type NamedPlace, namedAt, namedPlaces } from "../latex/named-places";
import type { Bibliography, PaperPart } from "../latex/paper";
import type { Span } from "../latex/span";
import { pathOf, samePath } from "./documents";
import type { ReadPaper } from "./open-papers";

/** A text with the offsets at which its lines begin. */
export type Lines = { readonly text: string; readonly lineStarts: readonly number[] };

/** A place in a paper that the editor asks about. */
export type Asked = { readonly paper: ReadPaper; readonly source: PaperPart | Bibliography; readonly offset: number };

/** Undefined for a file that is none of the paper's. */
export function askedAt(paper: ReadPaper, uri: string, position: Position): Asked | undefined {
  const { parts, bibliographies } = paper.paper;
  const path = pathOf(uri);
  const source = [...parts, ...bibliographies].find(({ file }) => file === uri || samePath(file, path));
  return source && { paper, source, offset: offsetAt(source, position) };
}

/** The name at the place, and all names of the paper. */
export function nameAsked({ paper, source, offset }: Asked): { name: NamedPlace | undefined; all: NamedPlace[] } {
  const all = namedPlaces(paper.paper);
  return { name: namedAt(all, source.file, offset), all };
}

/** The claim at the place; of several the shortest. */
export function claimAsked({ paper, source, offset }: Asked): (Verdict & { part: JudgedPart["part"] }) | undefined {
  const judged = paper.claims().find(({ part }) => part.file === source.file);
  const here = judged?.verdicts.filter(({ start, end }) => start <= offset && offset <= end) ?? [];
  const [first] = here.toSorted((one, other) => one.end - one.start - (other.end - other.start));
  return first && judged && { ...first, part: judged.part };
}

/** Columns count UTF-16 units, as in the protocol; one beyond the line's end is the end. */
export function offsetAt({ text, lineStarts }: Lines, { line, character }: Position): number {
  const start = lineStarts[line] ?? text.length;
  const next = lineStarts[line + 1] ?? text.length + 1;
  return Math.min(start + character, Math.max(next - 1, start));
}

export function rangeOf(lines: Pick<Lines, "lineStarts">, { start, end }: Span): Range {
  return { start: placeAt(lines, start), end: placeAt(lines, end) };
}

export function placeAt(lines: Pick<Lines, "lineStarts">, offset: number): Position {
  const { line, column } = positionAt(lines, offset);
  return { line: line - 1, character: column - 1 };
}
