import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkNovelty } from "../../engine/stages/check-novelty";
import { generateIdeas } from "../../engine/stages/generate-ideas";
import { type Idea, type Novelty, noveltyFields } from "../../research/idea";
import { describeIdeaProblem } from "../../research/idea-file";
import { openConversation } from "../open-lab";
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
    const { ideas: before } = await readIdeaBook(desk.folder);
    return generateIdeas(lab, project, before, count, (idea) => saveIdea(desk, idea));
  });
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
    return await work({ ...conversation, template: desk.template, literature: desk.literature });
  } finally {
    await journal.close();
  }
}

type ProjectLab = Parameters<typeof generateIdeas>[0] & Parameters<typeof checkNovelty>[0];

async function textsOf(folder: string, paths: readonly string[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await textOf(folder, path)])));
}

async function textOf(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), "utf8").catch(() => {
    throw new ProjectBroken(`template.json names ${path}, but the project has no such file.`);
  });
}
