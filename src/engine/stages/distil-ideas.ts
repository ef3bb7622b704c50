import * as z from "zod";
import { lineOfQuote } from "../../latex/find-quote";
import type { Idea, IdeaSource } from "../../research/idea";
import { nearDuplicateOf } from "../../research/similar-ideas";
import { ask } from "../ask";
import type { Conversing, Lab } from "../lab";
import { SearchResultShape } from "../ports/literature";
import { PaperUnreadable } from "../ports/paper-reader";
import {
  ideasFromPoints,
  pointsOfAbstracts,
  pointsOfPaper,
  type Reading,
  type SourcedPoint,
} from "../prompts/distil-ideas";
import type { ProjectText } from "../prompts/project-text";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { enterStage } from "./enter-stage";
import { fate } from "./generate-ideas";

/** What ideas are to be distilled from: PDFs (absolute path, and the name to be kept), or what a search finds. */
export type DistilFrom =
  | { readonly type: "papers"; readonly papers: readonly { readonly path: string; readonly file: string }[] }
  | { readonly type: "search"; readonly query: string };

/** What came of it, and what the researcher should know: what could not be read, was not found, or was not added. */
export type Distilled = { readonly ideas: readonly Idea[]; readonly remarks: readonly string[] };

type DistilLab = Conversing & Pick<Lab, "literature" | "paperReader">;
/** `tell` says something in the journal, and in what is given back. */
type Distilling = DistilLab & { readonly tell: (text: string) => Promise<void> };

/**
 * Reads papers for what they leave open and what they offer, and makes at most `most` ideas of it, each with the words that it goes back
 * to. A point whose words are not in its text is dropped, and said; near-duplicates are refused as everywhere. What was begun with the same
 * papers and did not end is gone on with; what ended is begun anew.
 */
export async function distilIdeas(
  given: DistilLab,
  project: ProjectText,
  archive: readonly Idea[],
  from: DistilFrom,
  most: number,
  found: (idea: Idea) => Promise<void>,
): Promise<Distilled> {
  const remarks: string[] = [];
  const tell = async (text: string) => {
    remarks.push(text);
    await tellOnce(given, text);
  };
  const lab: Distilling = { ...given, tell };
  await enterStage(lab, "ideas");
  const name = `distil ${await numberFor(lab, from)}`;
  const points =
    from.type === "papers"
      ? await ofPapers(lab, project, from.papers, name)
      : await ofSearch(lab, project, from.query, name);
  const ideas = points.length > 0 ? await ideasOf(lab, project, archive, points, most, name, found) : [];
  if (points.length === 0) await lab.tell("Nothing was found there that leads to an idea for this project.");
  await step(lab, `${name}: ended`, z.number(), async () => ideas.length);
  return { ideas, remarks };
}

/** The number of the first attempt that has not ended and is about the same, or is free. */
async function numberFor(lab: Distilling, from: DistilFrom): Promise<number> {
  const about = from.type === "papers" ? from.papers.map(({ path }) => path) : [`search: ${from.query}`];
  const done = new Map(
    lab.journal.history.flatMap((event) =>
      event.type === "step-finished" ? [[event.step, event.result] as const] : [],
    ),
  );
  for (let number = 1; ; number++) {
    if (done.has(`distil ${number}: ended`)) continue;
    const known = done.get(`distil ${number}: sources`);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(about)) continue;
    await step(lab, `distil ${number}: sources`, z.array(z.string()), async () => about);
    return number;
  }
}

/** A paper that cannot be read takes no other with it; when none can, the first one's trouble is thrown. */
async function ofPapers(
  lab: Distilling,
  project: ProjectText,
  papers: readonly { readonly path: string; readonly file: string }[],
  name: string,
): Promise<SourcedPoint[]> {
  const points: SourcedPoint[] = [];
  const troubles: PaperUnreadable[] = [];
  for (const [index, { path, file }] of papers.entries()) {
    const pages = await lab.paperReader.read(path, lab.signal).then(
      (read) => read.pages,
      (error) => {
        if (error instanceof PaperUnreadable) troubles.push(error);
        else throw error;
      },
    );
    if (!pages) continue;
    const reading = { title: file, file, text: shownOf(pages.join("\n\n")) };
    const said = await ask(lab, pointsOfPaper(project, reading, `${name}: points of paper ${index + 1}`));
    const isPrinted = lineOfQuote(pages[0] ?? "", said.title) !== undefined;
    const title = isPrinted ? said.title.trim() : (file.split("/").at(-1) ?? file);
    points.push(...(await borne(lab, said.points, () => ({ ...reading, title }))));
  }
  for (const { message } of troubles) await lab.tell(message);
  if (troubles.length === papers.length && troubles[0]) throw troubles[0];
  return points;
}

