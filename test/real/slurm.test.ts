import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClusterSettings } from "../../src/adapters/compute/slurm/cluster";
import type { Job } from "../../src/engine/ports/compute";
import { put } from "../adapters/workspace/a-repository";
import { Cluster, Experiment, hasAccounting, loginNode, until } from "./a-cluster";
import { killedAndResumed } from "./killed-and-resumed";
import { jsonFile } from "./program";
import { foreignProject, forgetProjects, ideaOf, journalOf, readTextOr } from "./projects";

const cluster = new Cluster();
const experiments: Experiment[] = [];

function experiment(code: string, settings: Partial<ClusterSettings> = {}, job: Partial<Job> = {}): Experiment {
  const made = new Experiment(cluster, code, settings, job);
  experiments.push(made);
  return made;
}

/** Counts, a number a line, to a number or until it is told that it is enough; its numbers are always there. */
const counts = (to = 10_000, seconds = 0.1) => `
      import json, os, time
      os.makedirs("run_1", exist_ok=True)
      for n in range(${to}):
          if os.path.exists("../enough"): break
          print("größe", n, os.environ.get("CUDA_VISIBLE_DEVICES"), flush=True)
          with open("../part", "w") as part: json.dump({"set": {"means": {"n": n}}}, part)
          os.replace("../part", "run_1/final_info.json")  # whole, whenever the end comes
          time.sleep(${seconds})`;

const onGpu2 = { gres: "gpu:h100", extra: ["--nodelist=gpu2"] };

async function walkDisturbed() {
  const project = foreignProject();
  const settings = {
    ...{ "compute.remoteFolder": cluster.home, "compute.remotePython": process.env.AI_SCIENTIST_PYTHON ?? "" },
    ...{ "slurm.pollSeconds": 0.4, "slurm.time": "10", "slurm.gres": "gpu:h100", "slurm.extra": ["--nodelist=gpu1"] },
  };
  put(project, { ".ai-scientist/settings.json": JSON.stringify(settings) });
  const run = ["--idea", "local_bandwidth", "--model", "rehearsal", "--accept", "auto", "--scale", "smoke", "--json"];
  return {
    project,
    ...(await killedAndResumed({ project, run: [...run, "--compute", "slurm"], kills: 2, seed: 4, events: 60 })),
  };
}

