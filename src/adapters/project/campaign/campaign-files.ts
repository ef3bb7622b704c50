import { appendFile, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CampaignName } from "../../../research/campaign";
import { RunEvent } from "../../../research/run-event";
import { journalFile } from "../../journal/read-journal";

/** Where the campaigns of a project are kept, a folder each. */
export function campaignsFolder(project: string): string {
  return join(project, ".ai-scientist", "campaigns");
}

/** Which idea which campaign has for itself now, a lock each. */
export function claimsFolder(project: string): string {
  return join(campaignsFolder(project), ".claims");
}

export function campaignFolder(project: string, name: string): string {
  return join(campaignsFolder(project), name);
}

/** Whatever else lies in the folder is none of ours. */
export async function campaignNames(project: string): Promise<string[]> {
  const names = await readdir(campaignsFolder(project)).catch(() => []);
  return names.filter((name) => CampaignName.safeParse(name).success).sort();
}

/** The ideas that a journal still names where it can no longer be read as a whole: they stay its campaign's. */
export async function ideasStillNamedIn(folder: string): Promise<string[]> {
  const events = eventsInLines(await textOf(journalFile(folder)));
  return events.flatMap((event) => (event.type === "campaign-idea" ? [event.idea] : []));
}

/** What the researcher said about a campaign, a line each: anybody may add one, also while somebody else runs it. */
export function wishesFile(folder: string): string {
  return join(folder, "wishes.jsonl");
}

/** A line that is no wish, torn off when the power went, is one word less and stops nobody. */
export async function readWishes(folder: string): Promise<readonly RunEvent[]> {
  return eventsInLines(await textOf(wishesFile(folder))).filter(isWish);
}

function isWish({ type }: RunEvent): boolean {
  return type === "campaign-wish" || type === "campaign-more";
}

/** Those of the lines that are events. */
function eventsInLines(text: string): RunEvent[] {
  return text.split("\n").flatMap((line) => {
    const event = eventIn(line);
    return event ? [event] : [];
  });
}

function eventIn(line: string): RunEvent | undefined {
  try {
    return RunEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

type Wish = Extract<RunEvent, { type: "campaign-wish" | "campaign-more" }>;

/** One short line at the end of the file: two that write at once do not mix, and one that was torn off spoils no other. */
export async function addWish(folder: string, event: Wish): Promise<void> {
  await mkdir(folder, { recursive: true });
  const before = await textOf(wishesFile(folder));
  const isTorn = before !== "" && !before.endsWith("\n");
  await appendFile(wishesFile(folder), `${isTorn ? "\n" : ""}${JSON.stringify(RunEvent.parse(event))}\n`);
}

function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}
