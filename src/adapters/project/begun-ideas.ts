import { join } from "node:path";
import { PAPER_SOURCE } from "../../engine/paper-source";
import type { BegunIdea } from "../../engine/project";
import { Idea } from "../../research/idea";
import type { RunEvent } from "../../research/run-event";
import { next, nothingYet } from "../../research/run-view";
import { journalIsLocked, lockFile } from "../journal/journal-lock";
import { readJournal } from "../journal/read-journal";
import { workspaceOf } from "../open-lab";
import { holderElsewhere } from "../process-lock";
import { begunSlugs, type Desk, ideaFolder, worktreeFolder } from "./desk";

/** Every idea that has a journal, as it stands on disk. */
export async function begunIdeas(desk: Desk): Promise<BegunIdea[]> {
  const begun = await Promise.all((await begunSlugs(desk.folder)).map((slug) => begunIdea(desk, slug)));
  return begun.filter((one) => one !== undefined);
}

async function begunIdea(desk: Desk, slug: string): Promise<BegunIdea | undefined> {
  const folder = ideaFolder(desk.folder, slug);
  const history = await readJournal(folder);
  const idea = recordedIdea(history);
  if (!idea) return undefined;
  const worktree = worktreeFolder(desk.folder, slug);
  const view = history.reduce(next, nothingYet);
  const undecided = await workspaceOf(desk.folder, slug, view.rehearsal)
    .undecided()
    .catch(() => []);
  const locked = await journalIsLocked(folder);
  const host = locked ? (await holderElsewhere(lockFile(folder)))?.host : undefined;
  const paperSource = join(worktree, PAPER_SOURCE);
  return { idea, slug, view, worktree, folder, paperSource, undecided, locked, ...(host !== undefined && { host }) };
}

/** The idea as it was when its way began; later edits of `ideas.json` do not reach it. */
export function recordedIdea(history: readonly RunEvent[]): Idea | undefined {
  const event = history.find((one) => one.type === "step-finished" && one.step === "idea");
  return event?.type === "step-finished" ? Idea.safeParse(event.result).data : undefined;
}
