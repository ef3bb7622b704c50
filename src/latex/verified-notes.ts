import type { Severity } from "../research/problem";
import { fieldsIn } from "./bib-fields";
import type { LatexPaper } from "./paper";
import type { Finding } from "./rule";

type Entry = LatexPaper["bibliographies"][number]["entries"][number];

/** What entries say at the end of their `verified` that were made while nobody could tell: `{your bibliography, 2026-03-01; not verified}`. */
export function stillSaying(
  words: string,
  { bibliographies }: LatexPaper,
  since: ReadonlySet<Entry>,
  tell: (entry: Entry) => { readonly message: string; readonly severity: Severity },
): Finding[] {
  const atEnd = new RegExp(`\\b${words}\\s*[}"]?$`);
  return bibliographies.flatMap((source) =>
    source.entries
      .filter((entry) => !since.has(entry))
      .flatMap((entry): Finding[] => {
        const said = fieldsIn(source.text, entry).fields.find(({ name }) => name === "verified");
        if (!said || !atEnd.test(source.text.slice(said.start, said.end))) return [];
        return [{ source, start: entry.key.start, end: entry.key.end, ...tell(entry) }];
      }),
  );
}
