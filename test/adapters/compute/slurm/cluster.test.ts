import { expect, test } from "vitest";
import { HostUnreachable } from "../../../../src/adapters/compute/remote/host";
import type { ClusterJob } from "../../../../src/adapters/compute/remote/launch-job";
import { askingQueue, type ClusterSettings, submissionOf } from "../../../../src/adapters/compute/slurm/cluster";
import { ComputeUnavailable } from "../../../../src/adapters/compute/start-job";

const settings: ClusterSettings = {
  ...{
    partition: "",
    account: "",
    qos: "",
    gres: "",
    time: "",
    extra: [],
    jobPrefix: "ai-",
    setup: "",
    seedArrays: true,
    pollSeconds: 5,
  },
};
const limits = { seconds: 60, memoryMb: 1, processes: 1, diskMb: 1, outputMb: 1 };

function submitted(
  cluster: ClusterJob["look"]["cluster"],
  gpus?: number,
  wishes: Partial<ClusterSettings> = {},
  more: Partial<ClusterJob["job"]> = {},
) {
  const look = {
    ...{ root: "/home/ada/.ai-scientist", host: "login", tried: [], setup: "0", have: [], gpus: [] },
    ...{ freeDiskMb: 9999, now: 0, known: false, cluster },
  };
  const job = {
    ...{ id: "run_1-attempt-1", commit: "c", command: [], env: {}, carry: [], collect: [], locked: {}, limits },
    ...(gpus === undefined ? {} : { gpus }),
    ...more,
  };
  const asked = { job, look, remoteJob: "p-study-12345678-idea-run_1", interpreter: "/usr/bin/python3" };
  return submissionOf({ ...settings, ...wishes }, asked) as {
    slurm: { name: string; script: string; tasks: object[] };
  };
}

const answers = (resources: string) => ({ resources, problem: null, away: false });

test("a run goes to the cluster under a name of its own, from its folder", () => {
  const { slurm } = submitted(answers("(null)\n"));
  expect(slurm.name).toBe("ai-study-12345678-idea-run_1");
  expect(slurm.script).toContain("#SBATCH --job-name=ai-study-12345678-idea-run_1\n");
  expect(slurm.script).toContain("#SBATCH --chdir=/home/ada/.ai-scientist/jobs/p-study-12345678-idea-run_1\n");
  expect(slurm.script).not.toContain("--gres");
});

test("a run whose seeds can be measured apart is one array, each task with its seed and a folder of its own", () => {
  const { slurm } = submitted(answers(""), 1, {}, { separateSeeds: { variable: "SEEDS", seeds: [7, 11] } });
  expect(slurm.script).toContain("#SBATCH --array=0-1\n");
  expect(slurm.tasks).toEqual([
    { job: "p-study-12345678-idea-run_1.0", env: { SEEDS: "7" } },
    { job: "p-study-12345678-idea-run_1.1", env: { SEEDS: "11" } },
  ]);
});

test("a run that says nothing of GPUs gets one where the cluster has any; one that wants none waits for none", () => {
  expect(submitted(answers("(null)\ngpu:h100:8(S:0-1)\n")).slurm.script).toContain("#SBATCH --gres=gpu:1\n");
  expect(submitted(answers("gpu:h100:8\n"), 0).slurm.script).not.toContain("--gres");
  expect(submitted(answers(""), undefined, { gres: "shard:2" }).slurm.script).toContain("#SBATCH --gres=shard:2\n");
});

test("while the controller is away nothing is submitted half; a login node without Slurm says so at once", () => {
  const away = { resources: "", problem: "Unable to contact slurm controller", away: true };
  expect(() => submitted(away)).toThrow(HostUnreachable);
  const none = { resources: "", problem: "sinfo was not found on login", away: false };
  expect(() => submitted(none)).toThrow(ComputeUnavailable);
});

test("what cannot stand in a script is said as what it is: something to mend before anything runs", () => {
  const wrong = () => submitted(answers(""), 0, { partition: "gpu; true" });
  expect(wrong).toThrow(ComputeUnavailable);
  expect(wrong).toThrow("slurm.partition");
});

test("a quiet queue is asked less and less often, and at least every third time", () => {
  const { seconds } = askingQueue({ pollSeconds: 5 });
  expect([0, 1, 4, 8, 100].map((quiet) => Math.round(seconds(quiet)))).toEqual([5, 6, 9, 15, 15]);
});
