import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { RemotePlaces } from "../../src/adapters/compute/remote/remote-places";
import { Experiment, until } from "./a-cluster";
import { root } from "./program";
import { type AnotherHost, startHost } from "./remote-host";

/** A login node that only `ssh` reaches, with a cluster of its own behind it. */
let host: AnotherHost;
const experiments: Experiment[] = [];

beforeAll(() => {
  host = startHost("login", 51);
  slurm("start");
  vi.stubEnv("PATH", host.found);
});
afterAll(() => {
  vi.unstubAllEnvs();
  slurm("stop");
  host?.stop();
  for (const one of experiments) one.forget();
});

/** The cluster's daemons live on the login node's network, and outlive the login node. */
function slurm(verb: string): void {
  const script = join(root, "test/fixtures/hosts/slurm.sh");
  const line = `exec nsenter --net=/run/netns/scilab-51 bash ${script} ${verb} ${cluster()} > ${cluster()}-${verb}.log 2>&1 < /dev/null`;
  execFileSync("sh", ["-c", line], { env: { ...process.env, SLURM_BASE_PORT: "28550" } });
}

const cluster = () => join(host.folder, "slurm");

test("a run on a cluster behind ssh: two round trips, GPUs of the cluster, and no byte lost when the link is cut and the login node loses its power", async () => {
  const one = new Experiment(
    { home: join(host.home, ".ai-scientist") },
    `
      import os, time
      os.mkdir("run_1"); open("run_1/final_info.json", "w").write("{}")
      for n in range(200): print("größe", n, os.environ["CUDA_VISIBLE_DEVICES"], flush=True); time.sleep(0.1)`,
    { gres: "gpu:h100" },
    { gpus: 2 },
  );
  experiments.push(one);
  const setup = `export SLURM_CONF=${cluster()}/slurm.conf`;
  const access = { folder: one.cluster.home, python: process.env.AI_SCIENTIST_PYTHON ?? "python3", setup };
  const compute = one.compute(new RemotePlaces().slurm("lab", access, 0.4));
  expect(await compute.probe(new AbortController().signal)).toMatchObject({ problems: [] });

  const before = host.roundTrips();
  const id = await one.submit(compute);
  expect(host.roundTrips() - before).toBe(2);
  const watching = one.watch(id, compute);
  await until(() => one.text.includes("größe 2 "));
  host.tell("cut");
  await wait(6000);
  host.tell("uncut");
  await until(() => one.states.at(-1)?.type === "running");
  host.tell("crash");
  host.tell("boot");
  expect(await watching).toMatchObject({ how: { type: "exited", code: 0 } });
  expect(one.states.map(({ type }) => type)).toContain("unseen");
  expect(one.text).toBe(Array.from({ length: 200 }, (_, n) => `größe ${n} 0,1\n`).join(""));
  expect(one.text).toBe(one.printed);
  const { environment } = await compute.collect(id, new AbortController().signal);
  expect(environment).toMatchObject({ slurm: { cluster: "lab", node: "gpu1" } });
});
