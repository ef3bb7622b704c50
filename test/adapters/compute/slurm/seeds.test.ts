import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endOfSeeds, type SeedEnd } from "../../../../src/adapters/compute/slurm/end-of-seeds";
import { interleaved } from "../../../../src/adapters/compute/slurm/interleaved";
import { SeedLogs } from "../../../../src/adapters/compute/slurm/seed-logs";
import { type SeedStanding, stateOfSeeds } from "../../../../src/adapters/compute/slurm/state-of-seeds";
import { watchSeeds } from "../../../../src/adapters/compute/slurm/watch-seeds";
import type { Job, JobEnd } from "../../../../src/engine/ports/compute";

function seedEnd(seed: number, how: JobEnd["how"], seconds = 10): SeedEnd {
  const end = {
    how,
    seconds,
    stdoutEnd: `said ${seed}\n`,
    stderrEnd: `cried ${seed}\n`,
    violations: [],
    peakMemoryMb: seed,
  };
  return { seed, end };
}
const well = { type: "exited", code: 0 } as const;
const lost = { type: "lost", reason: "The node failed while it ran on gpu2 (NODE_FAIL)." } as const;
const late = { type: "limit", limit: "seconds", detail: "The time that Slurm gave it was up (TIMEOUT)." } as const;

describe("a run whose seeds ended each for itself", () => {
  test("ended well when all did; it took the time of all, and the memory of the largest", () => {
    const end = endOfSeeds([seedEnd(0, well, 10), seedEnd(1, well, 20)], "run_1");
    expect(end).toEqual({ how: well, seconds: 30, violations: [], peakMemoryMb: 1 });
  });

  test("is unknown when a seed's end is: by its seed, and with what is kept of the others", () => {
    const end = endOfSeeds([seedEnd(0, well), seedEnd(1, lost), seedEnd(2, well)], "run_1");
    const reason = `Seed 1 has no known end: ${lost.reason} What seeds 0 and 2 measured is kept in run_1/seeds.`;
    expect(end).toMatchObject({
      how: { type: "lost", reason },
      stdoutEnd: `said 1\n${reason}`,
      stderrEnd: "cried 1\n",
    });
  });

  test("failed when a seed is known to have failed, whatever became of others", () => {
    const end = endOfSeeds([seedEnd(0, lost), seedEnd(1, { type: "exited", code: 3 }), seedEnd(2, late)], "run_1");
    expect(end.how).toEqual({ type: "exited", code: 3 });
    expect(end.stdoutEnd).toBe(
      `said 1\nSeed 1 ended with exit code 3. Seed 0 has no known end: ${lost.reason} Seed 2 was ended at a limit: ${late.detail}`,
    );
  });

  test("that came to its time limit tells the time of the seed that did", () => {
    const end = endOfSeeds([seedEnd(0, well, 50), seedEnd(1, late, 60)], "run_1");
    expect(end).toMatchObject({ seconds: 60, how: { type: "limit", limit: "seconds" } });
    expect(end.stdoutEnd).toContain("What seed 0 measured is kept in run_1/seeds.");
  });

  test("was stopped when it was stopped", () => {
    const ends = [seedEnd(0, lost), seedEnd(1, { type: "cancelled" }), seedEnd(2, { type: "exited", code: 1 })];
    expect(endOfSeeds(ends, "run_1").how).toEqual({ type: "cancelled" });
  });
});

describe("a run whose seeds stand each for itself", () => {
  const runs = (host: string, clusterJob: string, since: string) => ({
    type: "running" as const,
    host,
    gpus: [0],
    clusterJob,
    since,
  });
  const waits = { type: "waiting", reason: "PENDING (Resources): it is next (Slurm job 7_[1-2])" } as const;
  const standing = (seed: number, state?: SeedStanding["state"], end?: SeedStanding["end"]): SeedStanding => ({
    ...{ seed, state, end },
  });

  test("waits as long as all wait, and nothing is said before anything is known", () => {
    expect(stateOfSeeds([standing(0), standing(1)])).toBeUndefined();
    expect(stateOfSeeds([standing(0, waits), standing(1, waits)])).toBe(waits);
  });

  test("runs with the first, since then, on all nodes that it has; each seed says how it is", () => {
    const states = [standing(0, undefined, well), standing(1, runs("gpu1", "7_1", "T2")), standing(2, waits)];
    expect(stateOfSeeds([...states, standing(3, runs("gpu2", "7_3", "T1")), standing(4, undefined, lost)])).toEqual({
      ...{ type: "running", host: "gpu1, gpu2", gpus: [], clusterJob: "7", since: "T1" },
      detail: `seed 0: done; seed 1: running; seed 2: ${waits.reason}; seed 3: running; seed 4: ${lost.reason}`,
    });
  });

  test("waits again when those that are left do, and says what is done", () => {
    expect(stateOfSeeds([standing(0, undefined, well), standing(1, waits)])).toEqual({
      ...{ type: "waiting", reason: `seed 0: done; seed 1: ${waits.reason}` },
    });
  });

  test("is unseen when one of them is", () => {
    const unseen = { type: "unseen", since: "T1", reason: "Slurm does not answer" } as const;
    expect(stateOfSeeds([standing(0, runs("gpu1", "7_0", "T1")), standing(1, unseen)])).toBe(unseen);
  });
});

