import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { JobEnd, JobEvent } from "../../../engine/ports/compute";
import type { JobState } from "../../../research/job-state";
import { systemClock } from "../../clock";
import { ExitFile } from "../exit-file";
import { type JobRecord, jobFiles, readJson, writeJson } from "../job-folder";
import { endOfLog, JobLog } from "../job-log";
import type { HostAccess } from "./ask-host";
import { fetchResults } from "./fetch-results";
import type { Report } from "./host-answers";
import { type JobPoll, type Sight, secondsAfterFailures } from "./job-poll";

export type RemoteWatch = {
  readonly access: HostAccess;
  readonly poll: JobPoll;
  /** The job's name on the host. */
  readonly remoteJob: string;
};

/**
 * Follows a job on a host. Its logs are kept in the job's folder here byte for byte, so that watching goes on at the byte where it
 * broke off, whoever watches; its results are fetched before it is said to have ended. A host that does not answer is asked again
 * for as long as it takes.
 */
export async function* watchRemote(
  folder: string,
  watch: RemoteWatch,
  signal: AbortSignal,
  follow: Following = followToItsEnd,
): AsyncGenerator<JobEvent> {
  const { stdout, stderr } = jobFiles(folder);
  const logs = [new JobLog(stdout), new JobLog(stderr)];
  const known = readJson<End>(endFile(folder));
  yield* printed(logs, known?.seconds ?? 0);
  const end = known ?? (yield* follow(folder, watch, logs, signal));
  if (!end) return;
  for (const text of logs.map((log) => log.rest()).filter(Boolean))
    yield { type: "output", text, seconds: end.seconds };
  yield { type: "ended", end: await wholeEnd(folder, end) };
}

/** Follows a job until its end is kept in its folder; undefined when `signal` aborted before. */
export type Following = (
  folder: string,
  watch: RemoteWatch,
  logs: readonly JobLog[],
  signal: AbortSignal,
) => AsyncGenerator<JobEvent, End | undefined>;

const followToItsEnd: Following = async function* (folder, watch, logs, signal) {
  const told = new Telling();
  for await (const sight of sightsOf(folder, watch, signal)) {
    if (sight.type === "unseen") {
      yield* told.unseen(sight.reason);
      continue;
    }
    const { seconds, state, over } = sight.report;
    yield* printed(logs, seconds);
    yield* state?.type === "unseen" ? told.unseen(state.reason) : told.state(state, seconds);
    if (!over) continue;
    yield* fetchPersistently(folder, watch, told, signal);
    return signal.aborted ? undefined : keepEnd(folder, endIn(sight.report));
  }
  return undefined;
};

/** What came of the logs since the last call. */
export async function* printed(logs: readonly JobLog[], seconds: number): AsyncGenerator<JobEvent> {
  for (const log of logs)
    for (let text = await log.more(); text !== ""; text = await log.more()) yield { type: "output", text, seconds };
}

/** How a job ended, kept here once everything of it has come. Its last words are those of its logs, unless they are told here. */
export type End = Pick<JobEnd, "how" | "seconds" | "violations"> & {
  readonly peakMemoryMb?: number;
  readonly stdoutEnd?: string;
  readonly stderrEnd?: string;
};

export function endFile(folder: string): string {
  return join(folder, "ended.json");
}

export function keepEnd(folder: string, end: End): End {
  writeJson(endFile(folder), end);
  return end;
}

/** The supervisor's word is checked: the experiment could have written to that file too. */
function endIn({ over, seconds }: Report): End {
  const exit = over && "exit" in over ? ExitFile.safeParse(over.exit).data : undefined;
  const how: JobEnd["how"] =
    over && "how" in over ? over.how : { type: "lost", reason: "What its supervisor wrote of its end cannot be read." };
  const { peakMemoryMb, ...rest } = exit ?? { how, seconds, violations: [] };
  return { ...rest, ...(peakMemoryMb === undefined ? {} : { peakMemoryMb }) };
}

async function wholeEnd(folder: string, end: End): Promise<JobEnd> {
  const files = jobFiles(folder);
  return { stdoutEnd: await endOfLog(files.stdout), stderrEnd: await endOfLog(files.stderr), ...end };
}

/** Says a state once, since when a host is unseen: since it was last seen, and since when a job runs. */
class Telling {
  private last = "";
  private lastSeen = systemClock.now();
  private began = 0;

  *state(state: JobState | null, seconds: number): Generator<JobEvent> {
    this.lastSeen = systemClock.now();
    if (state) yield* this.once(state.type === "running" ? { ...state, since: this.since(seconds) } : state);
  }

  *unseen(reason: string): Generator<JobEvent> {
    yield* this.once({ type: "unseen", since: new Date(this.lastSeen).toISOString(), reason });
  }

  /** The way of an answer takes a second or two; a job that was started again has another beginning. */
  private since(seconds: number): string {
    const began = systemClock.now() - seconds * 1000;
    if (Math.abs(began - this.began) > 5000) this.began = began;
    return new Date(this.began).toISOString();
  }

  private *once(state: JobState): Generator<JobEvent> {
    const text = JSON.stringify(state);
    if (text !== this.last) yield { type: "state", state };
    this.last = text;
  }
}

/** What the host's poll sees of one job, in turn. Ends when `signal` aborts. */
async function* sightsOf(folder: string, { poll, remoteJob }: RemoteWatch, signal: AbortSignal): AsyncGenerator<Sight> {
  const { stdout, stderr } = jobFiles(folder);
  const waiting: Sight[] = [];
  let wake: () => void = () => undefined;
  const stop = poll.follow({
    job: remoteJob,
    offsets: () => ({ stdout: sizeOf(stdout), stderr: sizeOf(stderr) }),
    see(sight) {
      if (sight.type === "seen") {
        append(stdout, sight.stdout);
        append(stderr, sight.stderr);
      }
      waiting.push(sight);
      wake();
    },
  });
  const aborted = () => wake();
  signal.addEventListener("abort", aborted);
  try {
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener("abort", aborted);
    stop();
  }
}

async function* fetchPersistently(
  folder: string,
  { access, remoteJob }: RemoteWatch,
  told: Telling,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const { job } = readJson<JobRecord>(jobFiles(folder).job)!;
  for (let failed = 1; !signal.aborted; failed++) {
    try {
      return await fetchResults(folder, job, remoteJob, access, signal);
    } catch (error) {
      if (signal.aborted) return;
      yield* told.unseen((error as Error).message);
      await systemClock.sleep(secondsAfterFailures(failed) * 1000, signal).catch(() => undefined);
    }
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function append(path: string, bytes: Buffer): void {
  if (bytes.length === 0) return;
  const file = openSync(path, "a");
  try {
    writeSync(file, bytes);
  } finally {
    closeSync(file);
  }
}
