import type { Archive, CampaignEnding } from "../../../engine/campaign/campaign-lab";
import type { Pace } from "../../../engine/ports/pace";
import type { Purse } from "../../../engine/ports/purse";
import { ideasIn } from "../../../research/campaign";
import { type Idea, slugOf } from "../../../research/idea";
import type { OpenJournal } from "../../journal/jsonl-journal";
import { openConversation } from "../../open-lab";
import { begunSlugs, type Desk, ideaFolder } from "../desk";
import { readIdeaBook } from "../idea-files";
import { thinkUpIdeasIn } from "../ideas";
import { saveIdea } from "../keep-ideas";
import { campaignFolder, campaignNames, ideasStillNamedIn } from "./campaign-files";
import type { IdeaClaims } from "./idea-claims";

type Thinking = {
  /** The campaign's own. */
  readonly folder: string;
  readonly journal: OpenJournal;
  readonly claims: IdeaClaims;
  readonly pace: Pace;
  readonly purse: Purse;
  readonly signal: AbortSignal;
};

/** `ideas.json` with the seeds as the one archive of all slots: what is thought up next sees what became of what was tried. */
export function openArchive(desk: Desk, { folder, journal, claims, pace, purse, signal }: Thinking): Archive {
  return {
    async open() {
      const [{ ideas }, begun, others] = await Promise.all([
        readIdeaBook(desk.folder),
        begunSlugs(desk.folder),
        ideasOfOthers(desk, folder),
      ]);
      const isOpen = (idea: Idea) => !idea.rejected && !begun.includes(slugOf(idea)) && !others.has(idea.Name);
      return ideas.filter(isOpen).map(({ Name, Title }) => ({ name: Name, title: Title }));
    },
    async claim(name) {
      if (await claims.claim(name)) return false;
      // Another campaign may have taken it since it was looked at, and be over already.
      if (!(await ideasOfOthers(desk, folder)).has(name)) return true;
      await claims.release(name);
      return false;
    },
    async think() {
      await desk.ideaWriter.check();
      const { settings } = desk;
      const conversing = openConversation({ models: await desk.models(), journal, purse, settings, signal });
      const [idea] = await thinkUpIdeasIn(desk, { ...conversing, pace }, 1);
      return idea && { name: idea.Name, title: idea.Title };
    },
    keep: (name, ending) => keep(desk, name, ending),
  };
}

/** What another campaign has taken is its, also before it is begun. */
export async function ideasOfOthers({ folder: project, stands }: Pick<Desk, "folder" | "stands">, own: string) {
  const folders = (await campaignNames(project)).map((name) => campaignFolder(project, name));
  const namedIn = (folder: string) =>
    stands.eventsIn(folder).then(
      (events) => ideasIn(events).map(({ idea }) => idea),
      () => ideasStillNamedIn(folder),
    );
  return new Set((await Promise.all(folders.filter((folder) => folder !== own).map(namedIn))).flat());
}

/** The overall score of the last review, and in words what is no paper. */
async function keep(desk: Desk, name: string, { how, reason, passing }: CampaignEnding): Promise<void> {
  const folder = ideaFolder(desk.folder, slugOf({ Name: name }));
  const { ideas } = await readIdeaBook(desk.folder);
  const known = ideas.find(({ Name }) => Name === name);
  const { idea } = await desk.stands.standIn(folder);
  const entry = known ?? idea;
  if (!entry || (how !== "done" && how !== "failed" && how !== "stopped")) return;
  const { scores, scale } = await desk.stands.scoresIn(folder);
  const Score = scores.at(-1);
  const { outcome: _before, ...rest } = entry;
  const verdict = entry.novelty === undefined && idea?.novelty ? noveltyOf(idea.novelty) : {};
  const outcome = how === "done" || passing ? {} : { outcome: `${how}: ${reason}`.slice(0, 300) };
  await saveIdea(desk, {
    ...rest,
    ...verdict,
    ...(Score === undefined ? {} : { Score, ScoreForm: scale }),
    ...outcome,
  } as Idea);
}

function noveltyOf(novelty: NonNullable<Idea["novelty"]>): Partial<Idea> {
  return novelty.verdict === "unknown" ? { novelty } : { novelty, novel: novelty.verdict === "novel" };
}
