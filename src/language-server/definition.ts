import { pathToFileURL } from "node:url";
import type { Location } from "vscode-languageserver-protocol";
import type { Origin } from "../claims/verdict";
import { type NamedPlace, sameNamed } from "../latex/named-places";
import { type Asked, claimAsked, nameAsked, rangeOf } from "./asked";
import type { OpenDocuments } from "./documents";
import { placeInProgram, placeOfSetting, placeShown, placesInResults } from "./origin-places";
import { pictureNamed, programSaving } from "./pictures";

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * Where the thing at a place comes from: a number from its run's results and the line of code that gave it its name, a citation
 * from the bibliography, a reference from its label, a picture from its file and the line that saves it.
 */
export async function definitionAt(asked: Asked, documents: OpenDocuments): Promise<Location[]> {
  const { name, all } = nameAsked(asked);
  if (!name) return ofClaim(asked);
  if (name.kind === "figure") return ofPicture(asked.paper, name.name);
  return sameNamed(all, name)
    .filter(({ kind }) => kind === "entry" || kind === "label")
    .map((place) => locationOf(place, documents));
}

/** Every place that uses what is at a place; of a number the places of the paper that state the same one. */
export function referencesAt(asked: Asked, documents: OpenDocuments, withDeclaration: boolean): Location[] {
  const { name, all } = nameAsked(asked);
  if (!name) return sameNumbers(asked, documents);
  return sameNamed(all, name)
    .filter(({ kind }) => withDeclaration || (kind !== "entry" && kind !== "label"))
    .map((place) => locationOf(place, documents));
}

export function locationOf(place: NamedPlace, documents: OpenDocuments): Location {
  return { uri: documents.uriOf(place.source.file), range: rangeOf(place.source, place) };
}

async function ofClaim(asked: Asked): Promise<Location[]> {
  const { results } = asked.paper;
  const claim = claimAsked(asked);
  if (!results || !claim) return [];
  const { origins = [], kind, part, start, end, evidence = "" } = claim;
  const [first] = origins;
  if (claim.shownIn) return placeShown(results, claim);
  if (!first) {
    const value = Number(part.text.slice(start, end).replace(/[,{}\s]/g, ""));
    return kind === "supported" && Number.isFinite(value) ? placeOfSetting(results, value, evidence) : [];
  }
  const all = origins.flatMap((one) => (one.from === undefined ? [one] : [one, { ...one, run: one.from }]));
  const places = await Promise.all(all.slice(0, 6).map((origin) => placesInResults(results, origin)));
  return [...places.flat(), ...placeInProgram(results, first)];
}

async function ofPicture(paper: Asked["paper"], name: string): Promise<Location[]> {
  const path = await pictureNamed(paper, name);
  const saved = paper.results && (await programSaving(paper.results.folder, path ?? name));
  const line = saved && { start: { line: saved.line, character: 0 }, end: { line: saved.line, character: 0 } };
  return [
    ...(path === undefined ? [] : [{ uri: pathToFileURL(path).href, range: TOP }]),
    ...(saved && line ? [{ uri: pathToFileURL(saved.path).href, range: line }] : []),
  ];
}

function sameNumbers(asked: Asked, documents: OpenDocuments): Location[] {
  const wanted = claimAsked(asked)?.origins?.[0];
  if (!wanted) return [];
  return asked.paper
    .claims()
    .flatMap(({ part, verdicts }) =>
      verdicts
        .filter(({ origins }) => origins?.[0] !== undefined && sameOrigin(origins[0], wanted))
        .map((verdict) => ({ uri: documents.uriOf(part.file), range: rangeOf(part, verdict) })),
    );
}

function sameOrigin(one: Origin, other: Origin): boolean {
  return (
    one.run === other.run && one.metric === other.metric && one.dataset === other.dataset && one.from === other.from
  );
}
