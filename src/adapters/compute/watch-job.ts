import { existsSync } from "node:fs";
import type { JobEnd, JobEvent } from "../../engine/ports/compute";
import { systemClock } from "../clock";
import { bootOfThisMachine, isAlive, type ProcessIdentity } from "../process-identity";
import { abandonedProcesses } from "./abandoned-job";
import { type ExitFile, readExit, secondsOf } from "./exit-file";
import { type JobRecord, jobFiles, readJson } from "./job-folder";
import { endOfLog, JobLog } from "./job-log";
import { readDenials } from "./sandbox/read-denials";

/** Yields both logs from their beginning, mixed as they arrive, then how the job ended. Ends silently when `signal` aborts. */
export async function* watchJob(folder: string, signal: AbortSignal): AsyncGenerator<JobEvent> {
  const files = jobFiles(folder);
  const logs = [new JobLog(files.stdout), new JobLog(files.stderr)];
  for (let how: How | undefined; !signal.aborted; ) {
    let grew = false;
    for (const log of logs) {
      const text = await log.more();
      if (text === "") continue;
      grew = true;
      yield { type: "output", text, seconds: secondsOf(folder, how !== undefined) };
    }
    if (grew) continue;
    if (how) {
      for (const text of logs.map((log) => log.rest()).filter(Boolean))
        yield { type: "output", text, seconds: secondsOf(folder, true) };
      return yield { type: "ended", end: await endOf(folder, how) };
    }
    how = await howItEnded(folder);
    if (!how) await systemClock.sleep(pollMilliseconds, signal).catch(() => undefined);
  }
}

const pollMilliseconds = 200;

type How = { readonly how: JobEnd["how"]; readonly exit?: ExitFile };

/**
 * Undefined while it runs. The supervisor's word counts once it is gone, so that nobody else's is taken for it. Without its word
 * the job is lost, but not before its last process is gone.
 */
async function howItEnded(folder: string): Promise<How | undefined> {
  const files = jobFiles(folder);
  const supervisor = readJson<ProcessIdentity>(files.supervisor);
  if (!supervisor) return { how: { type: "lost", reason: "It was never started." } };
  if (await isAlive(supervisor)) return undefined;
  const exit = readExit(folder);
  if (exit) return { how: exit.how, exit };
  if (await stillRuns(folder)) return undefined;
  if (existsSync(files.cancel)) return { how: { type: "cancelled" } };
  const rebooted = supervisor.boot !== undefined && supervisor.boot !== (await bootOfThisMachine());
  const reason = rebooted
    ? "The machine was restarted while it ran."
    : "Its supervisor was killed, so how it ended is not known.";
  return { how: { type: "lost", reason } };
}

/** Whether anything of an abandoned job runs. What runs beyond its time is ended here, as nobody else would. */
async function stillRuns(folder: string): Promise<boolean> {
  const processes = await abandonedProcesses(folder);
  const running = processes.running().length > 0;
  const { limits } = readJson<JobRecord>(jobFiles(folder).job)!.job;
  if (running && secondsOf(folder, false) > limits.seconds) await processes.end(3000);
  return running;
}

async function endOf(folder: string, { how, exit }: How): Promise<JobEnd> {
  const files = jobFiles(folder);
  const denied = await readDenials(folder);
  return {
    how,
    stdoutEnd: await endOfLog(files.stdout),
    stderrEnd: await endOfLog(files.stderr),
    seconds: secondsOf(folder, true),
    ...(exit?.peakMemoryMb === undefined ? {} : { peakMemoryMb: exit.peakMemoryMb }),
    violations: exit?.violations ?? [],
    ...(denied.length > 0 ? { denied } : {}),
  };
}
