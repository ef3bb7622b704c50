import { createHash } from "node:crypto";
import { basename, join, relative, sep } from "node:path";
import { spentIn } from "../../engine/budget";
import type { Journal } from "../../engine/ports/journal";
import type { NewRunEvent, RunEvent } from "../../research/run-event";
import { keepBlob } from "../journal/blobs";
import { JournalLocked } from "../journal/journal-lock";
import type { OpenJournal } from "../journal/jsonl-journal";
import { readJournal } from "../journal/read-journal";
import { recordedIdea } from "../project/begun-ideas";
import { type Desk, ideaFolder, worktreeFolder } from "../project/desk";
import { writingFolder } from "./passage-shelf";

type JournalDesk = Pick<Desk, "folder" | "journals">;

/** A journal of what was asked about one file, and the folder of the journal that the money is counted in. */
export type WritingJournal = { readonly journal: Journal; readonly paidIn: string; close(): Promise<void> };

/**
 * The journal of what was asked about a file of a paper. The answers are kept there. What they cost is entered in the idea's own
 * journal where the file is an idea's, so that its ledger and its cap hold; the idea's steps stay its own.
 */
export async function openWritingJournal(desk: JournalDesk, file: string, rehearsal: boolean): Promise<WritingJournal> {
  const own = journalFolder(desk.folder, file);
  const slug = ideaOf(desk.folder, file);
  const idea = slug === undefined ? "" : ideaFolder(desk.folder, slug);
  const history = slug === undefined ? [] : await readJournal(idea);
  const journal = await desk.journals.open(own, { subject: basename(file), rehearsal });
  const close = () => journal.close();
  const begun = recordedIdea(history);
  if (!begun) return { journal, paidIn: own, close };
  const bill = (event: NewRunEvent) => append(desk, idea, begun.Name, event);
  return { journal: billed(journal, idea, history, bill), paidIn: idea, close };
}

/** What was spent on a file so far, in US dollars, and the folder of the journal that it counts in. Opens nothing. */
export async function spentOn(
  folder: string,
  file: string,
): Promise<{ readonly spent: number; readonly paidIn: string }> {
  const own = journalFolder(folder, file);
  const slug = ideaOf(folder, file);
  const idea = slug === undefined ? undefined : ideaFolder(folder, slug);
  const history = idea === undefined ? [] : await readJournal(idea);
  const isPaidByIdea = idea !== undefined && recordedIdea(history) !== undefined;
  const spent = spentIn(await readJournal(own)) + (isPaidByIdea ? spentIn(history) : 0);
  return { spent, paidIn: isPaidByIdea ? idea : own };
}

/** Where everything that was asked about a file is kept. */
export function journalFolder(folder: string, file: string): string {
  return join(writingFolder(folder), `${basename(file)}-${hashOf(file)}`);
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** The idea in whose worktree a file is. */
export function ideaOf(project: string, file: string): string | undefined {
  const [slug, ...rest] = relative(worktreeFolder(project, ""), file).split(sep);
  return slug && slug !== ".." && rest.length > 0 ? slug : undefined;
}

/** Calls and warnings go to the idea, everything else to the file's own journal; both are its history. */
function billed(
  own: OpenJournal,
  idea: string,
  spent: readonly RunEvent[],
  bill: (event: NewRunEvent) => Promise<boolean>,
): Journal {
  const history = [...spent.filter(isBill), ...own.history];
  return {
    ...own,
    history,
    keep: (text) => keepBlob(join(idea, "blobs"), text),
    async append(event) {
      const stamped = { ...event, at: new Date().toISOString() } as RunEvent;
      if (isBill(event) && (await bill(event))) history.push(stamped);
      else {
        await own.append(event);
        history.push(own.history.at(-1)!);
      }
    },
  };
}

function isBill({ type }: Pick<RunEvent, "type">): boolean {
  return type === "model-called" || type === "noted";
}

/** Into the idea's journal; false while another process writes that one. */
async function append(desk: JournalDesk, folder: string, subject: string, event: NewRunEvent): Promise<boolean> {
  const live = desk.journals.get(folder);
  if (live) {
    await live.append(event);
    return true;
  }
  try {
    const journal = await desk.journals.open(folder, { subject, rehearsal: false });
    await journal.append(event).finally(() => journal.close());
    return true;
  } catch (error) {
    if (error instanceof JournalLocked) return false;
    throw error;
  }
}
