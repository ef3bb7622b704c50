import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-protocol";
import { entriesIn } from "../latex/bib-entries";
import { bibEntryAt } from "../latex/bibliography";
import { commandsNamed, type LatexDocument, lineStartsOf, parseLatex } from "../latex/document";
import { type Section, sectionsIn } from "../latex/outline";
import { printedText } from "../latex/printed-text";
import type { Span } from "../latex/span";
import { rangeOf } from "./asked";

/** The sections of a source, each inside the one it belongs to, with their figures, tables and labelled equations. */
export function symbolsOf(text: string): DocumentSymbol[] {
  const document = parseLatex(text, "");
  const sections = sectionsIn(document);
  const things = thingsIn(document);
  const symbolOf = (section: Section): DocumentSymbol => {
    const children = childrenOf(section, sections);
    const own = things.filter(
      (thing) => isIn(section, thing) && !sections.some((one) => holds(section, one) && isIn(one, thing)),
    );
    return {
      name: section.title || "(untitled)",
      kind: SymbolKind.Module,
      range: rangeOf(document, { start: section.heading, end: section.end }),
      selectionRange: rangeOf(document, { start: section.heading, end: section.start }),
      children: inOrder([...children.map(symbolOf), ...own.map((thing) => symbolOfThing(document, thing))]),
    };
  };
  const outside = things.filter((thing) => !sections.some((section) => isIn(section, thing)));
  const top = sections.filter((section) => !sections.some((other) => holds(other, section)));
  return inOrder([...outside.map((thing) => symbolOfThing(document, thing)), ...top.map(symbolOf)]);
}

/** The entries of a bibliography. */
export function bibliographySymbols(text: string): DocumentSymbol[] {
  const lines = { lineStarts: lineStartsOf(text) };
  return entriesIn(text).map(({ name, key, start, end }) => ({
    name: name || "(no key)",
    detail: printedText(bibEntryAt(text, key.start)?.title ?? ""),
    kind: SymbolKind.Constant,
    range: rangeOf(lines, { start, end }),
    selectionRange: rangeOf(lines, key),
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
  const things = document.environments.flatMap((one): Thing[] => {
    const [, name, kind] = KINDS.find(([pattern]) => pattern.test(one.name)) ?? [];
    if (name === undefined || kind === undefined || one.start < document.body.start) return [];
    const inside = (command: RegExp) =>
      commandsNamed(document, command).find(({ start }) => one.start < start && start < one.end)?.groups[0]?.text;
    const label = inside(/^label$/) ?? "";
    if (name === "Equation" && label === "") return [];
    const caption = printedText(inside(/^caption$/) ?? "");
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

function isIn({ heading, end }: Section, thing: Span): boolean {
  return heading <= thing.start && thing.start < end;
}

/** Those inside a section, but not inside one of its own subsections. */
function childrenOf(section: Section, sections: readonly Section[]): Section[] {
  const inside = sections.filter((other) => holds(section, other));
  return inside.filter((one) => !inside.some((other) => holds(other, one)));
}

function holds(outer: Section, inner: Section): boolean {
  return outer.depth < inner.depth && outer.heading < inner.heading && inner.heading < outer.end;
}
