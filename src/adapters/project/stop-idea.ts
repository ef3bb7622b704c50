import * as z from "zod";
import type { Compute } from "../../engine/ports/compute";
import type { Journal } from "../../engine/ports/journal";
import { sentenceOf } from "../../engine/step";
import { slugOf } from "../../research/idea";
import { computeOf } from "../open-lab";
import { type Desk, ideaFolder, worktreeFolder } from "./desk";

/** Ends an idea that nobody is walking: it waits for its researcher, is paused, or ran out of budget. */
export async function stopIdea(desk: Desk, name: string): Promise<void> {
  const slug = slugOf({ Name: name });
  const journal = await desk.journals.open(ideaFolder(desk.folder, slug), { subject: name, rehearsal: false });
  try {
    const { folder: project, template, settings, dist, places, machine } = desk;
    const worktree = worktreeFolder(project, slug);
    const left = await cancelJobs(
      journal,
      computeOf({ project, slug, template, settings, dist, places, machine }, worktree),
    );
    await journal.append({ type: "ended", how: "stopped", reason: [STOPPED, ...left].join(" ") });
  } finally {
    await journal.close();
  }
}

export const STOPPED = "Stopped by the researcher.";

/** Ends what was submitted and not yet seen to its end. Gives a sentence for each job that could not be ended. */
export async function cancelJobs(
  { history }: Pick<Journal, "history">,
  compute: Pick<Compute, "cancel">,
): Promise<string[]> {
  const finished = new Map(
    history.flatMap((event) => (event.type === "step-finished" ? [[event.step, event.result]] : [])),
  );
  const left: string[] = [];
  for (const [name, result] of finished) {
    const job = z.string().safeParse(result);
    if (name.endsWith(": job") && job.success && !finished.has(name.replace(/: job$/, ": outcome")))
      await compute.cancel(job.data).catch((error: unknown) => left.push(sentenceOf(error)));
  }
  return left;
}
