import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { checkNovelty } from "../../engine/stages/check-novelty";
import { generateIdeas } from "../../engine/stages/generate-ideas";
import type { Idea, Novelty } from "../../research/idea";
import { noLiterature, openConversation } from "../open-lab";
import { ProjectBroken, readIdeas, readTemplate } from "../read-template";
import { type Desk, ideaFolder } from "./desk";
import { purseFor } from "./purse";

/** Seeds and generated ideas; an entry of `ideas.json` takes the place of the seed of the same name. */
export async function allIdeas(folder: string): Promise<Idea[]> {
  const { seedIdeas } = await readTemplate(folder);
  const own = await readIdeas(folder);
  const names = new Set(own.map(({ Name }) => Name));
  return [...seedIdeas.filter(({ Name }) => !names.has(Name)), ...own];
}

export async function ideaNamed(folder: string, name: string): Promise<Idea> {
  const ideas = await allIdeas(folder);
  const found = ideas.find((idea) => idea.Name === name);
  if (found) return found;
  throw new ProjectBroken(
    `There is no idea “${name}”. The ideas are: ${ideas.map((idea) => idea.Name).join(", ") || "none yet"}.`,
  );
}

/** Asks for `count` ideas and adds each to `ideas.json` as soon as it is finished. */
export async function thinkUpIdeas(desk: Desk, count: number, signal: AbortSignal): Promise<Idea[]> {
  return withProjectLab(desk, signal, async (lab) => {
    const { manifest } = desk.template;
    const project = {
      template: desk.template,
      scale: desk.settings["experiments.scale"],
      files: await textsOf(
        desk.folder,
        manifest.editable.filter((path) => path !== "plot.py"),
      ),
      locked: await textsOf(desk.folder, Object.keys(manifest.locked)),
    };
    const before = await allIdeas(desk.folder);
    return generateIdeas(lab, project, before, count, (idea) => saveIdea(desk.folder, idea));
  });
}

export async function checkOneIdea(desk: Desk, name: string, signal: AbortSignal): Promise<Novelty> {
  const idea = await ideaNamed(desk.folder, name);
  const novelty = await withProjectLab(desk, signal, (lab) => checkNovelty(lab, idea));
  const novel = novelty.verdict === "unknown" ? {} : { novel: novelty.verdict === "novel" };
  await saveIdea(desk.folder, { ...idea, ...novel, novelty });
  return novelty;
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
    return await work({ ...conversation, template: desk.template, literature: noLiterature });
  } finally {
    await journal.close();
  }
}

type ProjectLab = Parameters<typeof generateIdeas>[0] & Parameters<typeof checkNovelty>[0];

/** Replaces the entry of that name or adds one, in the published file format. */
async function saveIdea(folder: string, idea: Idea): Promise<void> {
  const ideas = await readIdeas(folder);
  const known = ideas.some(({ Name }) => Name === idea.Name);
  const after = known ? ideas.map((old) => (old.Name === idea.Name ? idea : old)) : [...ideas, idea];
  await writeFileAtomic(join(folder, "ideas.json"), `${JSON.stringify(after, null, 4)}\n`);
}

async function textsOf(folder: string, paths: readonly string[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await textOf(folder, path)])));
}

async function textOf(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), "utf8").catch(() => {
    throw new ProjectBroken(`template.json names ${path}, but the project has no such file.`);
  });
}
