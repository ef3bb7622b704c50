import { appendFile, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { RunEvent } from "../../../research/run-event";
import { readLines } from "../../journal/journal-lines";

/** Where the campaigns of a project are kept, a folder each. */
export function campaignsFolder(project: string): string {
  return join(project, ".ai-scientist", "campaigns");
}

export function campaignFolder(project: string, name: string): string {
  return join(campaignsFolder(project), name);
}

export async function campaignNames(project: string): Promise<string[]> {
  return (await readdir(campaignsFolder(project)).catch(() => [])).sort();
}

/** What the researcher said about a campaign, a line each: anybody may add one, also while somebody else runs it. */
export function wishesFile(folder: string): string {
  return join(folder, "wishes.jsonl");
}

export async function readWishes(folder: string): Promise<readonly RunEvent[]> {
  const bytes = await readFile(wishesFile(folder)).catch(() => Buffer.alloc(0));
  // As for a journal; the line with which one begins is not in the file.
  return readLines(Buffer.concat([OPENING, bytes]), wishesFile(folder)).events.slice(1);
}

const OPENING = Buffer.from(
  `${JSON.stringify({ type: "opened", format: 1, subject: "", rehearsal: false, at: "" })}\n`,
);

/** One short line at the end of the file: two that write at once do not mix. */
export async function addWish(folder: string, event: Extract<RunEvent, { type: "campaign-wish" }>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await appendFile(wishesFile(folder), `${JSON.stringify(RunEvent.parse(event))}\n`);
}
