import { figureFault } from "../figure-faults";
import { figuresOf, pictureFor } from "../figures";
import type { Rule } from "../rule";

/** Milliseconds: files that were copied or checked out together are of one age. */
const TOGETHER = 60_000;

/**
 * A picture that is older than the results: it may show what is no longer so. Where it was recorded from which data it was drawn,
 * those decide and not the times of files.
 */
export const outdatedFigure: Rule = {
  id: "outdated-figure",
  severity: "warning",
  check(paper) {
    const { parts, pictures, dates, known } = paper;
    const recorded = figureFault("outdated-figure").check(paper);
    if (pictures === undefined || dates === undefined) return recorded;
    const others = parts.flatMap((source) =>
      figuresOf(source)
        .filter(({ path }) => {
          const file = pictureFor(path.text, pictures) ?? "";
          const made = known?.get(file)?.drawn ? undefined : dates.pictures[file];
          return made !== undefined && made + TOGETHER < dates.results;
        })
        .map(({ path: { start, end, text } }) => ({
          source,
          start,
          end,
          message: `“${text.trim()}” is older than the results: a run was measured after it was drawn. Draw it again.`,
        })),
    );
    return [...recorded, ...others];
  },
};
