import { citationsOf } from "../citations";
import { commandsNamed } from "../document";
import type { Rule } from "../rule";
import { meant, similarTo } from "../similar";

/** A citation of a key that no bibliography has: the PDF says “?”. */
export const undefinedCitation: Rule = {
  id: "undefined-citation",
  severity: "error",
  check(paper) {
    const items = paper.parts.flatMap((part) =>
      commandsNamed(part, /^bibitem$/).map(({ groups }) => groups[0]?.text.trim() ?? ""),
    );
    const keys = [...items, ...paper.bibliographies.flatMap(({ entries }) => entries.map(({ name }) => name))];
    if (!paper.whole || !paper.bibliographyKnown) return [];
    const known = new Set(keys);
    return paper.parts.flatMap((source) =>
      citationsOf(source)
        .filter(({ key }) => !known.has(key) && !/[#\\]/.test(key))
        .map(({ key, start, end }) => ({
          source,
          start,
          end,
          message: `The bibliography has no entry “${key}”${similarTo(key, keys)}.`,
          ...meant(key, keys),
        })),
    );
  },
};
