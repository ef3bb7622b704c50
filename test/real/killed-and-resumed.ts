import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Ended, startProgram } from "./program";
import { journalOf } from "./projects";

/** One death: after how many events of the journal it came, and the steps that were begun and not finished. */
export type Kill = { readonly events: number; readonly open: readonly string[] };
export type Dying = { readonly kills: readonly Kill[]; readonly ended: Ended };

type Plan = {
  readonly project: string;
  readonly run: readonly string[];
  readonly kills: number;
  readonly seed: number;
  /** About how many events the whole way has; the deaths are spread over them. */
  readonly events: number;
};

/** Runs an idea, kills the program with SIGKILL at moments that the seed chooses, resumes, and lets it end the last time. */
export async function killedAndResumed({ project, run, kills, seed, events }: Plan): Promise<Dying> {
  const random = randomFrom(seed);
  const moments = Array.from({ length: kills }, () => 3 + Math.floor(random() * (events - 10))).sort((a, b) => a - b);
  const died: Kill[] = [];
  for (const [index, moment] of moments.entries()) {
    const { child, ended } = startProgram(index === 0 ? ["run", project, ...run] : ["resume", project, "--json"]);
    while (journal(project).length < Math.max(moment, journalAt(died) + 2) && child.exitCode === null) await wait(5);
    await wait(random() * 300);
    if (child.exitCode === null) child.kill("SIGKILL");
    const { code } = await ended;
    if (code !== null) return { kills: died, ended: await ended };
    died.push({ events: journal(project).length, open: openSteps(journal(project)) });
  }
  return { kills: died, ended: await startProgram(["resume", project, "--json"]).ended };
}

function journalAt(died: readonly Kill[]): number {
  return died.at(-1)?.events ?? 0;
}

// biome-ignore lint/suspicious/noExplicitAny: the journal's events as they stand on disk.
function journal(project: string): any[] {
  const ideas = join(project, ".ai-scientist/ideas");
  const [slug] = foldersIn(ideas);
  return slug === undefined ? [] : journalOf(join(ideas, slug));
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the journal's events as they stand on disk.
function openSteps(events: readonly any[]): string[] {
  const open = new Set<string>();
  for (const { type, step } of events) {
    if (type === "step-started") open.add(step);
    else if (type === "step-finished" || type === "step-failed") open.delete(step);
  }
  return [...open];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
