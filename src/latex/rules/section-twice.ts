import { positionAt } from "../document";
import { grouped } from "../grouped";
import { parentsOf, type Section, sectionsIn } from "../outline";
import type { Rule } from "../rule";

/** Two sections of one name, before the appendix or in it; subsections are compared within their section. */
export const sectionTwice: Rule = {
  id: "section-twice",
  severity: "warning",
  check({ parts }) {
    return parts.flatMap((source) => {
      const appendix = source.commands.get("appendix")?.[0]?.start ?? source.text.length;
      const sections = sectionsIn(source);
      const parents = parentsOf(sections);
      const same = grouped(sections, (section) =>
        JSON.stringify([
          section.heading > appendix,
          ...namesAbove(section, parents),
          section.title.toLowerCase(),
          section.depth,
        ]),
      );
      return [...same.values()].flatMap(([first, ...again]) =>
        again.map(({ heading, start, title }) => ({
          source,
          start: heading,
          end: Math.min(start, source.live.indexOf("}", heading) + 1 || start),
          message: `There is already a section “${title}”, on line ${positionAt(source, first!.heading).line}.`,
        })),
      );
    });
  },
};

function namesAbove(section: Section, parents: ReadonlyMap<Section, Section>): number[] {
  const above = parents.get(section);
  return above ? [...namesAbove(above, parents), above.heading] : [];
}