describe("the log of a run whose seeds print each for itself", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "seeds-"));
    for (const seed of ["0", "1"]) mkdirSync(join(folder, seed));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const logs = () =>
    new SeedLogs(
      folder,
      [0, 1].map((seed) => ({ seed, folder: join(folder, String(seed)) })),
    );
  const prints = (seed: number, text: string | Buffer) =>
    appendFileSync(join(folder, String(seed), "stdout.log"), text);
  const log = () => readFileSync(join(folder, "stdout.log"), "utf8");

  test("has their whole lines, told apart; the last, never ended, comes at the end", () => {
    const whole = logs();
    prints(0, "größe 1\ngrö");
    prints(1, "\nzwei\n");
    whole.take();
    expect(log()).toBe("[seed 0] größe 1\n[seed 1] \n[seed 1] zwei\n");
    prints(0, "ße 2\r50 %");
    whole.finish();
    expect(log()).toBe("[seed 0] größe 1\n[seed 1] \n[seed 1] zwei\n[seed 0] größe 2\r50 %\n");
  });

  test("goes on where it broke off, in the middle of writing too", () => {
    prints(0, "a\nb\n");
    logs().take();
    writeFileSync(join(folder, "stdout.log"), `${log()}[seed 1] ha`);
    prints(1, "half\n");
    logs().take();
    expect(log()).toBe("[seed 0] a\n[seed 0] b\n[seed 1] half\n");
  });

  test("takes what is no UTF-8 byte for byte, and a line that is longer than what is read at once", () => {
    const long = `${"x".repeat(2_500_000)}\n`;
    prints(0, Buffer.concat([Buffer.from([0xff, 0x00, 0xe4, 0x0a]), Buffer.from(long)]));
    logs().take();
    const bytes = readFileSync(join(folder, "stdout.log"));
    expect(bytes.subarray(0, 13)).toEqual(Buffer.from("[seed 0] \xff\x00\xe4\n", "latin1"));
    expect(bytes.subarray(13).toString() === `[seed 0] ${long}`).toBe(true);
  });
});

describe("several sources taken as one", () => {
  test("whoever stops taking ends all of them, whatever they wait for", async () => {
    const ended: string[] = [];
    async function* waiting(name: string, signal: AbortSignal) {
      try {
        yield name;
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      } finally {
        ended.push(name);
      }
    }
    const begin = (own: AbortSignal) => [waiting("a", own), waiting("b", own)];
    const seen: string[] = [];
    for await (const [index, name] of interleaved(begin, new AbortController().signal)) {
      seen.push(`${index}${name}`);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual(["0a", "1b"]);
    expect(ended.sort()).toEqual(["a", "b"]);
  });

  test("what one of them throws reaches whoever takes", async () => {
    async function* failing() {
      yield 1;
      throw new Error("the disk is full");
    }
    const take = async () => {
      for await (const _ of interleaved(() => [failing()], new AbortController().signal));
    };
    await expect(take()).rejects.toThrow("the disk is full");
  });
});

test("a run that has ended is told as it ended, with what was said of its seeds together", async () => {
  const folder = mkdtempSync(join(tmpdir(), "seeds-"));
  const said = "The seeds are no run together: seed 1 measured no loss.\n";
  writeFileSync(join(folder, "ended.json"), JSON.stringify({ how: well, seconds: 3, violations: [] }));
  writeFileSync(
    join(folder, "taken.json"),
    JSON.stringify({ stdout: { length: 0, from: [] }, stderr: { length: 0, from: [] } }),
  );
  writeFileSync(join(folder, "stderr.log"), said);
  const job = { separateSeeds: { variable: "SEEDS", seeds: [0, 1] } } as unknown as Job;
  const events = [];
  // biome-ignore lint/suspicious/noExplicitAny: nobody is asked.
  for await (const event of watchSeeds(folder, job, {} as any, new AbortController().signal)) events.push(event);
  rmSync(folder, { recursive: true, force: true });
  expect(events.at(-1)).toMatchObject({ type: "ended", end: { how: well, stderrEnd: said } });
});
