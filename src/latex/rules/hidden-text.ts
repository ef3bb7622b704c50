import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { isWithin } from "../span";

/** What follows a percent sign that was meant to be read. */
const GOES_ON =
  /^%(?:[ \t]*(?:of|per|confidence|improvements?|reductions?|increases?|decreases?|lower|higher|faster|slower|larger|smaller|better|worse|accuracy|accurate|relative|absolute)\b|[ \t]*(?:points?|of)\b|[.,;)]\s)/;
const WORDS = /(?<![\\\w])[\p{L}]{2,}/gu;

/** “a large % of samples”: TeX takes the rest of the line for a comment. After a number, another rule says so. */
export const hiddenText: Rule = {
  id: "hidden-text",
  severity: "error",
  check: ({ parts }) =>
    parts.flatMap((source) => source.comments.flatMap(({ start, end }) => findingAt(source, start, end))),
};

function findingAt(source: PaperPart, start: number, end: number): Finding[] {
  if (start < source.body.start || !GOES_ON.test(source.text.slice(start, start + 40))) return [];
  const line = source.prose.slice(source.prose.lastIndexOf("\n", start - 1) + 1, start);
  if (/\d[\s~}$)]*$|[.:;!?]\s*$|\\\\\s*$|^\s*$/.test(line) || isWithin(source.definitions, start - 1)) return [];
  if ((line.match(WORDS) ?? []).length < 2) return [];
  const hidden = source.text.slice(start, end);
  const shown = hidden.length > 40 ? `${hidden.slice(0, 39).trimEnd()}…` : hidden;
  return [
    {
      source,
      start,
      end,
      message: `This % starts a comment, so “${shown}” is not printed. Write \\%.`,
      correction: "\\%",
      corrected: { start, end: start + 1 },
    },
  ];
}
