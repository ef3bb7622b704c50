import { fieldsIn } from "../bib-fields";
import type { LatexPaper } from "../paper";
import type { Finding, Rule } from "../rule";

/** A reference that was withdrawn, by its record or by its own note. Whoever cites it on purpose says so in the text. */
export const retractedReference: Rule = {
  id: "retracted-reference",
  severity: "warning",
  check(paper) {
    const checked = paper.checked.filter(({ check }) => check.retracted);
    const known = new Set(checked.map(({ entry }) => entry));
    return [
      ...checked.map(({ source, entry, check }) => ({
        ...{ source, start: entry.key.start, end: entry.key.end },
        message: `“${entry.name}” was retracted, by ${check.where}.`,
      })),
      ...notedIn(paper, (entry) => !known.has(entry)),
    ];
  },
};

type Entry = LatexPaper["bibliographies"][number]["entries"][number];

/** `note = {Retracted}`, as entries have it that were made from a record. */
function notedIn({ bibliographies }: LatexPaper, isWanted: (entry: Entry) => boolean): Finding[] {
  return bibliographies.flatMap((source) =>
    source.entries.filter(isWanted).flatMap((entry) => {
      const note = fieldsIn(source.text, entry).fields.find(({ name }) => name === "note");
      if (!note || !/^[{"]\s*retracted\b/i.test(source.text.slice(note.start, note.end))) return [];
      return [
        {
          source,
          start: entry.key.start,
          end: entry.key.end,
          message: `“${entry.name}” was retracted, by its own note.`,
        },
      ];
    }),
  );
}
