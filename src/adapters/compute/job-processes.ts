import { spawnSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { markVariable } from "./job-folder";
import { hasVariable, memoryOf, type ProcessRow, processTable } from "./process-table";

/**
 * Watches which processes belong to a job: those of the leader's group or session, those with the job's mark in their
 * environment, their children, and whatever belonged once and still runs.
 */
export class JobProcesses {
  private readonly known = new Set<string>();
  private readonly strangers = new Set<string>();

  constructor(
    readonly leader: number,
    private readonly folder: string,
    /** The leader is bubblewrap: its child is the first process of a namespace, and none of that outlives it. */
    private readonly sandboxed = false,
  ) {}

  /** How many of the processes are no part of the experiment. */
  get wrappers(): number {
    return this.sandboxed ? 2 : 0;
  }

  /** Those that run now, with their memory. */
  running(): ProcessRow[] {
    const rows = processTable();
    const members = membersOf(rows, this.leader, (row) => this.known.has(keyOf(row)) || this.isMarked(row));
    for (const row of members) if (row.started) this.known.add(keyOf(row));
    if (process.platform !== "linux") return members;
    return members.map((row) => ({ ...row, ...memoryOf(row.pid) }));
  }

  /** TERM to all, `graceMs` to comply unless it is 0, then KILL until none is left. */
  async end(graceMs: number): Promise<void> {
    const deadline = Date.now() + graceMs;
    if (graceMs > 0) this.signal("SIGTERM");
    while (this.running().length > 0 && Date.now() < deadline) await wait(50);
    this.endNamespace();
    for (let round = 0; round < 100 && this.running().length > 0; round++) {
      this.signal("SIGKILL");
      await wait(50);
    }
  }

  /** All at once, so that nothing forks faster than it is ended. */
  private endNamespace(): void {
    if (!this.sandboxed) return;
    for (const row of processTable()) if (row.parent === this.leader) trySignal(row.pid, "SIGKILL");
  }

  private signal(signal: "SIGTERM" | "SIGKILL"): void {
    if (process.platform === "win32") spawnSync("taskkill", taskkillArguments(this.leader), { windowsHide: true });
    const members = process.platform === "win32" ? this.running() : this.frozen();
    if (members.some(({ group }) => group === this.leader)) trySignal(-this.leader, signal);
    for (const { pid } of members) trySignal(pid, signal);
    for (const { pid } of members) trySignal(pid, "SIGCONT");
  }

  /**
   * All of them, stopped: a child that was forked since the last look is found while its parent is still there to show it, and
   * a process that stands still forks no more.
   */
  private frozen(): ProcessRow[] {
    const stopped = new Set<string>();
    for (;;) {
      const members = this.running();
      const moving = members.filter((row) => !stopped.has(keyOf(row)));
      if (moving.length === 0) return members;
      for (const row of moving) {
        trySignal(row.pid, "SIGSTOP");
        stopped.add(keyOf(row));
      }
    }
  }

  /** An environment does not change while a program runs, so every process is looked at once. */
  private isMarked(row: ProcessRow): boolean {
    if (process.platform !== "linux" || this.strangers.has(keyOf(row)) || row.pid === process.pid) return false;
    if (hasVariable(row.pid, `${markVariable}=${this.folder}`)) return true;
    this.strangers.add(keyOf(row));
    return false;
  }
}

/** The rows in the leader's group or session, those that `isKnown` says, and all descendants of these. */
export function membersOf(
  rows: readonly ProcessRow[],
  leader: number,
  isKnown: (row: ProcessRow) => boolean,
): ProcessRow[] {
  const members = new Map<number, ProcessRow>();
  for (const row of rows)
    if (row.pid === leader || row.group === leader || row.session === leader || isKnown(row)) members.set(row.pid, row);
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const row of rows) if (isChild(row, members.get(row.parent))) members.set(row.pid, row);
  }
  return [...members.values()];
}

/** A parent's number may have been given to another process since; a parent is older than its child. */
function isChild(row: ProcessRow, parent: ProcessRow | undefined): boolean {
  return parent !== undefined && !(Number(row.started) < Number(parent.started));
}

/** Windows ends a process with everything it started, and cannot ask politely. */
export function taskkillArguments(pid: number): string[] {
  return ["/T", "/F", "/PID", String(pid)];
}

function keyOf({ pid, started }: ProcessRow): string {
  return `${pid}:${started ?? ""}`;
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime, or became somebody else's.
  }
}
