import type { PaperSection } from "./board-state";

/** The numbered headings of a LaTeX source with their 1-based lines. A section without words of its own is empty. */
export function paperSections(source: string): PaperSection[] {
  const start = Math.max(0, source.indexOf("\\begin{document}"));
  const headings = [...source.matchAll(/^[ \t]*\\section\*?\{((?:[^{}]|\{[^{}]*\})*)\}/gm)].filter(
    ({ index }) => index >= start,
  );
  return headings.map((heading, index) => {
    const end = headings[index + 1]?.index ?? source.length;
    const body = source.slice(heading.index + heading[0].length, end);
    const line = source.slice(0, heading.index).split("\n").length;
    return { title: plainTitle(heading[1] ?? ""), line, empty: isEmpty(body) };
  });
}

function plainTitle(latex: string): string {
  return latex
    .replace(/\\label\{[^}]*\}/g, "")
    .replace(/[{}]/g, "")
    .replace(/\\&/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** Placeholders of templates stand in capitals: `RELATED WORK HERE`. */
function isEmpty(body: string): boolean {
  const text = body
    .replace(/(?<!\\)%.*$/gm, "")
    .replace(/\\(label|bibliography|bibliographystyle|end|begin)\{[^}]*\}/g, "")
    .trim();
  return text === "" || /^[A-Z][A-Z0-9 ,.:-]* HERE\.?$/.test(text);
}
