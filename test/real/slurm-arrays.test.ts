import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClusterSettings } from "../../src/adapters/compute/slurm/cluster";
import type { Job, JobEvent } from "../../src/engine/ports/compute";
import { Cluster, Experiment, loginNode, until } from "./a-cluster";
import { jsonFile } from "./program";

const cluster = new Cluster();
const experiments: Experiment[] = [];

/** Counts until it is told that it is enough; what it measures is its seed. */
const code = `
      import json, os, sys, time
      seed = int(os.environ["SEEDS"])
      os.makedirs("run_1", exist_ok=True)
      open("../starts", "a").write("once\\n")
      for n in range(10_000):
          if os.path.exists("../enough"): break
          print("größe", n, flush=True); print("warnt", n, file=sys.stderr, flush=True)
          json.dump({"set": {"loss": {"x": list(range(n)), "y": list(range(n))}}}, open("run_1/curves.json", "w"))
          time.sleep(0.1)
      print("ohne Ende", end="", flush=True)
      json.dump({"seeds": [seed], "tokens_seen": 100 + seed}, open("run_1/extra.json", "w"))
      json.dump({"set": {"means": {"loss": seed}, "final_info_dict": {"loss": [seed]}}}, open("run_1/final_info.json", "w"))`;

/** A run of three seeds, or two, on the cluster. */
function array(seeds: number[], settings: Partial<ClusterSettings> = {}, job: Partial<Job> = {}): Seeds {
  const made = new Seeds(
    cluster,
    code,
    { gres: "gpu:h100", ...settings },
    { ...job, separateSeeds: { variable: "SEEDS", seeds } },
  );
  experiments.push(made);
  return made;
}

class Seeds extends Experiment {
  get seeds(): readonly number[] {
    return this.job.separateSeeds!.seeds;
  }

  folderOf(seed: number): string {
    return `${this.remote}.${this.seeds.indexOf(seed)}`;
  }

  printedBy(seed: number, log = "stdout.log"): string {
    const path = join(this.folderOf(seed), log);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }

  finish(...seeds: number[]): void {
    for (const seed of seeds) writeFileSync(join(this.folderOf(seed), "enough"), "");
  }

  /** The lines that the run's log has of one seed, as the seed printed them. */
  linesOf(seed: number, log: "stdout" | "stderr"): string {
    const whole = readFileSync(join(this.here, `${log}.log`), "utf8");
    const own = whole.split("\n").filter((line) => line.startsWith(`[seed ${seed}] `));
    return own.map((line) => `${line.slice(`[seed ${seed}] `.length)}\n`).join("");
  }

  get here(): string {
    return join(this.project, ".ai-scientist/ideas/idea/jobs", `run_1-attempt-1-${this.job.commit.slice(0, 10)}`);
  }

  get details(): string[] {
    return this.states.flatMap((state) => (state.type === "running" && state.detail ? [state.detail] : []));
  }
}

