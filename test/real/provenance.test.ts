import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findInterpreter } from "../../src/adapters/compute/find-interpreter";
import { localCompute } from "../../src/adapters/compute/local";
import { environmentIn, measuringProgram } from "../../src/adapters/compute/measure-environment";
import type { Job, JobEnd } from "../../src/engine/ports/compute";
import { outcomeOf } from "../../src/engine/stages/measure";
import { describeOutcome } from "../../src/research/run";
import { asProgram } from "../adapters/as-program";
import { aRepository, git } from "../adapters/workspace/a-repository";

/** A machine with two H100, one of them cut into parts, as its tools describe it. */
const folder = mkdtempSync(join(tmpdir(), "provenance-"));
const tools = join(folder, "bin");
const signal = new AbortController().signal;
let python: string;
const projects: string[] = [];

beforeAll(async () => {
  vi.stubEnv("AI_SCIENTIST_PYTHON", undefined);
  python = (await findInterpreter({ python: "", requirements: [], project: folder }, signal)).interpreter!;
  mkdirSync(tools);
  writeFileSync(
    join(tools, "nvidia-smi"),
    `#!/bin/sh
case "$1" in
  --query-gpu=*) echo "0, GPU-aaaa-1, NVIDIA H100 80GB HBM3, 81559, 550.54.15"; echo "1, GPU-bbbb-2, NVIDIA H100 PCIe, 81559, 550.54.15";;
  -L) echo "GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-aaaa-1)"; echo "  MIG 1g.10gb     Device  0: (UUID: MIG-cccc-3)"; echo "GPU 1: NVIDIA H100 PCIe (UUID: GPU-bbbb-2)";;
  *) echo "| NVIDIA-SMI 550.54.15   Driver Version: 550.54.15   CUDA Version: 12.4  |";;
esac
`,
  );
  chmodSync(join(tools, "nvidia-smi"), 0o755);
  mkdirSync(join(folder, "site/torch"), { recursive: true });
  writeFileSync(join(folder, "site/torch/version.py"), "__version__ = '2.3.1+cu121'\ncuda: Optional[str] = '12.1'\n");
});
afterAll(() => {
  vi.unstubAllEnvs();
  for (const one of [folder, ...projects]) rmSync(one, { recursive: true, force: true, maxRetries: 10 });
});

