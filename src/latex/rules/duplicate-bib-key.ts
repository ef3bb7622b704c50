import { positionAt } from "../document";
import { grouped } from "../grouped";
import type { Rule } from "../rule";

/** Two entries of one key, which stops BibTeX. Case does not tell keys apart. */
export const duplicateBibKey: Rule = {
  id: "duplicate-bib-key",
  severity: "error",
  check({ bibliographies }) {
    const entries = bibliographies.flatMap((source) => source.entries.map((entry) => ({ ...entry, source })));
    return [...grouped(entries, ({ name }) => name.toLowerCase())].flatMap(([key, [first, ...again]]) =>
      (key === "" ? [] : again).map(({ source, key: { start, end }, name }) => ({
        source,
        start,
        end,
        message: `The bibliography has “${name}” already, on line ${positionAt(first!.source, first!.key.start).line}${first!.source.file === source.file ? "" : ` of ${first!.source.file}`}.`,
      })),
    );
  },
};
