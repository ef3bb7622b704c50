import { commandsNamed } from "../document";
import { MARKDOWN } from "../markup";
import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { blankOut } from "../span";

const MEANT: Record<keyof typeof MARKDOWN, string> = {
  bold: "write \\textbf{…} or \\emph{…}",
  heading: "write \\subsection{…} or \\paragraph{…}; # stops LaTeX",
  fence: "write verbatim or \\texttt{…}",
  link: "write \\href{…}{…} or cite a reference",
};

/** Markdown in the prose, which TeX prints as it stands or stops at. */
export const markdownRemnant: Rule = {
  id: "markdown-remnant",
  severity: "warning",
  check: ({ parts }) => parts.flatMap(remnantsIn),
};

function remnantsIn(source: PaperPart): Finding[] {
  if (!/\*\*|__|```|\]\(http|^[ \t]*#/m.test(source.prose)) return [];
  const code = commandsNamed(source, /^(?:texttt|code|lstset|detokenize)$/);
  const prose = blankOut(source.prose, [{ start: 0, end: source.body.start }, ...code, ...source.definitions]);
  return (Object.keys(MARKDOWN) as (keyof typeof MARKDOWN)[]).flatMap((kind) =>
    [...prose.matchAll(new RegExp(MARKDOWN[kind], "gm"))].map(({ 0: text, index }) => ({
      source,
      start: index + (text.length - text.trimStart().length),
      end: index + text.trimEnd().length,
      ...(kind === "heading" && { severity: "error" as const }),
      ...(kind === "bold" && { correction: `\\textbf{${text.slice(2, -2)}}` }),
      message: `“${text.trim().slice(0, 60)}” is Markdown; ${MEANT[kind]}.`,
    })),
  );
}
