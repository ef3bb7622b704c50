import { appendFile, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { RunEvent } from "../../../research/run-event";

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

/** A line that is no wish, torn off when the power went, is one word less and stops nobody. */
export async function readWishes(folder: string): Promise<readonly RunEvent[]> {
  const text = await textOf(wishesFile(folder));
  return text.split("\n").flatMap((line) => {
    const wish = wishIn(line);
    return wish ? [wish] : [];
  });
}

function wishIn(line: string): RunEvent | undefined {
  try {
    const event = RunEvent.safeParse(JSON.parse(line)).data;
    return event?.type === "campaign-wish" ? event : undefined;
  } catch {
    return undefined;
  }
}

/** One short line at the end of the file: two that write at once do not mix, and one that was torn off spoils no other. */
export async function addWish(folder: string, event: Extract<RunEvent, { type: "campaign-wish" }>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const before = await textOf(wishesFile(folder));
  const isTorn = before !== "" && !before.endsWith("\n");
  await appendFile(wishesFile(folder), `${isTorn ? "\n" : ""}${JSON.stringify(RunEvent.parse(event))}\n`);
}

function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}
