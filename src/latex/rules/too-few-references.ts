import { citationsOf } from "../citations";
import { commandsNamed } from "../document";
import { isFinished } from "../paper";
import type { Rule } from "../rule";

/** Fewer references than wanted, once the paper is written and has some at all. */
export const tooFewReferences: Rule = {
  id: "too-few-references",
  severity: "warning",
  check(paper) {
    const least = paper.conventions?.minReferences ?? 0;
    const cited = new Set(paper.parts.flatMap(citationsOf).map(({ key }) => key));
    const [source] = paper.parts;
    if (least === 0 || cited.size >= least || cited.size === 0 || !paper.bibliographyKnown || !isFinished(paper))
      return [];
    const place = commandsNamed(source!, /^(?:bibliography|printbibliography)$/)[0] ?? {
      start: source!.body.start,
      end: source!.body.start,
    };
    return [
      {
        source: source!,
        start: place.start,
        end: place.end,
        message: `The paper cites ${cited.size} ${cited.size === 1 ? "reference" : "references"}; at least ${least} are wanted.`,
      },
    ];
  },
};
