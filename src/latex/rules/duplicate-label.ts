import { labelsOf, referencesOf } from "../citations";
import { positionAt } from "../document";
import { grouped } from "../grouped";
import type { Rule } from "../rule";

/** The same label twice: references go to the last one. An error only when something refers to it. */
export const duplicateLabel: Rule = {
  id: "duplicate-label",
  severity: "error",
  check(paper) {
    const used = new Set(paper.parts.flatMap(referencesOf).map(({ key }) => key));
    const uses = paper.parts.flatMap((source) => labelsOf(source).map((label) => ({ ...label, source })));
    const taken = new Set(uses.map(({ key }) => key));
    return [...grouped(uses, ({ key }) => key)].flatMap(([key, [first, ...again]]) => {
      const freeName = freeNames(key, taken);
      return again.map(({ source, start, end }) => ({
        source,
        start,
        end,
        severity: used.has(key) ? ("error" as const) : ("warning" as const),
        correction: freeName(),
        message: `The label “${key}” is already on line ${positionAt(first!.source, first!.start).line}; references find only the last.`,
      }));
    });
  },
};

/** `fig:loss-2`, or the next number that no label has. */
function freeNames(key: string, taken: ReadonlySet<string>): () => string {
  let number = 1;
  return () => {
    do number++;
    while (taken.has(`${key}-${number}`));
    return `${key}-${number}`;
  };
}