describe("what a run was made with", () => {
  const measure = (env: Record<string, string>) =>
    environmentIn(
      execFileSync(python, ["-c", measuringProgram], {
        encoding: "utf8",
        env: { PATH: `${tools}:/usr/bin:/bin`, PYTHONPATH: join(folder, "site"), ...env },
      }),
    );

  test("names every GPU, its memory, the driver and both CUDAs", () => {
    expect(measure({ OMP_NUM_THREADS: "4" })).toMatchObject({
      gpus: ["NVIDIA H100 80GB HBM3", "NVIDIA H100 PCIe"],
      gpuMemoryMb: [81559, 81559],
      driver: "550.54.15",
      cuda: "12.4",
      torchCuda: "12.1",
      threads: 4,
    });
  });

  test("names those GPUs alone that the job was given, however it was told", () => {
    expect(measure({ CUDA_VISIBLE_DEVICES: "1" }).gpus).toEqual(["NVIDIA H100 PCIe"]);
    expect(measure({ CUDA_VISIBLE_DEVICES: "GPU-aaaa" }).gpus).toEqual(["NVIDIA H100 80GB HBM3"]);
    expect(measure({ CUDA_VISIBLE_DEVICES: "MIG-cccc-3" })).toMatchObject({
      gpus: ["NVIDIA H100 80GB HBM3 MIG 1g.10gb"],
      driver: "550.54.15",
    });
    expect(measure({ CUDA_VISIBLE_DEVICES: "" }).gpus).toEqual([]);
  });

  test("has a cluster's numbers inside of its jobs alone", () => {
    expect(
      measure({ SLURM_JOB_ID: "812", SLURM_JOB_PARTITION: "gpu", SLURMD_NODENAME: "n3", SLURM_RESTART_COUNT: "1" })
        .slurm,
    ).toEqual({ job: "812", partition: "gpu", node: "n3", restarts: "1" });
    expect(measure({ SLURM_CLUSTER_NAME: "login" }).slurm).toBeUndefined();
  });

  test("says the machine, the system, Python and every package with the hash of the whole list", () => {
    const facts = measure({});
    expect(facts).toMatchObject({
      architecture: process.arch === "x64" ? "x86_64" : expect.any(String),
      host: expect.any(String),
      os: expect.stringContaining("Linux"),
      cpu: expect.any(String),
      freezeSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(facts.cores).toBeGreaterThan(0);
    expect(facts.memoryGb).toBeGreaterThan(0);
  });
});

test("a run's env.json holds all of it with its commit, seeds, time, memory and what it had seen", async () => {
  const { environment, commit } = await run(`
    import json, os, time
    given_back = bytearray(80_000_000); del given_back; time.sleep(1)
    os.mkdir("run_1")
    json.dump({"trainable_parameters": 42, "tokens_seen": 1e6, "samples_seen": 500, "seeds": [0, 1], "device": "cpu",
               "peak_gpu_memory_mb": 7}, open("run_1/extra.json", "w"))`);
  expect(environment).toMatchObject({
    ...{ commit, dirty: false, scale: "smoke", threads: 1, sandbox: "bubblewrap" },
    ...{ trainableParameters: 42, tokensSeen: 1e6, samplesSeen: 500, seeds: [0, 1], device: "cpu", peakGpuMemoryMb: 7 },
  });
  expect(environment.wallSeconds).toBeGreaterThan(0.5);
  expect(environment.peakMemoryMb).toBeGreaterThan(80);
});

describe("a real end is understood", () => {
  test.each([
    ["import os; keep = bytearray(10**14)", "crashed with exit code 1: out of memory"],
    ["import no_such_package_here", "crashed with exit code 1: no_such_package_here is not installed"],
    ["import os; os.kill(os.getpid(), 9)", "killed from outside (signal 9), most likely because the machine ran out"],
    [
      `import json, os, time
os.mkdir("run_1")
json.dump({"dino": {"loss": {"x": [1, 2], "y": [3, 0.5], "xLabel": "step"}}}, open("run_1/curves.json", "w"))
time.sleep(60)`,
      "stopped at the time limit of 2 s, having come to: loss 0.5 on dino at step 2",
    ],
  ])("%s", async (code, said) => {
    const { end, environment, files, read } = await run(code, 2);
    const curves = files.includes("run_1/curves.json") ? read("run_1/curves.json") : undefined;
    expect(describeOutcome(outcomeOf({ end, files: [...files], environment, curves }))).toContain(said);
  });
});

async function run(code: string, seconds = 60) {
  const indent = /\n( {4})/.exec(code)?.[1] ?? "";
  const project = aRepository({ "experiment.py": `${code.replaceAll(`\n${indent}`, "\n").trim()}\n` });
  projects.push(project);
  const worktree = join(project, ".ai-scientist/worktrees/wider-layer");
  mkdirSync(worktree, { recursive: true });
  const commit = git(project, "rev-parse", "HEAD").trim();
  const job: Job = {
    ...{ id: "run_1-attempt-1", commit, command: ["{python}", "experiment.py"], env: { AI_SCIENTIST_SCALE: "smoke" } },
    ...{ carry: [], collect: ["run_1"], locked: {} },
    limits: { seconds, memoryMb: 4000, processes: 20, diskMb: 50, outputMb: 20 },
  };
  const supervisor = asProgram(`import "./src/adapters/compute/supervise";`);
  const compute = localCompute({
    ...{ project, slug: "wider-layer", worktree, requirements: [], supervisor, sandbox: "auto" },
  });
  const id = await compute.submit(job, signal);
  let end: JobEnd | undefined;
  for await (const event of compute.watch(id, signal)) if (event.type === "ended") end = event.end;
  const { files, environment } = await compute.collect(id, signal);
  const read = (path: string) => execFileSync("cat", [join(worktree, path)], { encoding: "utf8" });
  return { end: end!, files, environment, commit, read };
}