/** The cluster needs root and Linux: elsewhere its start fails, and says so. */
describe("a Slurm cluster", () => {
  /** An idea's whole way, during which everything below happens to the cluster and this program is killed twice. */
  let walk: ReturnType<typeof walkDisturbed>;

  beforeAll(async () => {
    await cluster.start();
    walk = walkDisturbed();
  });
  afterAll(async () => {
    await walk?.catch(() => undefined);
    await cluster.stop();
    for (const one of experiments) one.forget();
    forgetProjects();
  });

  describe.concurrent("that does its work", () => {
    test("a run waits for its GPUs and says so, then has them to itself; everything it printed arrives", async () => {
      const first = experiment(counts(), onGpu2, { gpus: 5 });
      const second = experiment(counts(), onGpu2, { gpus: 5 });
      const before = first.outcome();
      await until(() => first.hasPrinted("größe 1 "));
      const after = second.outcome();
      await until(() =>
        second.states.some((state) => state.type === "waiting" && /Resources|Priority/.test(state.reason)),
      );
      first.enough();
      await until(() => second.states.at(-1)?.type === "running" && second.hasPrinted("größe 0 "));
      second.enough();
      const [end, other] = [await after, await before];
      expect([end.how, other.how]).toEqual(Array(2).fill({ type: "exited", code: 0 }));
      const waits = second.states.flatMap((state) => (state.type === "waiting" ? [state.reason] : []));
      expect(waits.at(-1)).toMatch(/^PENDING \((Resources|Priority)\): .* \(Slurm job \d+\)$/);
      expect(second.states.at(-1)).toMatchObject({ type: "running", host: "gpu2", clusterJob: second.number });
      expect(second.text).toMatch(/^größe 0 (\d,){4}\d\n/);
      for (const one of [first, second]) expect(one.text).toBe(one.printed);

      const { files, environment } = await second.collect();
      expect(files).toEqual(["run_1/env.json", "run_1/final_info.json"]);
      expect(environment).toMatchObject({ slurm: { job: second.number, node: "gpu2" } });
    });

    test("two round trips launch a run, one asks about all runs, and one brings the results of each", async () => {
      const [one, other] = [experiment(counts(40)), experiment(counts(40))];
      const { trips, ...place } = loginNode(cluster);
      const computes = [one, other].map((each) => each.compute(place));
      const ids = [await one.submit(computes[0]), await other.submit(computes[1])];
      expect(trips.all).toBe(4);
      await Promise.all([one.watch(ids[0]!, computes[0]), other.watch(ids[1]!, computes[1])]);
      expect(trips.polls).toContain(2);
      expect(trips.all).toBe(4 + trips.polls.length + 2);
    });

    test("submitted by two at once, and again by one that had forgotten, it is one job that runs once", async () => {
      const one = experiment(`open("../ran", "a").write("once\\n")`, { extra: ["--hold"] });
      const [id, same] = await Promise.all([one.submit(), one.submit()]);
      expect(id).toBe(same);
      const { number } = one;
      for (const place of [join(one.remote, "slurm.id"), join(one.project, ".ai-scientist/ideas/idea/jobs", id)])
        rmSync(place, { recursive: true });
      expect(await one.submit()).toBe(id);
      expect(one.number).toBe(number);
      const watching = one.watch(id);
      await until(() => one.states.some(({ type }) => type === "waiting"));
      expect(one.states[0]).toMatchObject({ type: "waiting", reason: expect.stringContaining("JobHeldUser") });
      cluster.say("scontrol", "release", number);
      expect(await watching).toMatchObject({ how: { type: "exited", code: 0 } });
      expect(readFileSync(join(one.remote, "ran"), "utf8")).toBe("once\n");
    });

    test("a second job of the cluster for the same run finds it taken", async () => {
      const one = experiment(`
      import os, time
      open("../ran", "a").write("once\\n")
      while not os.path.exists("../enough"): time.sleep(0.1)`);
      const id = await one.submit();
      // Of two that wait the cluster may begin with either.
      await until(() => existsSync(join(one.remote, "ran")));
      const again = cluster.say("sbatch", "--parsable", join(one.remote, "run.sbatch")).trim();
      await until(() => !cluster.say("squeue", "-h", "-o", "%A").split("\n").includes(again));
      one.enough();
      expect(await one.watch(id)).toMatchObject({ how: { type: "exited", code: 0 } });
      expect(readFileSync(join(one.remote, "ran"), "utf8")).toBe("once\n");
      expect(readFileSync(join(one.remote, "slurm.log"), "utf8")).toContain(
        `Slurm job ${one.number} has this run already.`,
      );
    });

    test("what Slurm refuses is told in its own words, and nothing is left", async () => {
      const refused = experiment("print(1)", { partition: "nope" }).submit();
      await expect(refused).rejects.toThrow(/Slurm refused the run: .*[Ii]nvalid partition/);
      await expect(experiment("print(1)", { extra: ["--wrap=ls"] }).submit()).rejects.toThrow("slurm.extra");
    });

    test("cancelled at a terminal of the cluster, it ends with that reason and keeps what it had", async () => {
      const one = experiment(counts());
      const watching = one.outcome();
      await until(() => one.hasPrinted("größe 3 "));
      cluster.say("scancel", one.number);
      const who = hasAccounting ? " by your own account" : "";
      const reason = `It was cancelled on the cluster${who}, not from here (CANCELLED).`;
      expect(await watching).toMatchObject({
        how: { type: "lost", reason },
        stdoutEnd: expect.stringContaining("größe 3 "),
      });
      expect(one.text).toBe(one.printed);
    });

    test("stopped from here, nothing of it goes on, whatever it had started", async () => {
      const one = experiment(`
      import os, signal, subprocess, time
      signal.signal(signal.SIGTERM, signal.SIG_IGN)
      subprocess.Popen(["sleep", "9753"], start_new_session=True, env={"PATH": "/usr/bin:/bin"})
      if os.fork() == 0:
          os.setsid()
          if os.fork() == 0: time.sleep(9753)
          os._exit(0)
      print("ready", flush=True); time.sleep(9753)`);
      const id = await one.submit();
      const watching = one.watch(id);
      await until(() => one.hasPrinted("ready"));
      await one.compute().cancel(id);
      expect(await watching).toMatchObject({ how: { type: "cancelled" } });
      await until(() => !cluster.left().some((pid) => readTextOr(`/proc/${pid}/environ`, "").includes(one.remote)));
      expect(cluster.say("squeue", "-h", "-j", one.number).trim()).toBe("");
    });

    test("at the time limit of the cluster it is told before, and its last numbers are kept", async () => {
      const one = experiment(counts(), { extra: ["--signal=B:USR1@55"] });
      const watching = one.outcome();
      await until(() => one.hasPrinted("größe 5 "));
      cluster.say("scontrol", "update", `JobId=${one.number}`, "TimeLimit=1");
      const end = await watching;
      expect(end.how).toEqual({
        ...{ type: "limit", limit: "seconds" },
        detail: "The time that Slurm gave it was up (TIMEOUT).",
      });
      const { files } = await one.collect();
      expect(files).toContain("run_1/final_info.json");
      expect(jsonFile(one.worktree, "run_1/final_info.json").set.means.n).toBeGreaterThan(3);
    });
  });

  describe("that has its troubles", () => {
    test("a job of higher priority takes the place of one: it ends with that reason", async () => {
      const one = experiment(counts(), { ...onGpu2, partition: "spare" }, { gpus: 8 });
      const watching = one.outcome();
      await until(() => one.hasPrinted("größe 2 "));
      cluster.say("sbatch", "-p", "urgent", "-w", "gpu2", "--gres=gpu:h100:8", "-o", "/dev/null", "--wrap=true");
      const reason = "A job of higher priority took its place on gpu2 (PREEMPTED).";
      expect(await watching).toMatchObject({ how: { type: "lost", reason } });
    });

    test("while the controller is down runs are unseen and go on; one that ends meanwhile is told at once", async () => {
      const [long, short] = [experiment(counts()), experiment(counts())];
      const watching = [long.outcome(), short.outcome()];
      await until(() => long.hasPrinted("größe 2 ") && short.hasPrinted("größe 2 "));
      await cluster.control("controller-down");
      await until(() => long.states.some(({ type }) => type === "unseen")).catch(() => undefined);
      const told = long.states.at(-1);
      short.enough();
      const ended = await watching[1];
      await cluster.control("controller-up");
      expect(told).toMatchObject({
        type: "unseen",
        reason: expect.stringMatching(/^Slurm does not answer: Unable to contact slurm controller/),
      });
      expect(ended).toMatchObject({ how: { type: "exited", code: 0 } });
      await until(() => long.states.at(-1)?.type === "running");
      long.enough();
      expect(await watching[0]).toMatchObject({ how: { type: "exited", code: 0 } });
      for (const one of [long, short]) expect(one.text).toBe(one.printed);
    });

    test("a node dies: a run starts again from its commit elsewhere; one that may not ends with the node's name", async () => {
      const again = experiment(counts(20, 0.4), { extra: ["--nodelist=gpu2"] });
      const once = experiment(counts(), { extra: ["--nodelist=gpu2", "--no-requeue"] });
      const watching = [again.outcome(), once.outcome()];
      await until(() => again.hasPrinted("größe 2 ") && once.hasPrinted("größe 2 "));
      await cluster.control("node-down", "2");
      const reason = "The node failed while it ran on gpu2 (NODE_FAIL).";
      expect(await watching[1]).toMatchObject({ how: { type: "lost", reason } });
      await until(() => again.states.at(-1)?.type === "waiting");
      await cluster.control("node-up", "2");
      // Slurm lets a requeued job wait for two minutes.
      cluster.say("scontrol", "update", `JobId=${again.number}`, "StartTime=now");
      expect(await watching[0]).toMatchObject({ how: { type: "exited", code: 0 } });
      for (const one of [again, once]) expect(one.text).toBe(one.printed);
      expect(again.text.match(/größe 0 /g)).toHaveLength(2);
      const { environment } = await again.collect();
      expect(environment).toMatchObject({ slurm: { restarts: "1" } });
    });

    test("meanwhile an idea has run from its baseline to the reviewed paper, each of its jobs once", async () => {
      const { project, ended, kills } = await walk;
      expect(ended, ended.stderr).toMatchObject({ code: 0 });
      expect(kills).toHaveLength(2);
      const { folder, worktree } = ideaOf(project);
      expect(jsonFile(folder, "review-2.json")).toMatchObject({ rehearsal: true });
      const runs = journalOf(folder).flatMap((event) => (event.type === "run-recorded" ? [event.run] : []));
      const measured = new Set(runs.filter((one) => one.outcome.type === "measured").map((one) => one.number));
      expect(measured.size).toBeGreaterThanOrEqual(3);
      for (const number of measured) {
        const environment = jsonFile(worktree, `run_${number}`, "env.json");
        expect(environment).toMatchObject({ slurm: { partition: "gpu", node: "gpu1", cluster: "lab" } });
      }

      // Each job of the idea once in the controller's memory: none was submitted again.
      const jobs = readdirSync(join(folder, "jobs"));
      const names = [...cluster.say("scontrol", "show", "job", "-o").matchAll(/ JobName=(\S+)/g)].map(
        ([, name]) => name!,
      );
      for (const job of jobs) expect(names.filter((name) => name.endsWith(job))).toHaveLength(1);
    });

    test("at the end the queue is empty, and nothing of any run is left on the nodes", async () => {
      const printed = () => experiments.map((one) => (one.hasPrinted("") ? one.printed : ""));
      const logs = printed();
      const queued = () => {
        // A run whose node died as it ended is in the queue again, for two minutes: then it finds that it is over.
        const again = cluster.say("squeue", "-h", "-t", "PENDING", "-o", "%i %r").matchAll(/^(\d+) BeginTime$/gm);
        for (const [, id] of again) cluster.say("scontrol", "update", `JobId=${id}`, "StartTime=now");
        return cluster.say("squeue", "-h", "-o", "%j %T %r %N");
      };
      await expect.poll(queued, { interval: 1000 }).toBe("");
      expect(printed()).toEqual(logs);
      expect(cluster.left()).toEqual([]);
    });
  });
});
