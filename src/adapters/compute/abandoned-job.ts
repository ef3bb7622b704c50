import { bootOfThisMachine, isAlive } from "../process-identity";
import { jobFiles, readJson, type Started } from "./job-folder";
import { JobProcesses } from "./job-processes";
import type { Sandbox } from "./sandbox/open-sandbox";

/** The processes of a job whose supervisor is gone. The leader's number does not count once another process has it. */
export async function abandonedProcesses(folder: string): Promise<JobProcesses> {
  const started = readJson<Started>(jobFiles(folder).started);
  if (!started) return new JobProcesses(nobody, folder);
  const { pid, boot } = started.process;
  const sameBoot = boot === undefined || boot === (await bootOfThisMachine());
  const taken = !(await isAlive(started.process)) && isNumberInUse(pid);
  const sandboxed = readJson<Sandbox>(jobFiles(folder).sandbox)?.type === "bubblewrap";
  return new JobProcesses(sameBoot && !taken ? pid : nobody, folder, sandboxed);
}

const nobody = -1;

function isNumberInUse(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
