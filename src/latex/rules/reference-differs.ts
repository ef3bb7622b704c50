import { valueInEntry } from "../../research/bibtex-entry";
import type { WrongField } from "../../research/citation-check";
import { wordsOfWrong } from "../../research/citation-words";
import { fieldsIn } from "../bib-fields";
import type { CheckedEntry } from "../checked-entries";
import type { Finding, Rule } from "../rule";

/** What a reference says otherwise than its record: its title, its authors, its year, or a DOI that leads elsewhere. */
export const referenceDiffers: Rule = {
  id: "reference-differs",
  severity: "warning",
  check: ({ checked }) => checked.flatMap((one) => one.check.wrong.map((wrong) => findingOf(one, wrong))),
};

const FIELDS: Readonly<Record<WrongField["field"], readonly string[]>> = {
  title: ["title"],
  author: ["author", "editor"],
  year: ["year"],
  doi: ["doi", "url"],
  arxiv: ["eprint"],
};

/** On the field where there is one; only a value that stands alone can be put right. */
function findingOf({ source, entry, check }: CheckedEntry, wrong: WrongField): Finding {
  const { fields } = fieldsIn(source.text, entry);
  const field = FIELDS[wrong.field].flatMap((name) => fields.filter((one) => one.name === name))[0];
  const message = `${wordsOfWrong(wrong)} So says ${check.where}.`;
  if (!field) return { source, start: entry.key.start, end: entry.key.end, message };
  const { start, end, name } = field;
  const correction = name === "url" || wrong.record === "" ? undefined : `{${valueInEntry(wrong.field, wrong.record)}}`;
  return { source, start, end, message, ...(correction === undefined ? {} : { correction }) };
}
