import { HTML } from "../body-problems";
import { commandsNamed } from "../document";
import type { Rule } from "../rule";
import { blankOut } from "../span";

/** HTML tags and entities in the prose, which TeX prints as they stand or takes for column separators. */
export const htmlRemnant: Rule = {
  id: "html-remnant",
  severity: "warning",
  check({ parts }) {
    return parts.flatMap((source) => {
      const code = commandsNamed(source, /^(?:texttt|mathtt|code|lstset|detokenize)$/);
      const prose = blankOut(source.prose.slice(0, source.body.end), [{ start: 0, end: source.body.start }, ...code]);
      return [...prose.matchAll(new RegExp(HTML, "gi"))].map(({ 0: text, index }) => ({
        source,
        start: index,
        end: index + text.length,
        message: `“${text}” is HTML; LaTeX has its own commands for that.`,
      }));
    });
  },
};
