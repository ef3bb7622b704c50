import { commandsNamed, type LatexDocument, parseLatex, positionAt, proseOf } from "./document";
import { HTML, MARKDOWN } from "./markup";

/** Commands that read or write files, or make TeX something else. */
export const REACHING =
  /^(?:input|include|subfile|import|InputIfFileExists|openin|openout|read|write|immediate|ShellEscape|directlua|catcode|csname|subimport|(?:include|input|subinclude)from|lstinputlisting|inputminted|[BL]?[vV]erbatim[iI]nput)$/;

/** Commands that a section of a paper has no business with, and why; the reason completes “`\command` …”. */
const STRANGERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:documentclass|documentstyle|usepackage|RequirePackage)$/,
    "belongs to the preamble, which is not yours to write",
  ],
  [/^(?:maketitle|title|author|thanks)$/, "belongs to the head of the paper, not to a section"],
  [/^(?:bibliography|bibliographystyle|printbibliography|addbibresource|bibitem)$/, "belongs to the end of the paper"],
  [REACHING, "reaches for files or for TeX itself, which a section must not do"],
];

/**
 * What keeps a text written by a model from standing under a heading, as sentences for its author; empty when it can.
 * `title` is the heading it is for: that one may be repeated at the start.
 */
export function bodyProblems(body: string, title?: string): string[] {
  const document = parseLatex(body, "");
  return [
    ...new Set([...structural(document), ...foreign(document), ...headings(document, title), ...markup(document)]),
  ];
}

/** The same for a text that goes in among others, whose headings are its own. */
export function insertionProblems(text: string): string[] {
  const document = parseLatex(text, "");
  return [...new Set([...structural(document), ...foreign(document), ...markup(document)])];
}

function structural(document: LatexDocument): string[] {
  return document.troubles.map(({ start, message }) => `Line ${positionAt(document, start).line}: ${message}`);
}

function headings(document: LatexDocument, title: string | undefined): string[] {
  return commandsNamed(document, /^(?:chapter|section)$/)
    .map(({ groups }) => groups[0]?.text.trim() ?? "")
    .filter((heading, index) => index > 0 || heading.toLowerCase() !== title?.trim().toLowerCase())
    .map((heading) => `\\section{${heading}} starts another section. Write the text of this section only.`);
}

function foreign(document: LatexDocument): string[] {
  const strangers = STRANGERS.flatMap(([name, why]) =>
    commandsNamed(document, name).map((command) => `\\${command.name} ${why}. Leave it out.`),
  );
  const whole = /\\(?:begin|end)\{document\}/.test(document.live)
    ? ["\\begin{document} and \\end{document} are there already. Write the text of the section only."]
    : [];
  const files = document.verbatim.some(({ environment }) => environment.startsWith("filecontents"))
    ? ["filecontents writes files, which a section must not do."]
    : [];
  return [...strangers, ...whole, ...files];
}

function markup(document: LatexDocument): string[] {
  const prose = proseOf(document);
  const found = (pattern: RegExp) => pattern.exec(prose)?.[0].trim();
  const tag = found(HTML);
  const bold = found(MARKDOWN.bold);
  const heading = found(MARKDOWN.heading);
  const fence = found(MARKDOWN.fence);
  const link = found(MARKDOWN.link);
  return [
    ...(tag ? [`“${tag}” is HTML; LaTeX prints it as it stands.`] : []),
    ...(bold ? [`“${bold}” is Markdown; write \\textbf{…} or \\emph{…}.`] : []),
    ...(heading ? [`“${heading}” is a Markdown heading; write \\subsection{…} or \\paragraph{…}.`] : []),
    ...(fence ? ["Three backquotes are Markdown; write the text without them."] : []),
    ...(link ? [`“${link}” is a Markdown link; write \\href{…}{…} or cite a reference.`] : []),
  ];
}
