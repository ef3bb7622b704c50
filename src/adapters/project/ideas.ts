import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Conversing } from "../../engine/lab";
import type { DistilSource } from "../../engine/project";
import type { ProjectText } from "../../engine/prompts/project-text";
import { checkNovelty } from "../../engine/stages/check-novelty";
import { type DistilFrom, type Distilled, distilIdeas } from "../../engine/stages/distil-ideas";
import { generateIdeas } from "../../engine/stages/generate-ideas";
import { type Idea, type Novelty, noveltyFields } from "../../research/idea";
import { describeIdeaProblem } from "../../research/idea-file";
import { openConversation } from "../open-lab";
import { pdfReader } from "../paper-reader/pdf-reader";
import { ProjectBroken } from "../read-template";
import { type Desk, ideaFolder } from "./desk";
import { readIdeaBook } from "./idea-files";
import { saveIdea } from "./keep-ideas";
import { purseFor } from "./purse";

export async function ideaNamed(folder: string, name: string): Promise<Idea> {
  const { ideas, problems } = await readIdeaBook(folder);
  const found = ideas.find((idea) => idea.Name === name);
  if (found) return found;
  const wrong = problems.map((problem) => ` ${describeIdeaProblem(problem)} Correct it; nothing was changed.`);
  throw new ProjectBroken(
    `There is no idea “${name}”. The ideas are: ${ideas.map((idea) => idea.Name).join(", ") || "none yet"}.${wrong.join("")}`,
  );
}

/** Asks for `count` ideas and adds each to `ideas.json` as soon as it is finished. */
export async function thinkUpIdeas(desk: Desk, count: number, signal: AbortSignal): Promise<Idea[]> {
  await desk.ideaWriter.check();
  return withProjectLab(desk, signal, (lab) => thinkUpIdeasIn(desk, lab, count));
}

/** The same in a lab whose journal keeps them: the project's own, or that of a campaign. */
export async function thinkUpIdeasIn(desk: Desk, lab: Conversing, count: number): Promise<Idea[]> {
  const { ideas: before } = await readIdeaBook(desk.folder);
  return generateIdeas(lab, await projectText(desk), before, count, (idea) => saveIdea(desk, idea));
}

/** Reads papers, or what a search finds, for ideas, and adds each to `ideas.json`. */
export async function distilSomeIdeas(
  desk: Desk,
  from: DistilSource,
  most: number,
  signal: AbortSignal,
): Promise<Distilled> {
  await desk.ideaWriter.check();
  const wanted = readable(desk, from);
  return withProjectLab(desk, signal, async (lab) => {
    const { ideas: before } = await readIdeaBook(desk.folder);
    return distilIdeas(lab, await projectText(desk), before, wanted, most, (idea) => saveIdea(desk, idea));
  });
}

function readable(desk: Desk, from: DistilSource): DistilFrom {
  if ("search" in from) {
    if (desk.literature.sources.length === 0) throw new ProjectBroken(NO_SOURCE);
    return { type: "search", query: from.search };
  }
  const papers = from.files.map((path) => {
    const full = resolve(path);
    if (!/\.pdf$/i.test(full))
      throw new ProjectBroken(`${basename(full)} is not a PDF. Ideas are distilled from PDFs.`);
    if (!existsSync(full)) throw new ProjectBroken(`There is no file ${full}.`);
    return { path: full, file: nameOf(desk.folder, full) };
  });
  return { type: "papers", papers };
}

const NO_SOURCE =
  "No service of literature is named in literature.sources, so nothing can be searched. Name one, or choose PDFs.";

/** From the project's folder, with slashes, where the file is in it; else its name alone, for the list of ideas is shared with others. */
function nameOf(folder: string, path: string): string {
  const inside = relative(folder, path);
  return inside.startsWith("..") || isAbsolute(inside) ? basename(path) : inside.split(sep).join("/");
}

async function projectText(desk: Desk): Promise<ProjectText> {
  const { manifest } = desk.template;
  return {
    template: desk.template,
    scale: desk.settings["experiments.scale"],
    files: await textsOf(
      desk.folder,
      manifest.editable.filter((path) => path !== "plot.py"),
    ),
    locked: await textsOf(desk.folder, Object.keys(manifest.locked)),
  };
}

export async function checkOneIdea(desk: Desk, name: string, signal: AbortSignal): Promise<Novelty> {
  const idea = await ideaNamed(desk.folder, name);
  const novelty = await withProjectLab(desk, signal, (lab) => checkNovelty(lab, idea));
  // What the researcher said stands until they take it back.
  const said = idea.novelty?.overruled;
  const known = said ? { ...novelty, overruled: said } : novelty;
  const { novel: _, ...rest } = idea;
  await saveIdea(desk, { ...rest, ...noveltyFields(known) } as Idea);
  return known;
}

async function withProjectLab<Result>(
  desk: Desk,
  signal: AbortSignal,
  work: (lab: ProjectLab) => Promise<Result>,
): Promise<Result> {
  const models = await desk.models();
  const folder = ideaFolder(desk.folder, "");
  const journal = await desk.journals.open(folder, {
    subject: "",
    rehearsal: models.model.rehearsal,
  });
  try {
    const conversation = openConversation({
      ...{ models, journal, settings: desk.settings, signal },
      purse: purseFor(desk, folder),
    });
    return await work({
      ...conversation,
      ...{ template: desk.template, literature: desk.literature, paperReader: pdfReader() },
    });
  } finally {
    await journal.close();
  }
}

type ProjectLab = Parameters<typeof checkNovelty>[0] & Parameters<typeof distilIdeas>[0];

async function textsOf(folder: string, paths: readonly string[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await textOf(folder, path)])));
}

async function textOf(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), "utf8").catch(() => {
    throw new ProjectBroken(`template.json names ${path}, but the project has no such file.`);
  });
}
