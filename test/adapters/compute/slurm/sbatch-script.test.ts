import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { requestedOptions, type SlurmWishes } from "../../../../src/adapters/compute/slurm/options";
import { type SbatchPlan, sbatchScript } from "../../../../src/adapters/compute/slurm/sbatch-script";

const limits = { seconds: 3600, memoryMb: 64_000, processes: 256, diskMb: 20_000, outputMb: 200 };
const nothing: SlurmWishes = { partition: "", account: "", qos: "", gres: "", time: "", extra: [], jobPrefix: "" };
const folder = "/home/ada/.ai-scientist/jobs/run_1-attempt-1-0123456789";

const plan: SbatchPlan = {
  name: "ai-scientist-run_1-attempt-1-0123456789-5f2b9c1d",
  folder,
  options: requestedOptions(
    {
      ...{ partition: "gpu", account: "physics-42", qos: "normal", gres: "gpu:h100", time: "", jobPrefix: "ai-" },
      extra: ["--constraint=a100|h100", "--mem=64G", "--exclusive"],
    },
    { gpus: 2, limits },
  ),
  setup: "module load cuda/12.4\nconda activate lab",
  supervisor: ["/opt/python env/bin/python", `${folder}/supervise.py`, "supervise-on-node"],
  restage: ["/opt/python env/bin/python", `${folder}/supervise.py`, "restage"],
};

test("the script of a run is this text", async () => {
  await expect(sbatchScript(plan)).toMatchFileSnapshot("../../../fixtures/slurm/run.sbatch");
});

test("the script of a run whose seeds are an array is this text", async () => {
  await expect(sbatchScript({ ...plan, tasks: 3 })).toMatchFileSnapshot("../../../fixtures/slurm/array.sbatch");
});

test.each([undefined, 3])("it is one that a shell can read, with %s tasks", (tasks) => {
  execFileSync("sh", ["-n"], { input: sbatchScript({ ...plan, ...(tasks ? { tasks } : {}) }) });
});

describe("what a run asks the cluster for", () => {
  test("nothing but its time where the researcher set nothing; a minute's notice is not lost in rounding", () => {
    const options = requestedOptions(nothing, { limits: { ...limits, seconds: 90 } });
    expect(options).toEqual(["--time=7", "--signal=B:USR1@30", "--requeue"]);
  });

  test("GPUs by their number, under the name they have there, or exactly what was written", () => {
    const gres = (name: string, gpus: number) =>
      requestedOptions({ ...nothing, gres: name }, { gpus, limits }).filter((option) => option.startsWith("--gres"));
    expect(gres("", 2)).toEqual(["--gres=gpu:2"]);
    expect(gres("gpu:h100", 4)).toEqual(["--gres=gpu:h100:4"]);
    expect(gres("gpu:h100", 0)).toEqual([]);
    expect(gres("gpu:h100:2", 1)).toEqual(["--gres=gpu:h100:2"]);
    expect(gres("gpu:h100:2", 0)).toEqual([]);
  });

  test("an option of the researcher's own takes the place of ours", () => {
    const extra = ["--time=2-00:00:00", "--no-requeue"];
    expect(requestedOptions({ ...nothing, extra }, { limits })).toEqual(["--signal=B:USR1@30", ...extra]);
  });

  test.each([
    ["slurm.partition", { partition: "gpu; rm -rf ~" }],
    ["slurm.account", { account: "a b" }],
    ["slurm.time", { time: "1h\n#SBATCH --uid=0" }],
    ["slurm.extra", { extra: ["--comment=$(id)"] }],
    ["slurm.extra", { extra: ["--constraint a100"] }],
    ["slurm.extra", { extra: ["-p gpu"] }],
    ["AI Scientist itself", { extra: ["--output=/dev/null"] }],
  ])("what cannot stand in a script is refused, naming %s", (named, wish) => {
    expect(() => requestedOptions({ ...nothing, ...wish }, { limits })).toThrow(named);
  });
});

test.each(["/home/a\nb", '/home/"a', "/home/$USER", "/home/%u", "relative"])("a folder %j is refused", (wrong) => {
  expect(() => sbatchScript({ ...plan, folder: wrong })).toThrow("compute.remoteFolder");
});

test("a folder with a space is quoted everywhere", () => {
  const text = sbatchScript({ ...plan, folder: join("/home/ada lovelace", "job") });
  expect(text).toContain('#SBATCH --output="/home/ada lovelace/job/slurm.log"\n');
  expect(text).toContain("cd '/home/ada lovelace/job' || exit 97");
  const array = sbatchScript({ ...plan, folder: "/home/ada lovelace/job", tasks: 2 });
  expect(array).toContain('#SBATCH --output="/home/ada lovelace/job.%a/slurm.log"\n');
  expect(array).toContain(`folder='/home/ada lovelace/job.'"$SLURM_ARRAY_TASK_ID"\n`);
});