async function ofSearch(lab: Distilling, project: ProjectText, query: string, name: string): Promise<SourcedPoint[]> {
  const search = () => lab.literature.search(query, lab.signal);
  const { papers, problem, remarks } = await step(lab, `${name}: search`, SearchResultShape, search);
  if (problem) await lab.tell(`Searching for papers: ${problem}`);
  if (remarks) await lab.tell(`Searching for papers: ${remarks}`);
  const readings = papers
    .filter(({ abstract, retracted }) => abstract.length >= SHORTEST_ABSTRACT && !retracted)
    .slice(0, MOST_ABSTRACTS)
    .map(({ title, abstract, doi, url }): Reading => {
      const link = doi ? `https://doi.org/${doi}` : url;
      return { title, text: abstract, ...(link ? { link } : {}) };
    });
  if (readings.length === 0) return [];
  const said = await ask(lab, pointsOfAbstracts(project, readings, `${name}: points of what was found`));
  return borne(lab, said.points, ({ paper }) => readings[paper - 1]);
}

const SHORTEST_ABSTRACT = 80;
const MOST_ABSTRACTS = 20;

type Point = Pick<SourcedPoint, "kind" | "point" | "quote">;

/** The points whose words are in their text. */
async function borne<Said extends Point>(
  lab: Distilling,
  points: readonly Said[],
  readingOf: (point: Said) => Reading | undefined,
): Promise<SourcedPoint[]> {
  const kept: SourcedPoint[] = [];
  for (const said of points) {
    const reading = readingOf(said);
    const { kind, point, quote } = said;
    if (reading && lineOfQuote(reading.text, quote) !== undefined) {
      const { title, link, file } = reading;
      kept.push({
        kind,
        point,
        quote: beginningOf(quote),
        title,
        ...(link ? { link } : {}),
        ...(file ? { file } : {}),
      });
    } else
      await lab.tell(
        `“${shortened(quote)}” is not in ${reading ? `“${reading.title}”` : "any of the papers"}, so that point was dropped.`,
      );
  }
  return kept;
}

/** Some models copy a page; the beginning of what was found is as true. */
function beginningOf(quote: string): string {
  const words = quote.trim().replace(/\s+/g, " ");
  return words.length <= 300 ? words : words.slice(0, 300).replace(/\s+\S*$/, "");
}

function shortened(quote: string): string {
  return quote.length <= 100 ? quote : `${quote.slice(0, 100).replace(/\s+\S*$/, "")} …`;
}

async function ideasOf(
  lab: Distilling,
  project: ProjectText,
  archive: readonly Idea[],
  points: readonly SourcedPoint[],
  most: number,
  name: string,
  found: (idea: Idea) => Promise<void>,
): Promise<Idea[]> {
  const said = await ask(lab, ideasFromPoints(project, archive, points, most, `${name}: ideas`));
  const ideas: Idea[] = [];
  for (const [index, { idea, from }] of said.ideas.slice(0, most).entries()) {
    const sources = [...new Set(from)].flatMap((number) => sourceOf(points[number - 1]));
    const complete: Idea = {
      ...idea,
      ...(sources.length > 0 ? { sources } : {}),
      ...(lab.model.rehearsal ? { rehearsal: true } : {}),
    };
    const isKept = await step(lab, `${name}: idea ${index + 1} kept`, z.boolean(), async () => {
      const twin = nearDuplicateOf(complete, [...archive, ...ideas]);
      if (twin) await lab.tell(`“${idea.Title}” repeats “${twin.Title}”${fate(twin)} and was not added.`);
      else if (sources.length === 0)
        await lab.tell(`“${idea.Title}” goes back to none of the points and was not added.`);
      else await found(complete);
      return twin === undefined && sources.length > 0;
    });
    if (isKept) ideas.push(complete);
  }
  return ideas;
}

function sourceOf(point: SourcedPoint | undefined): IdeaSource[] {
  return point ? [{ ...point }] : [];
}

/** Tokens are four characters or so: a long paper is shown without its references, its beginning and its end. */
const LONGEST = 60_000;
const BEGINNING = 25_000;

function shownOf(text: string): string {
  const references = [...text.matchAll(/\n\s*(?:\d+\.?\s*)?(?:references|bibliography)\s*\n/gi)].at(-1)?.index;
  const body = references !== undefined && references > text.length * 0.4 ? text.slice(0, references) : text;
  if (body.length <= LONGEST) return body;
  return `${body.slice(0, BEGINNING)}\n\n[… left out …]\n\n${body.slice(BEGINNING - LONGEST)}`;
}
