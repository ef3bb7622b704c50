import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-protocol";
import { entriesIn } from "../latex/bib-entries";
import { bibEntryOf } from "../latex/bibliography";
import { type Command, commandsNamed, type LatexDocument, lineStartsOf, parseLatex } from "../latex/document";
import { grouped } from "../latex/grouped";
import { parentsOf, type Section, sectionsIn } from "../latex/outline";
import { printedText } from "../latex/printed-text";
import { firstFrom, type Span } from "../latex/span";
import { rangeOf } from "./asked";

/** The sections of a source, each inside the one it belongs to, with their figures, tables and labelled equations. */
export function symbolsOf(text: string): DocumentSymbol[] {
  const document = parseLatex(text, "");
  const sections = sectionsIn(document);
  const parents = parentsOf(sections);
  const children = grouped(sections, (section) => parents.get(section));
  const headings = sections.map(({ heading }) => ({ start: heading }));
  const sectionAround = (offset: number) => {
    let section = sections[firstFrom(headings, offset + 1) - 1];
    while (section && section.end <= offset) section = parents.get(section);
    return section;
  };
  const things = grouped(thingsIn(document), ({ start }) => sectionAround(start));
  const symbolsIn = (outer: Section | undefined): DocumentSymbol[] =>
    inOrder([
      ...(children.get(outer) ?? []).map(symbolOf),
      ...(things.get(outer) ?? []).map((thing) => symbolOfThing(document, thing)),
    ]);
  const symbolOf = (section: Section): DocumentSymbol => ({
    name: printedText(section.title) || "(untitled)",
    kind: SymbolKind.Module,
    range: rangeOf(document, { start: section.heading, end: section.end }),
    selectionRange: rangeOf(document, { start: section.heading, end: section.start }),
    children: symbolsIn(section),
  });
  return symbolsIn(undefined);
}

/** The entries of a bibliography. */
export function bibliographySymbols(text: string): DocumentSymbol[] {
  const lines = { lineStarts: lineStartsOf(text) };
  return entriesIn(text).map((entry) => ({
    name: entry.name || "(no key)",
    detail: printedText(bibEntryOf(text, entry).title),
    kind: SymbolKind.Constant,
    range: rangeOf(lines, entry),
    selectionRange: rangeOf(lines, entry.key),
  }));
}

type Thing = Span & { readonly name: string; readonly detail: string; readonly kind: SymbolKind };

const KINDS: readonly (readonly [RegExp, string, SymbolKind])[] = [
  [/^(?:figure|wrapfigure|sidewaysfigure)\*?$/, "Figure", SymbolKind.File],
  [/^(?:table|wraptable|sidewaystable)\*?$/, "Table", SymbolKind.Array],
  [/^algorithm\*?$/, "Algorithm", SymbolKind.Function],
  [/^(?:equation|align|gather|multline|eqnarray)$/, "Equation", SymbolKind.Operator],
];

/** Floats by their captions, equations by their labels. */
function thingsIn(document: LatexDocument): Thing[] {
  const abstract = document.environments.filter(({ name }) => name === "abstract");
  const labels = commandsNamed(document, /^label$/);
  const captions = commandsNamed(document, /^caption$/);
  const things = document.environments.flatMap((one): Thing[] => {
    const [, name, kind] = KINDS.find(([pattern]) => pattern.test(one.name)) ?? [];
    if (name === undefined || kind === undefined || one.start < document.body.start) return [];
    const firstOf = (commands: readonly Command[]) => {
      const first = commands[firstFrom(commands, one.start)];
      return first && first.start < one.end ? first.groups[0]?.text : undefined;
    };
    const label = firstOf(labels) ?? "";
    if (name === "Equation" && label === "") return [];
    const caption = printedText(firstOf(captions) ?? "");
    const words = caption.length > 60 ? `${caption.slice(0, 59).trimEnd()}…` : caption;
    return [{ name: words === "" ? name : `${name}: ${words}`, detail: label, kind, start: one.start, end: one.end }];
  });
  const shown = abstract.map(({ start, end }) => ({
    name: "Abstract",
    detail: "",
    kind: SymbolKind.String,
    start,
    end,
  }));
  return [...shown, ...things];
}

function symbolOfThing(document: LatexDocument, { name, detail, kind, ...span }: Thing): DocumentSymbol {
  const range = rangeOf(document, span);
  return { name, detail, kind, range, selectionRange: { start: range.start, end: range.start }, children: [] };
}

function inOrder(symbols: readonly DocumentSymbol[]): DocumentSymbol[] {
  return symbols.toSorted(
    ({ range: { start: one } }, { range: { start: other } }) =>
      one.line - other.line || one.character - other.character,
  );
}
