import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { isWithin } from "../span";

/** What follows a percent sign that was meant to be read: the sentence goes on with a mark, or with a word that notes begin with, too. */
const MARK_AFTER = /^%[.,;)]\s/;
const WORD_AFTER =
  /^%[ \t]*(?:of|per|points?|confidence|improvements?|reductions?|increases?|decreases?|lower|higher|faster|slower|larger|smaller|better|worse|accuracy|accurate|relative|absolute)\b/;
/** What is before one that was meant: how many, or whose percent; a note stands behind any word. */
const QUANTITY =
  /(?:^|[\s~({[$-])(?:an?|the|this|that|these|those|some|what|which|whose|same|few|small|tiny|large|huge|high|low|big|good|fair|certain|given|fixed|total|exact|each|every|any|our|their|in|by|as|half|only|(?:small|larg|high|low|bigg?|great)e(?:r|st)|\p{L}{2,}(?:able|ible|tial|icant|tiny)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{L}+)?|hundred)[\s~}]*$/iu;
const WORDS = /(?<![\\\w])[\p{L}]{2,}/gu;

/** “a large % of samples”: TeX takes the rest of the line for a comment. After a number, another rule says so. */
export const hiddenText: Rule = {
  id: "hidden-text",
  severity: "error",
  check: ({ parts }) =>
    parts.flatMap((source) => source.comments.flatMap(({ start, end }) => findingAt(source, start, end))),
};

function findingAt(source: PaperPart, start: number, end: number): Finding[] {
  const after = source.text.slice(start, start + 40);
  if (start < source.body.start || !(MARK_AFTER.test(after) || WORD_AFTER.test(after))) return [];
  const line = source.prose.slice(source.prose.lastIndexOf("\n", start - 1) + 1, start);
  if (/\d[\s~}$)]*$|[.:;!?]\s*$|\\\\\s*$|^\s*$/.test(line) || isWithin(source.definitions, start - 1)) return [];
  if ((line.match(WORDS) ?? []).length < 2 || !(MARK_AFTER.test(after) || QUANTITY.test(line))) return [];
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
