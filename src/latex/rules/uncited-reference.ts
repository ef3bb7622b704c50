import { citationsOf, keysGivenIn } from "../citations";
import { commandsNamed } from "../document";
import { ENOUGH_WORDS, type LatexPaper } from "../paper";
import type { Finding, Rule } from "../rule";

/** More than so many are told as one: the list was made to choose from. */
const MOST_SINGLE = 5;

/** A reference that the text never cites. BibTeX leaves it out; a list written by hand prints it all the same. */
export const uncitedReference: Rule = {
  id: "uncited-reference",
  severity: "info",
  check(paper) {
    if (!paper.whole || paper.words < ENOUGH_WORDS) return [];
    // A long list of keys is given to a command of citations alone.
    const cited = new Set(
      paper.parts.flatMap((part) => [...keysGivenIn(part), ...citationsOf(part).map(({ key }) => key)]),
    );
    const everything = paper.parts.some((part) =>
      commandsNamed(part, /^nocite$/).some(({ groups }) => groups[0]?.text.trim() === "*"),
    );
    if (everything || paper.parts.every((part) => citationsOf(part).length === 0)) return [];
    return [...together(entriesNotIn(paper, cited)), ...itemsNotIn(paper, cited)];
  },
};

type Uncited = Pick<Finding, "source" | "start" | "end"> & { readonly name: string };

function entriesNotIn({ bibliographies }: LatexPaper, cited: ReadonlySet<string>): Uncited[] {
  const parents = bibliographies.flatMap(({ text }) =>
    [...text.matchAll(/crossref\s*=\s*[{"]\s*([^}"\s]+)/gi)].map(([, key]) => key!),
  );
  const needed = new Set(parents);
  return bibliographies.flatMap((source) =>
    source.entries
      .filter(({ name }) => name !== "" && !cited.has(name) && !needed.has(name))
      .map(({ name, key: { start, end } }) => ({ source, start, end, name })),
  );
}

function together(uncited: readonly Uncited[]): Finding[] {
  const [first, ...more] = uncited;
  if (first === undefined) return [];
  if (uncited.length <= MOST_SINGLE)
    return uncited.map(({ name, ...place }) => ({
      ...place,
      message: `The text cites “${name}” nowhere, so the PDF does not list it.`,
    }));
  const { name, ...place } = first;
  return [
    {
      ...place,
      message: `The text cites “${name}” and ${more.length} more of these references nowhere, so the PDF does not list them: ${more.map((one) => one.name).join(", ")}.`,
    },
  ];
}

function itemsNotIn({ parts }: LatexPaper, cited: ReadonlySet<string>): Finding[] {
  return parts.flatMap((source) =>
    commandsNamed(source, /^bibitem$/)
      .map(({ groups }) => groups[0])
      .filter((key) => key !== undefined && !cited.has(key.text.trim()))
      .map((key) => ({
        source,
        start: key!.start,
        end: key!.end,
        severity: "warning" as const,
        message: `The text cites “${key!.text.trim()}” nowhere, and the PDF lists it all the same.`,
      })),
  );
}
