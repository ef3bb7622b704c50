import { stat } from "node:fs/promises";
import { sentenceOf } from "../../../engine/step";
import {
  type CampaignProblem,
  type CampaignView,
  campaignViewOf,
  ideasIn,
  type KnownIdea,
} from "../../../research/campaign";
import { machinesIn } from "../../../research/held-elsewhere";
import { slugOf } from "../../../research/idea";
import { systemClock } from "../../clock";
import { journalIsLocked, lockFile } from "../../journal/journal-lock";
import { journalFile } from "../../journal/read-journal";
import { holderElsewhere } from "../../process-lock";
import { type Desk, ideaFolder } from "../desk";
import { heldElsewhere } from "../held-elsewhere";
import { readIdeaBook } from "../idea-files";
import { campaignFolder, campaignNames, ideasStillNamedIn, readWishes, wishesFile } from "./campaign-files";
import { claimantsOf } from "./idea-claims";
import type { IdeaStands } from "./idea-stands";

export type CampaignDesk = Pick<Desk, "folder"> & { readonly stands: IdeaStands };

/** Every campaign of the project as it stands on disk. One that cannot be read hides no other. */
export async function campaignsOf(desk: CampaignDesk): Promise<CampaignView[]> {
  const names = await campaignNames(desk.folder);
  const broken = new Set((await campaignProblemsOf(desk)).map(({ slug }) => slug));
  const whole = names.filter((name) => !broken.has(name));
  const views = await Promise.all(whole.map((name) => campaignNow(desk, name)));
  return views.filter((view) => view !== undefined);
}

/** The campaigns whose journals cannot be read, with what is wrong. */
export async function campaignProblemsOf({ folder: project, stands }: CampaignDesk): Promise<CampaignProblem[]> {
  const looked = (await campaignNames(project)).map(async (slug): Promise<CampaignProblem[]> => {
    const folder = campaignFolder(project, slug);
    return stands.eventsIn(folder).then(
      () => [],
      async (error: unknown) => {
        const ideas = await ideasStillNamedIn(folder);
        return [{ slug, problem: sentenceOf(error), ideas: ideas.map((Name) => slugOf({ Name })) }];
      },
    );
  });
  return (await Promise.all(looked)).flat();
}

/** One campaign as it stands on disk; undefined when there is none of that name. */
export async function campaignNow(desk: CampaignDesk, name: string): Promise<CampaignView | undefined> {
  const folder = campaignFolder(desk.folder, name);
  const events = await desk.stands.eventsIn(folder);
  const { ideas: book } = await readIdeaBook(desk.folder);
  const claimants = await claimantsOf(desk.folder);
  const known = await Promise.all(
    ideasIn(events).map(async ({ idea }): Promise<KnownIdea> => {
      const slug = slugOf({ Name: idea });
      const own = ideaFolder(desk.folder, slug);
      const entry = book.find(({ Name }) => Name === idea);
      const claimant = claimants.get(slug);
      return {
        ...{ name: idea, slug, stand: await desk.stands.standIn(own), ...(await desk.stands.scoresIn(own)) },
        ...(entry && { title: entry.Title }),
        ...(claimant !== undefined && claimant !== name && { claimant }),
        ...(entry?.novel === undefined ? {} : { novel: entry.novel }),
      };
    }),
  );
  const running = await journalIsLocked(folder);
  const wished = [...events, ...(await readWishes(folder))];
  const view = campaignViewOf(wished, known, running, new Date().toISOString());
  const elsewhere = running ? await machineOf(desk.folder, name) : undefined;
  return view && { ...view, ...(elsewhere && { elsewhere }) };
}

/** The other machine that has a campaign, with when it was heard of last in whatever it holds. */
async function machineOf(project: string, name: string): Promise<CampaignView["elsewhere"]> {
  const holder = await holderElsewhere(lockFile(campaignFolder(project, name)));
  const machine = holder && machinesIn(await heldElsewhere(project)).find(({ host }) => host === holder.host);
  return machine && { host: machine.host, lastSeen: machine.lastSeen };
}

/** How often is looked whether something changed. */
const LOOK_EVERY_MS = 500;
const UNASKED_LOOKS = 6;

/** The campaign as it stands, then anew whenever it is another, until `signal` aborts; once more after that. */
export async function* followCampaign(
  desk: CampaignDesk,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<CampaignView> {
  let sizes = "";
  let shown = "";
  let looks = 0;
  for (let last = false; !last; ) {
    last = signal.aborted;
    const now = await sizesOf(desk, name);
    // A question becomes one for a person by being left unanswered, which no file says.
    if (now !== sizes || last || ++looks % UNASKED_LOOKS === 0) {
      sizes = now;
      const view = await campaignNow(desk, name);
      const text = JSON.stringify(view);
      if (view && text !== shown) yield view;
      shown = text;
    }
    if (!last) await systemClock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
  }
}

/** A text that is another one whenever the campaign may be. */
async function sizesOf({ folder: project, stands }: CampaignDesk, name: string): Promise<string> {
  const folder = campaignFolder(project, name);
  const ideas = ideasIn(await stands.eventsIn(folder)).map(({ idea }) => ideaFolder(project, slugOf({ Name: idea })));
  const files = [folder, ...ideas].map(journalFile);
  const sizes = await Promise.all(
    [...files, wishesFile(folder)].map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return [...sizes, await journalIsLocked(folder)].join(" ");
}
