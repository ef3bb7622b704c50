import { fieldsIn } from "./bib-fields";
import { citationsOf, labelsOf, referencesOf } from "./citations";
import { commandsNamed } from "./document";
import { figuresOf } from "./figures";
import type { Bibliography, LatexPaper, PaperPart } from "./paper";
import type { Span } from "./span";

/** A label or an entry of the bibliography makes a name; references, citations and pictures use one. */
export type NameKind = "label" | "reference" | "entry" | "citation" | "figure";

/** A place where a paper names something: the span is that of the name alone. */
export type NamedPlace = Span & {
  readonly kind: NameKind;
  readonly name: string;
  readonly source: Pick<PaperPart, "file" | "text" | "lineStarts">;
};

/** Every name in all files of a paper. */
export function namedPlaces({ parts, bibliographies }: LatexPaper): NamedPlace[] {
  return [...parts.flatMap(placesIn), ...bibliographies.flatMap(entryPlaces)];
}

export function namedAt(places: readonly NamedPlace[], file: string, offset: number): NamedPlace | undefined {
  return places.find(({ source, start, end }) => source.file === file && start <= offset && offset <= end);
}

/** All places of the same name, those that make it first: of a label, of a key, of a picture. */
export function sameNamed(places: readonly NamedPlace[], { kind, name }: NamedPlace): NamedPlace[] {
  const making = MAKING[kind];
  const same = places.filter((one) => one.name === name && MAKING[one.kind] === making);
  return [...same.filter((one) => one.kind === making), ...same.filter((one) => one.kind !== making)];
}

/** The kind that makes a name, for each that uses one. */
const MAKING: Readonly<Record<NameKind, NameKind>> = {
  label: "label",
  reference: "label",
  entry: "entry",
  citation: "entry",
  figure: "figure",
};

function placesIn(source: PaperPart): NamedPlace[] {
  const named = (kind: NameKind) => (one: Span & { readonly key: string }) => ({
    kind,
    name: one.key,
    start: one.start,
    end: one.end,
    source,
  });
  const items = commandsNamed(source, /^bibitem$/).flatMap(({ groups: [key] }) =>
    key ? [{ key: key.text.trim(), ...trimmed(key) }] : [],
  );
  const pictures = figuresOf(source).map(({ path }) => ({ key: path.text.trim().replace(/"/g, ""), ...trimmed(path) }));
  return [
    ...labelsOf(source).map(named("label")),
    ...referencesOf(source).map(named("reference")),
    ...citationsOf(source).map(named("citation")),
    ...items.map(named("entry")),
    ...pictures.map(named("figure")),
  ];
}

function trimmed({ text, start }: Span & { readonly text: string }): Span {
  const first = start + text.length - text.trimStart().length;
  return { start: first, end: first + text.trim().length };
}

function entryPlaces(source: Bibliography): NamedPlace[] {
  const entries = source.entries.map(({ name, key }): NamedPlace => ({ kind: "entry", name, ...key, source }));
  return [...entries, ...parentPlaces(source)];
}

/** Where an entry names the one that it is a part of. */
function parentPlaces(source: Bibliography): NamedPlace[] {
  if (!/crossref/i.test(source.text)) return [];
  const fields = source.entries.filter(({ complete }) => complete).flatMap((one) => fieldsIn(source.text, one).fields);
  return fields
    .filter(({ name }) => name === "crossref")
    .flatMap(({ start, end }): NamedPlace[] => {
      const key = /^[{"]\s*([^{}"\s]+)\s*[}"]$/.exec(source.text.slice(start, end));
      if (!key) return [];
      const from = start + key[0].indexOf(key[1]!, 1);
      return [{ kind: "citation", name: key[1]!, start: from, end: from + key[1]!.length, source }];
    });
}
