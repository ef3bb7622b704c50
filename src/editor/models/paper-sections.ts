import { printedText } from "../../latex/printed-text";
import { wordCount } from "../../latex/word-count";
import type { PaperSection } from "./board-state";

/**
 * The numbered headings of a LaTeX source with their 1-based lines. A section without words of its own is empty. `written` is the
 * source as the stages left it, where they did.
 */
export function paperSections(source: string, written?: string): PaperSection[] {
  const known =
    written === undefined ? undefined : new Map(sectionsIn(written).map(({ title, body }) => [title, body]));
  return sectionsIn(source).map(({ title, body, line }) => {
    const before = known?.get(title);
    const edited = known !== undefined && (before === undefined || withoutWrapping(before) !== withoutWrapping(body));
    return { title, line, empty: isEmpty(body), words: isEmpty(body) ? 0 : wordCount(body), edited };
  });
}

function withoutWrapping(body: string): string {
  return body.replace(/\s+/g, " ").trim();
}

function sectionsIn(source: string): { title: string; body: string; line: number }[] {
  const start = Math.max(0, source.indexOf("\\begin{document}"));
  const headings = [...source.matchAll(/^[ \t]*\\section\*?\{((?:[^{}]|\{[^{}]*\})*)\}/gm)].filter(
    ({ index }) => index >= start,
  );
  return headings.map((heading, index) => {
    const end = headings[index + 1]?.index ?? source.length;
    const body = source.slice(heading.index + heading[0].length, end);
    const line = source.slice(0, heading.index).split("\n").length;
    return { title: printedText((heading[1] ?? "").replace(/\\label\{[^}]*\}/g, "")), body, line };
  });
}

/** Placeholders of templates stand in capitals: `RELATED WORK HERE`. */
function isEmpty(body: string): boolean {
  const text = body
    .replace(/(?<!\\)%.*$/gm, "")
    .replace(/\\(label|bibliography|bibliographystyle|end|begin)\{[^}]*\}/g, "")
    .trim();
  return text === "" || /^[A-Z][A-Z0-9 ,.:-]* HERE\.?$/.test(text);
}
