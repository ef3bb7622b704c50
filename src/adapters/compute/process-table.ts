import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { startInStat } from "../process-identity";

/**
 * One process. `session` and `started` are missing where the system does not tell; `memoryKb` is its resident set, `peakKb` the
 * largest that it ever was, where that is kept.
 */
export type ProcessRow = {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session?: number;
  readonly started?: string;
  readonly memoryKb: number;
  readonly peakKb?: number;
};

/** All processes of this machine but zombies, which hold nothing and cannot be ended. */
export function processTable(): ProcessRow[] {
  if (process.platform === "linux") return linuxTable();
  if (process.platform === "win32") return windowsTable(outputOf("powershell.exe", windowsQuery));
  return psTable(outputOf("ps", ["-axo", "pid=,ppid=,pgid=,rss=,stat=,lstart="]));
}

function linuxTable(): ProcessRow[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => rowInStat(contentOf(`/proc/${name}/stat`)) ?? []);
}

/** Reads `/proc/<pid>/stat`. Its memory counts pages, whose size differs, so `memoryKb` is left to `memoryOf`. */
export function rowInStat(stat: string): ProcessRow | undefined {
  const known = startInStat(stat);
  if (!known || known.state === "Z" || known.state === "X") return undefined;
  const [, parent, group, session] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  return {
    pid: Number.parseInt(stat, 10),
    parent: parent!,
    group: group!,
    session: session!,
    started: known.started,
    memoryKb: 0,
  };
}

/** Memory of a process on Linux, 0 once it is gone. */
export function memoryOf(pid: number): Required<Pick<ProcessRow, "memoryKb" | "peakKb">> {
  return memoryIn(contentOf(`/proc/${pid}/status`));
}

/** Reads `/proc/<pid>/status`. */
export function memoryIn(status: string): Required<Pick<ProcessRow, "memoryKb" | "peakKb">> {
  const kb = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
  return { memoryKb: kb("VmRSS"), peakKb: kb("VmHWM") };
}

/** Whether the process was started with `NAME=value` in its environment (Linux; false where that may not be read). */
export function hasVariable(pid: number, variable: string): boolean {
  return `\0${contentOf(`/proc/${pid}/environ`)}`.includes(`\0${variable}\0`);
}

/** Reads `ps -axo pid=,ppid=,pgid=,rss=,stat=,lstart=`. */
export function psTable(text: string): ProcessRow[] {
  return text.split("\n").flatMap((line) => {
    const [pid, parent, group, memoryKb, state, ...started] = line.trim().split(/\s+/);
    if (!state || state.startsWith("Z")) return [];
    const [own, above, leader, memory] = [pid, parent, group, memoryKb].map(Number);
    return { pid: own!, parent: above!, group: leader!, memoryKb: memory!, started: started.join(" ") };
  });
}

const windowsQuery = [
  "-NoProfile",
  "-NonInteractive",
  "-Command",
  'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.WorkingSetSize) $($_.CreationDate.Ticks)" }',
];

/** Reads lines of process, parent, bytes of memory and start. Windows has no process groups: a process is its own. */
export function windowsTable(text: string): ProcessRow[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pid, parent, bytes, started] = line.trim().split(/\s+/);
    if (!Number(pid) || !bytes) return [];
    const memoryKb = Math.round(Number(bytes) / 1024);
    return { pid: Number(pid), parent: Number(parent), group: Number(pid), memoryKb, ...(started ? { started } : {}) };
  });
}

function outputOf(program: string, args: readonly string[]): string {
  const env = { ...process.env, LC_ALL: "C" };
  return spawnSync(program, args, { encoding: "utf8", timeout: 10_000, windowsHide: true, env }).stdout ?? "";
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
