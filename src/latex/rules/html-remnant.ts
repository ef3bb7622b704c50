import { commandsNamed } from "../document";
import { HTML } from "../markup";
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
        ...correctionFor(text),
      }));
    });
  },
};

/** A tag needs its other half too; what stands for itself is certain. */
function correctionFor(text: string): { readonly correction?: string } {
  const correction = MEANT[text.toLowerCase().replace(/[\s/]/g, "")];
  return correction === undefined ? {} : { correction };
}

const MEANT: Readonly<Record<string, string>> = {
  "&nbsp;": "~",
  "&amp;": "\\&",
  "&lt;": "$<$",
  "&gt;": "$>$",
  "&quot;": "''",
  "&mdash;": "---",
  "&ndash;": "--",
  "&hellip;": "\\ldots{}",
  "&times;": "$\\times$",
  "&le;": "$\\le$",
  "&ge;": "$\\ge$",
  "&#39;": "'",
  "<br>": "\\\\",
};
