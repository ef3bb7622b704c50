import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-protocol";
import { entriesIn } from "../latex/bib-entries";
import { lineStartsOf, parseLatex, positionAt } from "../latex/document";
import { sectionsIn } from "../latex/outline";
import type { Span } from "../latex/span";

/** What can be folded away: sections, environments and comments of several lines; in a bibliography its entries. */
export function foldingRanges(text: string, isBibliography: boolean): FoldingRange[] {
  if (isBibliography) return rangesOf({ lineStarts: lineStartsOf(text) }, entriesIn(text));
  const document = parseLatex(text, "");
  const sections = sectionsIn(document).map(({ heading, end }) => ({
    start: heading,
    end: heading + text.slice(heading, end).trimEnd().length,
  }));
  const environments = document.environments.filter(({ name }) => name !== "document");
  return [
    ...rangesOf(document, sections),
    ...rangesOf(document, environments, 1),
    ...rangesOf(document, commentBlocks(text, document.comments)).map((range) => ({
      ...range,
      kind: FoldingRangeKind.Comment,
    })),
  ];
}

/** From line to line; `left` lines at the end stay in sight. */
function rangesOf(lines: { readonly lineStarts: readonly number[] }, spans: readonly Span[], left = 0): FoldingRange[] {
  return spans.flatMap(({ start, end }) => {
    const startLine = positionAt(lines, start).line - 1;
    const endLine = positionAt(lines, Math.max(start, end)).line - 1 - left;
    return endLine > startLine ? [{ startLine, endLine }] : [];
  });
}

/** Lines in a row that are comments and nothing else. */
function commentBlocks(text: string, comments: readonly Span[]): Span[] {
  const blocks: Span[] = [];
  for (const { start, end } of comments) {
    const line = text.lastIndexOf("\n", start - 1) + 1;
    if (text.slice(line, start).trim() !== "") continue;
    const last = blocks.at(-1);
    if (last && text.slice(last.end, line).replace(/\r/g, "") === "\n") blocks[blocks.length - 1] = { ...last, end };
    else blocks.push({ start, end });
  }
  return blocks;
}
