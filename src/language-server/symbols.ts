import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-protocol";
import { parseLatex, positionAt } from "../latex/document";
import { type Section, sectionsIn } from "../latex/outline";

/** The sections of a source, each inside the one it belongs to. */
export function symbolsOf(text: string): DocumentSymbol[] {
  const document = parseLatex(text, "");
  const place = (offset: number) => {
    const { line, column } = positionAt(document, offset);
    return { line: line - 1, character: column - 1 };
  };
  const sections = sectionsIn(document);
  const symbolOf = (section: Section): DocumentSymbol => ({
    name: section.title || "(untitled)",
    kind: SymbolKind.Module,
    range: { start: place(section.heading), end: place(section.end) },
    selectionRange: { start: place(section.heading), end: place(section.start) },
    children: childrenOf(section, sections).map(symbolOf),
  });
  return sections.filter((section) => !sections.some((other) => holds(other, section))).map(symbolOf);
}

/** Those inside a section, but not inside one of its own subsections. */
function childrenOf(section: Section, sections: readonly Section[]): Section[] {
  const inside = sections.filter((other) => holds(section, other));
  return inside.filter((one) => !inside.some((other) => holds(other, one)));
}

function holds(outer: Section, inner: Section): boolean {
  return outer.depth < inner.depth && outer.heading < inner.heading && inner.heading < outer.end;
}
