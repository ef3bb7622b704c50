import { type TimelineEntry, timelineOf } from "../../research/timeline";
import { readJournal } from "../journal/read-journal";
import { ideaCommits } from "../workspace/idea-commits";
import { ideaFolder } from "./desk";

/** What happened to an idea, as its journal and its branch have it now. */
export async function readTimeline(folder: string, slug: string): Promise<TimelineEntry[]> {
  const [history, commits] = await Promise.all([readJournal(ideaFolder(folder, slug)), ideaCommits(folder, slug)]);
  return timelineOf(history, commits);
}
