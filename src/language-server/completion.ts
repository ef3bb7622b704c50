import { dirname, resolve } from "node:path";
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  MarkupKind,
  type Range,
  type TextEdit,
} from "vscode-languageserver-protocol";
import { beingTyped } from "../latex/being-typed";
import { bibEntryAt } from "../latex/bibliography";
import { checkedAt } from "../latex/checked-entries";
import { labelledBy } from "../latex/labelled";
import { type NamedPlace, namedPlaces } from "../latex/named-places";
import type { LatexPaper, PaperPart } from "../latex/paper";
import { printedText } from "../latex/printed-text";
import { type Asked, placeAt, rangeOf } from "./asked";
import { addressOf, literal } from "./markdown";
import { entryHover } from "./name-hover";
import { numberItems } from "./number-completion";
import type { ReadPaper } from "./open-papers";
import { takesIn } from "./results-tex";

const NOTHING: CompletionList = { isIncomplete: false, items: [] };

/** How numbers are wanted, and whether a sign was typed (`{`, `,`, `.`) rather than a word or the key that asks. */
export type Asking = { readonly asMacros: boolean; readonly bySign: boolean };

/** What may be written at a place: keys of the bibliography, labels, pictures, and the numbers that the runs measured. */
export function completionAt({ paper, source, offset }: Asked, { asMacros, bySign }: Asking): CompletionList {
  const part = paper.paper.parts.find(({ file }) => file === source.file);
  const typing = part && beingTyped(part, offset);
  if (!part || !typing) return NOTHING;
  const range = rangeOf(part, { start: typing.start, end: offset });
  if (typing.type === "number") {
    if (bySign && !/^\d+\./.test(typing.typed)) return NOTHING;
    const items = paper.results ? numberItems(paper.results.library.evidence, typing, range, asMacros) : [];
    const taking = asMacros ? takingIn(paper, part) : [];
    return { isIncomplete: true, items: items.map((item) => ({ ...item, additionalTextEdits: taking })) };
  }
  if (typing.type === "figure") return { isIncomplete: false, items: pictureItems(paper, range) };
  const made = namedPlaces(paper.paper).filter(({ kind }) => kind === (typing.type === "citation" ? "entry" : "label"));
  const seen = new Set<string>();
  const fresh = made.filter(({ name }) => isPlain(name) && !seen.has(name) && seen.add(name));
  const item = typing.type === "citation" ? entryItem(paper.paper) : labelItem(paper);
  return { isIncomplete: false, items: fresh.map((place) => item(place, range)) };
}

/** Signs that an argument cannot hold as they are; a label in a macro is not one that can be used. */
function isPlain(name: string): boolean {
  return !/[{}%#\\]/.test(name);
}

/** A paper that uses the first of the macros takes their file in. */
function takingIn(paper: ReadPaper, part: PaperPart): TextEdit[] {
  const begin = part.live.indexOf("\\begin{document}");
  if (begin < 0 || takesIn(paper)) return [];
  const place = placeAt(part, begin);
  return [{ range: { start: place, end: place }, newText: "\\input{results}\n" }];
}

/** Typing a title or an author finds the key as well. */
function entryItem({ checked }: LatexPaper): (place: NamedPlace, range: Range) => CompletionItem {
  return (place, range) => {
    const check = checkedAt(checked, place)?.check;
    const entry = bibEntryAt(place.source.text, place.start);
    const title = printedText(entry?.title ?? "");
    const year = entry?.year ?? "";
    const retracted = check?.retracted || /^retracted\b/i.test(entry?.fields.note ?? "");
    const mark = retracted ? "retracted" : check?.verdict === "not-found" ? "found nowhere" : "";
    return {
      label: place.name,
      kind: CompletionItemKind.Reference,
      detail: title,
      labelDetails: { description: [mark, shorter(title), year].filter((one) => one !== "").join(", ") },
      ...(retracted ? { tags: [CompletionItemTag.Deprecated] } : {}),
      filterText: `${place.name} ${title} ${printedText(entry?.authors ?? "")}`,
      textEdit: { range, newText: place.name },
      ...(entry && { documentation: { kind: MarkupKind.Markdown, value: entryHover(entry, check) } }),
    };
  };
}

function labelItem({ paper }: ReadPaper): (place: NamedPlace, range: Range) => CompletionItem {
  return (place, range) => {
    const labelled = labelledBy(paper, place);
    const text = labelled?.text || labelled?.kind || "";
    return {
      label: place.name,
      kind: CompletionItemKind.Reference,
      labelDetails: { description: shorter(text) },
      filterText: `${place.name} ${text}`,
      textEdit: { range, newText: place.name },
      ...(labelled?.source && { documentation: labelled.source }),
    };
  };
}

const PICTURE = /\.(?:pdf|png|jpe?g|eps)$/i;

function pictureItems(paper: ReadPaper, range: Range): CompletionItem[] {
  const pictures = [...(paper.files.files ?? [])].filter((path) => PICTURE.test(path) && isPlain(path)).sort();
  return pictures.map((path) => ({
    label: path,
    kind: CompletionItemKind.File,
    textEdit: { range, newText: path },
    documentation: { kind: MarkupKind.Markdown, value: preview(paper, path) },
  }));
}

function preview(paper: ReadPaper, path: string): string {
  const file = resolve(dirname(paper.path), path);
  return /\.(?:png|jpe?g)$/i.test(path) ? `![${literal(path)}](${addressOf(file)}|width=240)` : literal(path);
}

function shorter(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}
