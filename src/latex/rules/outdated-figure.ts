import { figuresOf, pictureFor } from "../figures";
import type { Rule } from "../rule";

/** Milliseconds: files that were copied or checked out together are of one age. */
const TOGETHER = 60_000;

/** A picture that is older than the results: it may show what is no longer so. */
export const outdatedFigure: Rule = {
  id: "outdated-figure",
  severity: "warning",
  check({ parts, pictures, dates }) {
    if (pictures === undefined || dates === undefined) return [];
    return parts.flatMap((source) =>
      figuresOf(source)
        .filter(({ path }) => {
          const made = dates.pictures[pictureFor(path.text, pictures) ?? ""];
          return made !== undefined && made + TOGETHER < dates.results;
        })
        .map(({ path: { start, end, text } }) => ({
          source,
          start,
          end,
          message: `“${text.trim()}” is older than the results: a run was measured after it was drawn. Draw it again.`,
        })),
    );
  },
};
