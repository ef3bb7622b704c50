import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { takeMore } from "../../../engine/campaign/take-more";
import type { MoreIdeas } from "../../../engine/campaign-doors";
import {
  Campaign,
  type CampaignSpec,
  campaignIn,
  ideasIn,
  MOST_IDEAS,
  requestsIn,
  type Want,
} from "../../../research/campaign";
import { isKeptByWindows } from "../../../research/windows-names";
import { placeHelp, placePattern } from "../../compute/remote/place";
import { JournalLocked, journalIsLocked } from "../../journal/journal-lock";
import type { OpenJournal } from "../../journal/jsonl-journal";
import { ProjectBroken } from "../../read-template";
import type { Desk } from "../desk";
import { readIdeaBook } from "../idea-files";
import { addWish, campaignFolder, readWishes } from "./campaign-files";
import type { CampaignDesk } from "./look-at-campaigns";

type StartingDesk = CampaignDesk & Pick<Desk, "journals" | "template" | "models">;

/** Writes a campaign down as it is wanted, and says of a wrong one what is wrong, with nothing written. */
export async function startCampaign(desk: StartingDesk, spec: CampaignSpec): Promise<void> {
  const campaign = checked(spec);
  const { ideas: book } = await readIdeaBook(desk.folder);
  const known = await desk.stands.eventsIn(campaignFolder(desk.folder, campaign.name));
  const names = new Set([...book.map(({ Name }) => Name), ...ideasIn(known).map(({ idea }) => idea)]);
  requireKnown(campaign.ideas, names);
  const { model } = await desk.models();
  const named = { ...campaign, model: model.name, template: desk.template.manifest.name };
  // While this process runs it, it is given to it as it goes.
  const live = desk.journals.get(campaignFolder(desk.folder, campaign.name));
  if (live) return setIn(live, named);
  const journal = await campaignJournal(desk, campaign.name, model.rehearsal);
  try {
    // What was wished for meanwhile is in what was asked for, or it holds beside it.
    await takeMore(journal, await readWishes(campaignFolder(desk.folder, campaign.name)));
    await setIn(journal, named);
  } finally {
    await journal.close();
  }
}

function requireKnown(ideas: readonly string[], names: ReadonlySet<string>): void {
  const unknown = ideas.filter((name) => !names.has(name));
  if (unknown.length > 0) throw new ProjectBroken(`There is no idea ${unknown.map((name) => `“${name}”`).join(", ")}.`);
}

async function setIn(journal: Pick<OpenJournal, "history" | "append">, campaign: Campaign): Promise<void> {
  if (JSON.stringify(campaignIn(journal.history)) !== JSON.stringify(campaign))
    await journal.append({ type: "campaign-set", campaign });
}

function checked(spec: CampaignSpec): Campaign {
  const read = Campaign.safeParse(spec);
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join(".") || "campaign"}: ${message}`);
    throw new ProjectBroken(`The campaign cannot be: ${wrong.join("; ")}.`);
  }
  const { name, slots, ideas, count } = read.data;
  if (isKeptByWindows(name))
    throw new ProjectBroken(`Windows has no folders of the name “${name}”: give the campaign another one.`);
  const place = slots.find((slot) => !placePattern.test(slot.place));
  if (place) throw new ProjectBroken(`${place.place} is no place for experiments: it ${placeHelp}.`);
  if (new Set(slots.map(({ name }) => name)).size < slots.length)
    throw new ProjectBroken("Two slots have the same name.");
  if (ideas.length > count) throw new ProjectBroken(`${ideas.length} ideas are named, and ${count} are to be tried.`);
  return { ...read.data, ideas: [...new Set(ideas)] };
}

/** The campaign's journal for writing. Who else has it is said in words for a campaign. */
export async function campaignJournal(
  { folder, journals }: Pick<Desk, "folder" | "journals">,
  name: string,
  rehearsal: boolean,
): Promise<OpenJournal> {
  try {
    return await journals.open(campaignFolder(folder, name), { subject: name, rehearsal });
  } catch (error) {
    if (!(error instanceof JournalLocked)) throw error;
    throw new JournalLocked(error.message.replaceAll("working on this idea", "running this campaign"), {
      cause: error,
    });
  }
}

/**
 * Keeps the wish for more ideas for whoever runs the campaign, and says of a wrong one what is wrong. Resolves once it was taken up, or
 * nobody runs the campaign any more, who could: then it is there for whoever runs it next, and whoever asks can see that nobody does.
 */
export async function addToCampaign(desk: CampaignDesk, name: string, { count, ideas }: MoreIdeas): Promise<void> {
  const folder = campaignFolder(desk.folder, name);
  const events = [...(await desk.stands.eventsIn(folder)), ...(await readWishes(folder))];
  const campaign = campaignIn(events);
  if (!campaign) throw new ProjectBroken(`There is no campaign “${name}”.`);
  if (campaign.count + count > MOST_IDEAS)
    throw new ProjectBroken(`A campaign tries at most ${MOST_IDEAS} ideas, and “${name}” tries ${campaign.count}.`);
  const { ideas: book } = await readIdeaBook(desk.folder);
  requireKnown(ideas, new Set(book.map(({ Name }) => Name)));
  const own = new Set([...campaign.ideas, ...ideasIn(events).map(({ idea }) => idea)]);
  const known = ideas.find((idea) => own.has(idea));
  if (known !== undefined) throw new ProjectBroken(`“${known}” is one of the ideas of “${name}” already.`);
  const at = new Date().toISOString();
  const request = randomUUID();
  await addWish(folder, { type: "campaign-more", request, count, ideas: [...ideas], at });
  await untilTaken(desk, folder, request);
}

/** Whoever runs a campaign looks twice a second; one that is at other things keeps nobody waiting. */
async function untilTaken({ stands }: CampaignDesk, folder: string, request: string): Promise<void> {
  for (let look = 0; look < MOST_LOOKS && (await journalIsLocked(folder)); look++) {
    const events = [...(await stands.eventsIn(folder)), ...(await readWishes(folder))];
    if (!requestsIn(events).some((one) => one.request === request)) return;
    await wait(LOOK_EVERY_MS);
  }
}

const LOOK_EVERY_MS = 100;
const MOST_LOOKS = 30;

/** Keeps the researcher's word for whoever runs the campaign. */
export async function steerCampaign(desk: CampaignDesk, name: string, want: Want, idea?: string): Promise<void> {
  const folder = campaignFolder(desk.folder, name);
  const events = await desk.stands.eventsIn(folder);
  if (!campaignIn(events)) throw new ProjectBroken(`There is no campaign “${name}”.`);
  if (idea !== undefined && !ideasIn(events).some((one) => one.idea === idea))
    throw new ProjectBroken(`“${idea}” is no idea of the campaign “${name}”.`);
  const at = new Date().toISOString();
  await addWish(folder, { type: "campaign-wish", want, ...(idea === undefined ? {} : { idea }), at });
}
