import { isCiting, isReferring } from "./citations";
import type { PaperPart } from "./paper";
import { isWithin, type Span } from "./span";

/**
 * What somebody is writing at a place: a key, a label, the path of a picture, or running text in which a number may come next.
 * `start` is where what was typed of it begins.
 */
export type BeingTyped =
  | { readonly type: "citation" | "reference" | "figure"; readonly start: number; readonly typed: string }
  | {
      readonly type: "number";
      readonly start: number;
      readonly typed: string;
      readonly inMaths: boolean;
      /** What stands before it in its sentence. */
      readonly before: string;
    };

/** How far back an argument may have begun. */
const REACH = 1000;
const ARGUMENT = /\\([a-zA-Z]+)\*?(?:\s*\[[^[\]]*\])*\s*\{([^{}]*)$/;
const UNPRINTED =
  /^(?:label|input|include|subfile|begin|end|bibliography|bibliographystyle|usepackage|documentclass|graphicspath|[hv]space|url|href|color|textcolor|newcommand|renewcommand|def)$/;
/** Words and signs after which a number is likely to come. */
const NUMBER_COMES =
  /(?:\b(?:of|is|was|at|to|from|by|than|reaches|reached|achieves|achieved|attains|gives|gave|with|and|only|about|approximately|around|versus|vs\.?|against|equals)|[=(&±$~≈,]|\\pm|\\approx|\\times|\\sim)[\s~({$]*$/;

export function beingTyped(part: PaperPart, offset: number): BeingTyped | undefined {
  if ([part.comments, part.verbatim].some((spans) => isWithin(spans, offset - 1))) return undefined;
  const before = part.text.slice(Math.max(Math.min(part.body.start, offset), offset - REACH), offset);
  const [, command, argument = ""] = ARGUMENT.exec(before) ?? [];
  if (command !== undefined) {
    const type = typeOf(command);
    const typed = (type === "figure" ? argument : (argument.split(",").at(-1) ?? "")).trimStart();
    if (type) return { type, start: offset - typed.length, typed };
    if (UNPRINTED.test(command)) return undefined;
  }
  return inProse(part, before, offset);
}

function typeOf(command: string): "citation" | "reference" | "figure" | undefined {
  if (isCiting(command)) return "citation";
  if (isReferring(command)) return "reference";
  return command === "includegraphics" ? "figure" : undefined;
}

function inProse(part: PaperPart, before: string, offset: number): BeingTyped | undefined {
  if (offset < part.body.start) return undefined;
  const typed = /(?<![\p{L}\p{N}_\\.@])(?:\d[\d.]*|\p{L}[\p{L}\d_-]*)?$/u.exec(before)?.[0];
  if (typed === undefined) return undefined;
  const start = offset - typed.length;
  const left = before.slice(0, before.length - typed.length);
  if (/^\p{L}/u.test(typed) && !NUMBER_COMES.test(left)) return undefined;
  return { type: "number", start, typed, inMaths: inMaths(part.maths, start), before: sentenceIn(left) };
}

/** Between the delimiters, not before the first or behind the last. */
function inMaths(maths: readonly Span[], offset: number): boolean {
  return maths.some(({ start, end }) => start < offset && offset < end);
}

function sentenceIn(text: string): string {
  return text
    .split(/(?<=[.!?])\s+|\n\s*\n|\\\\|\\(?:section|paragraph|item|caption)\b/)
    .at(-1)!
    .trimStart();
}
