import { positionAt } from "../document";
import { grouped } from "../grouped";
import type { Bibliography } from "../paper";
import type { Rule } from "../rule";
import type { Span } from "../span";

/** Two entries of one key, which stops BibTeX. Case does not tell keys apart. */
export const duplicateBibKey: Rule = {
  id: "duplicate-bib-key",
  severity: "error",
  check({ bibliographies }) {
    const entries = bibliographies.flatMap((source) => source.entries.map((entry) => ({ ...entry, source })));
    return [...grouped(entries, ({ name }) => name.toLowerCase())].flatMap(([key, [first, ...again]]) =>
      (key === "" ? [] : again).map(({ source, key: { start, end }, name, ...entry }) => ({
        source,
        start,
        end,
        ...(textOf({ source, ...entry }) === textOf(first!) && {
          correction: "",
          corrected: withLineEnd(source.text, entry),
        }),
        message: `The bibliography has “${name}” already, on line ${positionAt(first!.source, first!.key.start).line}${first!.source.file === source.file ? "" : ` of ${first!.source.file}`}.`,
      })),
    );
  },
};

/** Entries that say the same are one too many. */
function textOf({ source, start, end }: Span & { readonly source: Bibliography }): string {
  return source.text.slice(start, end).replace(/\s+/g, "");
}

function withLineEnd(text: string, { start, end }: Span): Span {
  return { start, end: end + /^[ \t]*\r?\n?/.exec(text.slice(end, end + 80))![0].length };
}