describe("seeds as an array of a Slurm cluster", () => {
  beforeAll(() => cluster.start());
  afterAll(async () => {
    await cluster.stop();
    for (const one of experiments) one.forget();
  });

  test("each seed is a task of one job; what they leave comes back as the record of one run", async () => {
    const run = array([3, 5, 8], {}, { gpus: 1 });
    const { trips, ...place } = loginNode(cluster);
    const id = await run.submit(run.compute(place));
    expect(trips.all).toBe(2);
    const first = new AbortController();
    const seen: JobEvent[] = [];
    const watching = (async () => {
      for await (const event of run.compute(place).watch(id, first.signal)) seen.push(event);
    })();
    await until(() => [3, 5, 8].every((seed) => run.printedBy(seed).includes("größe 4\n")));
    const standing = () => seen.flatMap((event) => (event.type === "state" ? [event.state] : [])).at(-1);
    const detail = [3, 5, 8].map((seed) => `seed ${seed}: running`).join("; ");
    await until(() => JSON.stringify(standing() ?? "").includes(detail));
    expect(standing()).toMatchObject({ type: "running", clusterJob: run.number, detail });
    expect(trips.polls).toContain(3);
    // Whoever watches goes away, and another goes on at the byte.
    first.abort();
    await watching;
    run.finish(5, 8, 3);
    const end = (await run.watch(id))!;
    expect(end.how).toEqual({ type: "exited", code: 0 });
    for (const seed of run.seeds) {
      expect(run.linesOf(seed, "stdout")).toBe(`${run.printedBy(seed)}\n`);
      expect(run.linesOf(seed, "stderr")).toBe(run.printedBy(seed, "stderr.log"));
      expect(readFileSync(join(run.here, "seeds", String(seed), "stdout.log"), "utf8")).toBe(run.printedBy(seed));
    }
    expect(run.text).toContain("[seed 5] größe 1\n");

    const { files, environment } = await run.collect();
    expect(jsonFile(run.worktree, "run_1/final_info.json")).toEqual({
      set: {
        means: { loss: 16 / 3 },
        stderrs: { loss: expect.closeTo(1.4529663, 6) },
        final_info_dict: { loss: [3, 5, 8] },
      },
    });
    expect(Object.keys(jsonFile(run.worktree, "run_1/curves.json").set)).toEqual(
      [3, 5, 8].map((seed) => `loss (seed ${seed})`),
    );
    expect(files).toContain("run_1/seeds/8/final_info.json");
    expect(environment).toMatchObject({
      ...{ seeds: [3, 5, 8], tokensSeen: 108, slurm: { job: run.number, partition: "gpu" } },
      wallSeconds: end.seconds,
    });
    const names = cluster.say("scontrol", "show", "job", "-o").match(/ArrayJobId=\d+/g);
    expect(new Set(names)).toEqual(new Set([`ArrayJobId=${run.number}`]));
  });

  test("a node dies: a seed of it starts again by itself, or is lost by its name; the others count and are kept", async () => {
    // With five and three GPUs each, either node has one seed of either run.
    const once = array([0, 1], { extra: ["--no-requeue"] }, { gpus: 5 });
    const again = array([0, 1], {}, { gpus: 3 });
    const run = (one: Seeds) => () => [0, 1].every((seed) => one.printedBy(seed).includes("größe 2\n"));
    const losing = once.outcome();
    await until(run(once));
    const beginningAgain = again.outcome();
    await until(run(again));
    const nodeOf = (run: Seeds, seed: number) =>
      cluster.say("squeue", "-h", "-j", `${run.number}_${run.seeds.indexOf(seed)}`, "-o", "%N").trim();
    const [lost, back] = [once, again].map((run) => [0, 1].find((seed) => nodeOf(run, seed) === "gpu2")!) as [
      number,
      number,
    ];
    const [kept, whole] = [1 - lost, 1 - back];
    once.finish(kept);
    again.finish(whole);
    await cluster.control("node-down", "2");
    const end = await losing;
    expect(end.how).toEqual({
      type: "lost",
      reason: `Seed ${lost} has no known end: The node failed while it ran on gpu2 (NODE_FAIL). What seed ${kept} measured is kept in run_1/seeds.`,
    });
    await once.collect();
    expect(jsonFile(once.worktree, `run_1/seeds/${kept}/final_info.json`).set.means.loss).toBe(kept);
    expect(existsSync(join(once.worktree, "run_1/final_info.json"))).toBe(false);

    await until(() => again.states.at(-1)?.type === "waiting");
    expect(again.states.at(-1)).toMatchObject({ reason: expect.stringContaining(`seed ${whole}: done`) });
    await cluster.control("node-up", "2");
    // Slurm lets a requeued job wait for two minutes.
    cluster.say("scontrol", "update", `JobId=${again.number}_${again.seeds.indexOf(back)}`, "StartTime=now");
    again.finish(back);
    expect((await beginningAgain).how).toEqual({ type: "exited", code: 0 });
    const starts = (seed: number) => readFileSync(join(again.folderOf(seed), "starts"), "utf8").split("\n").length - 1;
    expect([starts(whole), starts(back)]).toEqual([1, 2]);
    const { environment } = await again.collect();
    expect(environment).toMatchObject({ seeds: [0, 1], slurm: { restarts: "1" } });
    expect(jsonFile(again.worktree, "run_1/final_info.json").set.final_info_dict.loss).toEqual([0, 1]);
  });

  test("some seeds run while others wait; stopped, none is left, and what was measured stays", async () => {
    const run = array([0, 1, 2, 3], {}, { gpus: 8 });
    const id = await run.submit();
    const watching = run.watch(id);
    await until(() => run.details.some((detail) => /seed 0: running;.* seed 3: PENDING \(/.test(detail)));
    run.finish(0);
    await until(() => run.details.some((detail) => /seed 0: done;.*seed 2: running/.test(detail)));
    await run.compute().cancel(id);
    const end = (await watching)!;
    expect(end.how).toEqual({ type: "cancelled" });
    expect(end.stdoutEnd).toMatch(/Seed \d was stopped\..* What seed 0 measured is kept in run_1\/seeds\.$/);
    expect(cluster.say("squeue", "-h", "-o", "%i").trim()).toBe("");
    await run.collect();
    expect(jsonFile(run.worktree, "run_1/seeds/0/final_info.json").set.means.loss).toBe(0);
    await expect.poll(() => cluster.left()).toEqual([]);
  });
});
