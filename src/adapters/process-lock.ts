import { constants } from "node:fs";
import { copyFile, link, mkdir, readFile, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { identityOf, isAlive, type ProcessIdentity } from "./process-identity";

/** Another process has what was to be taken. */
export class LockHeld extends Error {
  override readonly name = "LockHeld";
  constructor(readonly holder: Holder) {
    super(`Process ${holder.pid} on ${holder.host} holds the lock.`);
  }

  /** On this machine, where it can be judged whether it still runs. */
  get isHere(): boolean {
    return this.holder.host === hostname();
  }
}

/** Who has a lock, and for which of the campaigns that it runs, where that is a campaign's. */
export type Holder = ProcessIdentity & { readonly campaign?: string };

/**
 * Takes a lock for this process by placing `file`, and resolves to the function that gives it back; throws `LockHeld`. A lock whose
 * process is gone is taken over at once; one that is held on another machine cannot be judged from here and stays.
 */
export async function takeLock(file: string, more: Pick<Holder, "campaign"> = {}): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ ...(await identityOf(process.pid)), ...more });
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, mine);
  try {
    while (!(await placed(draft, file))) await makeRoom(file);
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(file, { force: true });
}

/** Whether a process, be it this one, holds the lock. */
export async function isLocked(file: string): Promise<boolean> {
  return (await holderOfLock(file)) !== undefined;
}

/** The process that holds the lock, be it this one; undefined for a lock whose process is gone. */
export async function holderOfLock(file: string): Promise<Holder | undefined> {
  const holder = await holderOf(file);
  return holder && (await holds(holder)) ? holder : undefined;
}

/** The process on another machine that holds the lock. */
export async function holderElsewhere(file: string): Promise<Holder | undefined> {
  const holder = await holderOf(file);
  return holder && holder.host !== hostname() ? holder : undefined;
}

/** Takes a lock from a machine, by the word of somebody who knows that nothing runs there; false where another one has it by now. */
export async function breakLock(file: string, host: string): Promise<boolean> {
  const turn = `${file}.turn`;
  while (!(await madeFolder(turn))) await waitForTurn(turn);
  try {
    if ((await holderElsewhere(file))?.host !== host) return false;
    await rm(file, { force: true });
    return true;
  } finally {
    await rmdir(turn).catch(() => undefined);
  }
}

/** What can be done about a lock of a machine that lost its power, for the end of a message. */
export function ofAnotherMachine({ host }: Holder): string {
  return `If nothing runs there any more, free what it holds: “AI Scientist: Take Over from Another Machine…”, or ai-scientist campaign DIR --take-over ${host}.`;
}

/** What runs on another machine cannot be judged from here and counts as running. */
async function holds(holder: ProcessIdentity): Promise<boolean> {
  return holder.host !== hostname() || isAlive(holder);
}

/** A hard link appears with its whole content or not at all, so nobody ever reads half a lock. Some disks have none. */
async function placed(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") throw error;
      return copyFile(draft, file, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Removes a lock whose process is gone. One process at a time may do that, or two could each remove the other's new lock. */
async function makeRoom(file: string): Promise<void> {
  const turn = `${file}.turn`;
  if (!(await madeFolder(turn))) return waitForTurn(turn);
  try {
    const holder = await holderOf(file);
    if (holder && (await holds(holder))) throw new LockHeld(holder);
    await rm(file, { force: true });
  } finally {
    await rmdir(turn).catch(() => undefined);
  }
}

/** Undefined when there is no lock, or none that anybody could hold. */
async function holderOf(file: string): Promise<Holder | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    const holder = JSON.parse(text) as Partial<Holder>;
    return typeof holder.pid === "number" && typeof holder.host === "string" ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

async function madeFolder(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    () => false,
  );
}

/** Whoever has the turn needs milliseconds; after five seconds it was killed while having it. */
async function waitForTurn(turn: string): Promise<void> {
  const since = await stat(turn).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (since > 5000) await rmdir(turn).catch(() => undefined);
  await wait(50);
}
