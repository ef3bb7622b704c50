import { fieldsIn } from "../bib-fields";
import type { LatexPaper } from "../paper";
import type { Finding, Rule } from "../rule";
import { stillSaying } from "../verified-notes";

/**
 * A reference that was withdrawn, by its record or by its own note. Whoever cites it on purpose says so in the text. One about which nobody
 * could be asked is a remark until it is looked up.
 */
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
      ...notChecked(paper),
    ];
  },
};

/** Entries that were made while nobody could tell, until somebody does. */
function notChecked(paper: LatexPaper): Finding[] {
  const known = new Set(paper.checked.filter(({ check }) => check.retracted !== undefined).map(({ entry }) => entry));
  return stillSaying("not checked for retraction", paper, known, ({ name }) => ({
    message: `“${name}” was not checked for retraction: nobody who tells of it could be asked. Verify Citations asks those that literature.sources names.`,
    severity: "info",
  }));
}

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
