import type { Judgement, OwnIdea } from "../../engine/project";
import { type Idea, type Novelty, type NoveltyWord, nameFor, noveltyFields } from "../../research/idea";
import { readIdeaFile } from "../../research/idea-file";
import { changedFields, withFields, withIdea } from "../../research/idea-file-edits";
import { ProjectBroken } from "../read-template";
import type { Desk } from "./desk";
import { begunSlugs } from "./desk";
import { IDEAS, readIdeaBook } from "./idea-files";

/** Keeps an idea in `ideas.json`: what changed of the entry of its name, or a new entry at the end. */
export async function saveIdea({ ideaWriter }: Pick<Desk, "ideaWriter">, idea: Idea): Promise<void> {
  await ideaWriter.change((text) => {
    const known = readIdeaFile(text, IDEAS).entries.find((entry) => entry.idea.Name === idea.Name);
    return known ? withFields(text, idea.Name, changedFields(known.idea, idea)) : withIdea(text, idea);
  });
}

/** An idea of the researcher's, under a name that no idea has or had. */
export async function addIdea(desk: Pick<Desk, "folder" | "ideaWriter">, draft: OwnIdea): Promise<Idea> {
  const { ideas } = await readIdeaBook(desk.folder);
  const begun = (await begunSlugs(desk.folder)).map((slug) => slug.replaceAll("-", "_"));
  const Name = nameFor(draft.Title, [...ideas.map((idea) => idea.Name), ...begun]);
  const idea: Idea = { Name, ...draft, own: true };
  await desk.ideaWriter.change((text) => withIdea(text, idea));
  return idea;
}

/** A seed that is judged gets an entry in `ideas.json`, which takes its place. */
export async function judgeIdea(
  desk: Pick<Desk, "folder" | "ideaWriter">,
  name: string,
  judgement: Judgement,
): Promise<void> {
  const { ideas } = await readIdeaBook(desk.folder);
  const idea = ideas.find(({ Name }) => Name === name);
  if (!idea) throw new ProjectBroken(`There is no idea “${name}” any more.`);
  const { approved: _approved, rejected: _rejected, ...open } = idea;
  await saveIdea(desk, { ...open, ...fieldsOf(judgement) } as Idea);
}

/** The researcher's word on an idea's novelty, or that the check's holds again. */
export async function overruleNovelty(
  desk: Pick<Desk, "folder" | "ideaWriter">,
  name: string,
  word: NoveltyWord | undefined,
): Promise<Novelty> {
  const { ideas } = await readIdeaBook(desk.folder);
  const idea = ideas.find(({ Name }) => Name === name);
  if (!idea) throw new ProjectBroken(`There is no idea “${name}” any more.`);
  const { novel: _, novelty: known = UNCHECKED, ...rest } = idea;
  const { overruled: __, ...checked } = known;
  const novelty: Novelty = word ? { ...checked, overruled: word } : checked;
  await saveIdea(desk, { ...rest, ...noveltyFields(novelty) } as Idea);
  return novelty;
}

const UNCHECKED: Novelty = { verdict: "unknown", reason: "Nothing was searched.", papers: [] };

function fieldsOf(judgement: Judgement): Partial<Idea> {
  switch (judgement.type) {
    case "approved":
      return { approved: true };
    case "rejected":
      return { rejected: { reason: judgement.reason } };
    case "open":
      return {};
  }
}
