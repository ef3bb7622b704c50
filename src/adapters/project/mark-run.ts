import { type PlannedRun, PlannedRun as PlannedRunShape } from "../../research/findings";
import { asMarked } from "../../research/marked-runs";
import { isMeasured } from "../../research/run";
import type { NewRunEvent } from "../../research/run-event";
import { next, nothingYet, type RunView } from "../../research/run-view";
import { standingOf } from "../../research/standing";
import { readJournal } from "../journal/read-journal";
import { workspaceOf } from "../open-lab";
import { ProjectBroken } from "../read-template";
import { recordedIdea } from "./begun-ideas";
import { type Desk, ideaFolder } from "./desk";

export type MarkingDesk = Pick<Desk, "folder" | "journals">;

/** Keeps in the journal what the researcher says of a run's numbers, and beside the numbers what they are worth now. */
export async function markRun(
  desk: MarkingDesk,
  slug: string,
  number: number,
  { invalid, reason }: { readonly invalid: boolean; readonly reason: string },
): Promise<void> {
  const view = await viewOf(desk, slug);
  const run = view.recorded.find((one) => one.number === number);
  if (number === 0)
    throw new ProjectBroken(
      "The baseline cannot be marked invalid: every run is compared with it. Let it be measured again instead (“Redo Step”, “baseline: job”).",
    );
  if (!run || !isMeasured(run)) throw new ProjectBroken(`Run ${number} of this idea has no numbers that count.`);
  if (invalid && reason.trim() === "")
    throw new ProjectBroken("Say why the run does not count: the record keeps the reason.");
  const { commit } = run;
  const mark = { run: number, commit, invalid, reason: reason.trim(), at: "" };
  await append(desk, slug, { type: "run-judged", run: number, commit, invalid, reason: mark.reason });
  const standing = standingOf(asMarked(run, [mark]));
  await workspaceOf(desk.folder, slug, view.rehearsal).write(`run_${number}/standing.json`, JSON.stringify(standing));
}

/**
 * Keeps a run that the researcher wants in the journal. While experiments are made it comes before the rest of the plan; later it is
 * made when the paper is next improved.
 */
export async function wantRun(desk: MarkingDesk, slug: string, planned: PlannedRun): Promise<void> {
  await append(desk, slug, { type: "run-wanted", planned: PlannedRunShape.parse(planned) });
}

async function viewOf({ folder }: MarkingDesk, slug: string): Promise<RunView> {
  return (await readJournal(ideaFolder(folder, slug))).reduce(next, nothingYet);
}

/** Adds what a researcher said: into the journal that this process is writing, or else into the file. Another process that writes it keeps it to itself. */
export async function append(
  { folder: project, journals }: MarkingDesk,
  slug: string,
  event: NewRunEvent,
): Promise<void> {
  const folder = ideaFolder(project, slug);
  const live = journals.get(folder);
  if (live) return live.append(event);
  const idea = recordedIdea(await readJournal(folder));
  if (!idea) throw new ProjectBroken(`There is no idea ${slug} any more.`);
  const journal = await journals.open(folder, { subject: idea.Name, rehearsal: false });
  try {
    await journal.append(event);
  } finally {
    await journal.close();
  }
}
