import { citationsOf, keysGivenIn } from "../citations";
import { commandsNamed } from "../document";
import { isFinished, type LatexPaper } from "../paper";
import type { Rule } from "../rule";

/** Fewer references than wanted, once the paper is written and has some at all. */
export const tooFewReferences: Rule = {
  id: "too-few-references",
  severity: "warning",
  check(paper) {
    const least = paper.conventions?.minReferences ?? 0;
    const cited = citedIn(paper);
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

/** Also by commands of the author's own: the keys of its bibliographies that something is given. */
function citedIn({ parts, bibliographies }: LatexPaper): Set<string> {
  const given = new Set(parts.flatMap(keysGivenIn));
  const known = bibliographies.flatMap(({ entries }) => entries.map(({ name }) => name));
  const plain = parts.flatMap(citationsOf).map(({ key }) => key);
  return new Set([...plain.filter((key) => !key.includes("#")), ...known.filter((key) => given.has(key))]);
}
