import { existsSync, mkdirSync } from "node:fs";
import type { Job, JobEvent } from "../../../engine/ports/compute";
import type { JobState } from "../../../research/job-state";
import { endFile, type Following, keepEnd, printed, type RemoteWatch, watchRemote } from "../remote/watch-remote";
import { endOfSeeds, type SeedEnd } from "./end-of-seeds";
import { gatherSeeds } from "./gather-seeds";
import { interleaved } from "./interleaved";
import { SeedLogs } from "./seed-logs";
import { type SeedTask, seedFolder, seedTasks, writeSeedJob } from "./seed-tasks";
import { type SeedStanding, stateOfSeeds } from "./state-of-seeds";

/**
 * Follows a run that a cluster has as an array. Every seed is followed as a job of its own, with its log and its results; what is
 * told of the run is made of what is known of them, and the run ends with the last.
 */
export function watchSeeds(
  folder: string,
  job: Job,
  watch: RemoteWatch,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  // Its log is whole, with what was said of its seeds together.
  if (existsSync(endFile(folder))) return watchRemote(folder, watch, signal);
  const tasks = seedTasks(job, watch.remoteJob);
  for (const task of tasks) {
    mkdirSync(seedFolder(folder, task.seed), { recursive: true });
    writeSeedJob(folder, task);
  }
  const whole = new SeedLogs(
    folder,
    tasks.map(({ seed }) => ({ seed, folder: seedFolder(folder, seed) })),
  );
  return watchRemote(folder, watch, signal, following(job, tasks, whole));
}

function following(job: Job, tasks: readonly SeedTask[], whole: SeedLogs): Following {
  return async function* (folder, watch, logs, signal) {
    const known = tasks.map(({ seed }) => ({ seed }) as Known);
    let told = "";
    const follow = (own: AbortSignal) =>
      tasks.map(({ seed, remoteJob }) => watchRemote(seedFolder(folder, seed), { ...watch, remoteJob }, own));
    for await (const [index, event] of interleaved(follow, signal)) {
      const one = known[index]!;
      if (event.type === "output") {
        whole.take();
        yield* printed(logs, event.seconds);
        continue;
      }
      if (event.type === "state") one.state = event.state;
      else one.end = event.end;
      const state = stateOfSeeds(known.map(standing));
      if (state && JSON.stringify(state) !== told) yield { type: "state", state };
      told = JSON.stringify(state);
    }
    const ends = known.flatMap(({ seed, end }): SeedEnd[] => (end ? [{ seed, end }] : []));
    if (signal.aborted || ends.length < tasks.length) return undefined;
    whole.finish();
    const end = await gatherSeeds(folder, job, ends, endOfSeeds(ends, job.collect[0]!));
    yield* printed(logs, end.seconds);
    return keepEnd(folder, end);
  };
}

type Known = { readonly seed: number; state?: JobState; end?: SeedEnd["end"] };

function standing({ seed, state, end }: Known): SeedStanding {
  return { seed, state, end: end?.how };
}
