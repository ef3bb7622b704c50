import { fileURLToPath } from "node:url";
import { type Hover, type Location, MarkupKind } from "vscode-languageserver-protocol";
import { factsOf } from "../claims/origin-facts";
import { bibEntryAt } from "../latex/bibliography";
import { checkedAt } from "../latex/checked-entries";
import { pictureFor } from "../latex/figures";
import { labelledBy } from "../latex/labelled";
import { type NamedPlace, sameNamed } from "../latex/named-places";
import type { CitationCheck } from "../research/citation-check";
import { type Asked, claimAsked, nameAsked, rangeOf } from "./asked";
import { fileLink } from "./markdown";
import { checkHover, entryHover, labelHover, pictureHover } from "./name-hover";
import { numberHover } from "./number-hover";
import { placeShown, placesInResults } from "./origin-places";
import { pictureFacts, pictureNamed } from "./pictures";

/** What is known of the thing at a place: a number, a work that is cited, what a reference points to, a picture. */
export async function hoverAt(asked: Asked): Promise<Hover | null> {
  const { name, all } = nameAsked(asked);
  const markdown = name ? await ofName(asked, name, all) : await ofClaim(asked);
  const span = name ?? claimAsked(asked);
  if (markdown === undefined || !span) return null;
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range: rangeOf(asked.source, span) };
}

/** The same, of works that are cited alone. */
export async function hoverOfCitation(asked: Asked): Promise<Hover | null> {
  const { name } = nameAsked(asked);
  return name?.kind === "entry" || name?.kind === "citation" ? hoverAt(asked) : null;
}

async function ofClaim(asked: Asked): Promise<string | undefined> {
  const claim = claimAsked(asked);
  const { results } = asked.paper;
  if (!claim || !results) return undefined;
  const origins = claim.origins ?? [];
  const facts = origins.flatMap((origin) => factsOf(results.library.evidence, origin) ?? []);
  const [place] = origins[0] ? await placesInResults(results, origins[0]) : placeShown(results, claim);
  const reader = asked.paper.readings?.model;
  return numberHover(claim, facts, { folder: results.folder, links: place ? [linkTo(place)] : [], reader });
}

function linkTo({ uri, range }: Location): string {
  const path = fileURLToPath(uri);
  return fileLink(path.split(/[\\/]/).slice(-2).join("/"), path, range.start.line);
}

async function ofName({ paper }: Asked, name: NamedPlace, all: readonly NamedPlace[]): Promise<string | undefined> {
  if (name.kind === "figure") return ofPicture(paper, name.name);
  if (name.kind === "label") return undefined;
  // An entry says itself what it is; what others say of it stands nowhere.
  if (name.kind === "entry") return checkHover(checkOf(paper, name)) || undefined;
  const [made] = sameNamed(all, name);
  if (made?.kind === "entry") {
    const entry = bibEntryAt(made.source.text, made.start);
    return entry && entryHover(entry, checkOf(paper, made));
  }
  const labelled = made?.kind === "label" ? labelledBy(paper.paper, made) : undefined;
  if (!labelled) return undefined;
  const picture = labelled.picture === undefined ? undefined : await ofPicture(paper, labelled.picture);
  return [labelHover(labelled), ...(picture === undefined ? [] : [picture])].join("\n\n");
}

function checkOf({ paper }: Asked["paper"], place: NamedPlace): CitationCheck | undefined {
  return checkedAt(paper.checked, place)?.check;
}

async function ofPicture(paper: Asked["paper"], name: string): Promise<string | undefined> {
  const path = await pictureNamed(paper, name);
  if (path === undefined) return undefined;
  const file = pictureFor(name, paper.files.files ?? new Set());
  const drawn = file === undefined ? undefined : paper.files.known?.get(file)?.drawn;
  return pictureHover({ ...(await pictureFacts(paper, path)), drawn });
}
