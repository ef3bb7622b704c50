import { literally } from "../../research/literally";
import { labelsOf, referencesOf } from "../citations";
import type { Rule } from "../rule";
import { meant, similarTo } from "../similar";

/** A reference to a label that nothing carries: the PDF says “??”. */
export const undefinedReference: Rule = {
  id: "undefined-reference",
  severity: "error",
  check(paper) {
    if (!paper.whole || paper.parts.some(({ commands }) => commands.has("externaldocument"))) return [];
    const labels = paper.parts.flatMap(labelsOf).map(({ key }) => key);
    const known = new Set(labels);
    const made = labels.filter((label) => /[#\\]/.test(label)).map(patternOf);
    return paper.parts.flatMap((source) =>
      referencesOf(source)
        .filter(({ key }) => !known.has(key) && !/[#\\]/.test(key) && !made.some((pattern) => pattern.test(key)))
        .map(({ key, start, end }) => ({
          source,
          start,
          end,
          message: `Nothing is labelled “${key}”${similarTo(key, labels)}.`,
          ...meant(key, labels),
        })),
    );
  },
};

const MOST_PIECES = 4;

/** A label inside a macro, `\label{fig:#1}`, stands for many. */
function patternOf(label: string): RegExp {
  const parts = label.split(/#\d|\\[a-zA-Z]+/).map(literally);
  // Of many pieces the first is enough to say that the label may be meant, and does not take for ever.
  return new RegExp(parts.length > MOST_PIECES ? `^${parts[0]}` : `^${parts.join(".*")}$`);
}
