import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { promisify } from "node:util";

/**
 * Which process, beyond its number: numbers are used again. `started` is what the system says of its start, in the system's
 * own unit, and is only compared; `boot` changes with every restart of the machine. Both are missing where the system
 * cannot say.
 */
export type ProcessIdentity = {
  readonly pid: number;
  readonly host: string;
  readonly started?: string | undefined;
  readonly boot?: string | undefined;
};

export async function identityOf(pid: number): Promise<ProcessIdentity> {
  return { pid, host: hostname(), started: await startOf(pid), boot: await bootOfThisMachine() };
}

/** Whether the very process still runs on this machine. A zombie does not. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const boot = await bootOfThisMachine();
  if (boot && identity.boot && boot !== identity.boot) return false;
  if (!exists(identity.pid)) return false;
  const started = await startOf(identity.pid);
  if (process.platform === "linux" && started === undefined) return false;
  return identity.started === undefined || started === undefined || identity.started === started;
}

export async function bootOfThisMachine(): Promise<string | undefined> {
  const text = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => undefined);
  return text?.trim();
}

/** State and start time (clock ticks since boot) in a line of `/proc/<pid>/stat`; the name in brackets may hold anything. */
export function startInStat(stat: string): { readonly state: string; readonly started: string } | undefined {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  return state && started ? { state, started } : undefined;
}

async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === "win32") return undefined;
  if (process.platform !== "linux") return startByPs(pid);
  const stat = startInStat(await readFile(`/proc/${pid}/stat`, "latin1").catch(() => ""));
  return stat && stat.state !== "Z" && stat.state !== "X" ? stat.started : undefined;
}

async function startByPs(pid: number): Promise<string | undefined> {
  const ps = promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)], { env: { ...process.env, LC_ALL: "C" } });
  const { stdout } = await ps.catch(() => ({ stdout: "" }));
  return stdout.trim() || undefined;
}

/** EPERM means that it is there and belongs to somebody else. */
function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
