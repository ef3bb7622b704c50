import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { howItEnded, type Traces } from "../../../../src/adapters/compute/slurm/how-it-ended";
import { accountRows, controlRows, type EndRow, isAbout, queueRows } from "../../../../src/adapters/compute/slurm/rows";
import { standingOf, whyItWaits } from "../../../../src/adapters/compute/slurm/standing";

/** What Slurm 22.05 printed for sixteen jobs that met sixteen fates, all of the same cluster at the same time. */
const recorded = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/slurm", name), "utf8");
const queue = queueRows(recorded("squeue.txt"));
const account = accountRows(recorded("sacct.txt"));
const control = controlRows(recorded("scontrol.txt"));

const named = (name: string) => queue.find((row) => row.name === `ai-scientist-${name}`)!;
const whole = (name: string, more: Partial<Traces> = {}): Traces => ({
  ...{ exit: undefined, told: undefined, cancelled: false, user: "1000", said: "" },
  account: account.findLast(({ id }) => id === named(name).id),
  control: control.find(({ id }) => id === named(name).id),
  ...more,
});

describe("a job that the queue has", () => {
  test.each([
    ["waits-for-gpus", "RUNNING", { type: "running", host: "gpu1", gpus: [], clusterJob: "14" }],
    ["ok", "COMPLETED", undefined],
    ["timeout", "TIMEOUT", undefined],
    ["node-dies", "NODE_FAIL", undefined],
    ["preempted-cancel", "PREEMPTED", undefined],
    ["cancelled-waiting", "CANCELLED", undefined],
    ["too-many", "FAILED", undefined],
  ])("%s is %s", (name, state, standing) => {
    expect(named(name).state).toBe(state);
    expect(standingOf(named(name))).toEqual(standing);
  });

  test.each([
    ["after", "PENDING (Resources): it is next, and waits until the nodes or GPUs that it asks for are free"],
    ["held", "PENDING (JobHeldUser): somebody holds it; “scontrol release” lets it go on"],
    ["node-dies-requeued", "PENDING (BeginTime): it may not start yet; after a requeue Slurm waits about two minutes"],
    [
      "too-long",
      "PENDING (PartitionTimeLimit): it asks for more time than the partition gives: lower slurm.time or choose another partition",
    ],
  ])("%s waits, and why", (name, reason) => {
    const { id } = named(name);
    expect(standingOf(named(name))).toEqual({ type: "waiting", reason: `${reason} (Slurm job ${id})` });
  });

  test("a reason with more words keeps them, one that nobody explained stands as it is", () => {
    const waits = (reason: string, state = "PENDING") => whyItWaits({ state, reason });
    expect(waits("ReqNodeNotAvail, UnavailableNodes:gpu1")).toBe(
      "PENDING (ReqNodeNotAvail, UnavailableNodes:gpu1): a node that it needs is down, reserved or drained",
    );
    expect(waits("QOSMaxGRESPerUser")).toMatch(/^PENDING \(QOSMaxGRESPerUser\): the account or the quality of service/);
    expect(waits("SomethingNew")).toBe("PENDING (SomethingNew)");
    expect(waits("", "SUSPENDED")).toBe("SUSPENDED: the cluster gave its nodes to another job for a while");
  });

  test("lines that are no rows are passed over", () => {
    expect(queueRows("slurm_load_jobs error: Unable to contact\n\n7|RUNNING|gpu1|x|a|b\n")).toEqual([
      { id: "7", state: "RUNNING", nodes: "gpu1", name: "x", reason: "a|b" },
    ]);
  });
});

describe("a task of an array", () => {
  /** What Slurm 22.05 printed of an array of four, with two of them on nodes. */
  const rows = queueRows("31_[2-3]|PENDING||a|Resources\n31_0|RUNNING|gpu1|a|None\n31_1|RUNNING|gpu2|a|None\n");
  const rowOf = (number: string) => rows.find((row) => isAbout(row, number))?.id;

  test("has a row of its own once it runs, and one with all that wait before", () => {
    expect(["31_0", "31_1", "31_2", "31_3", "31_4", "3_1", "31"].map(rowOf)).toEqual([
      ...["31_0", "31_1", "31_[2-3]", "31_[2-3]", undefined, undefined, undefined],
    ]);
    expect(standingOf(rows[1]!)).toMatchObject({ type: "running", host: "gpu1", clusterJob: "31_0" });
    expect(standingOf(rows[0]!)).toMatchObject({ reason: expect.stringContaining("(Slurm job 31_[2-3])") });
  });

  test.each([
    ["31_[0,2-4,9%2]", [0, 2, 3, 4, 9]],
    ["31_[1-9:4]", [1, 5, 9]],
    ["31_7", [7]],
  ])("%s stands for the tasks %j", (id, tasks) => {
    expect([...Array(12).keys()].filter((task) => isAbout({ id }, `31_${task}`))).toEqual(tasks);
  });

  test("is in the accounting under its own number, and under that of all where none had begun", () => {
    const text = "31_1|NODE_FAIL|0:0|gpu2|None\n31_[2-3]|CANCELLED by 0|0:0|None assigned|None\n";
    expect(accountRows(text).map(({ id, state }) => [id, state])).toEqual([
      ["31_1", "NODE_FAIL"],
      ["31_[2-3]", "CANCELLED"],
    ]);
  });
});

describe("a job that the queue no longer has", () => {
  const lost = (reason: string) => ({ type: "lost", reason });
  const outOfTime = { type: "limit", limit: "seconds", detail: "The time that Slurm gave it was up (TIMEOUT)." };

  test("its own word comes first", () => {
    expect(howItEnded(whole("failed", { exit: { type: "exited", code: 0 } }))).toEqual({ type: "exited", code: 0 });
  });

  test("what it left when it was told to end is not its own word", () => {
    const exit = { type: "exited", code: 143 } as const;
    expect(howItEnded(whole("preempted-cancel", { exit, told: "end" }))).toEqual(
      lost("A job of higher priority took its place on gpu1 (PREEMPTED)."),
    );
    expect(howItEnded(whole("ok", { exit, told: "time" }))).toEqual(outOfTime);
  });

  test("ended by KILL, it is asked whether its memory was used up; otherwise that is its exit code", () => {
    const exit = { type: "exited", code: 137 } as const;
    const row: EndRow = { id: "1", state: "OUT_OF_MEMORY", exitCode: 0, signal: 125, nodes: "gpu3", reason: "" };
    expect(howItEnded(whole("failed", { exit, account: row }))).toMatchObject({ type: "limit", limit: "memoryMb" });
    expect(howItEnded(whole("failed", { exit }))).toEqual(exit);
  });

  test("one that ended well in time after being told keeps its numbers", () => {
    const exit = { type: "exited", code: 0 } as const;
    expect(howItEnded(whole("timeout", { exit, told: "time" }))).toEqual(exit);
  });

  test.each([
    ["timeout", outOfTime],
    ["node-dies", lost("The node failed while it ran on gpu2 (NODE_FAIL).")],
    ["cancelled", lost("It was cancelled on the cluster by user 0, not from here (CANCELLED).")],
    ["cancelled-waiting", lost("It was cancelled on the cluster, not from here (CANCELLED).")],
    ["preempted-cancel", lost("A job of higher priority took its place on gpu1 (PREEMPTED).")],
    ["too-many", lost("Its script ended with exit code 1 (FAILED), without a word of the experiment.")],
    ["failed", lost("Its script ended on gpu1 with exit code 3 (FAILED), without a word of the experiment.")],
  ])("%s, as the accounting has it", (name, how) => {
    expect(howItEnded(whole(name))).toEqual(how);
  });

  test.each([
    ["timeout", outOfTime],
    ["node-dies", lost("The node failed while it ran on gpu2 (NODE_FAIL).")],
    ["cancelled", lost("It was cancelled on the cluster, not from here (CANCELLED).")],
    ["too-many", lost("No node of the cluster has what it asks for (BadConstraints).")],
  ])("%s, as the controller remembers it where there is no accounting", (name, how) => {
    expect(howItEnded(whole(name, { account: undefined }))).toEqual(how);
  });

  test("cancelled from here, whatever else is written", () => {
    expect(howItEnded(whole("cancelled", { cancelled: true }))).toEqual({ type: "cancelled" });
  });

  test("cancelled by the researcher's own hand on the cluster", () => {
    expect(howItEnded(whole("cancelled", { user: "0" }))).toEqual(
      lost("It was cancelled on the cluster by your own account, not from here (CANCELLED)."),
    );
  });

  test("cancelled by somebody whose name the cluster knows", () => {
    expect(howItEnded(whole("cancelled", { who: "operator" }))).toMatchObject({
      reason: "It was cancelled on the cluster by user operator, not from here (CANCELLED).",
    });
  });

  test("states that this cluster could not be brought to", () => {
    const row = (state: string): EndRow => ({ id: "1", state, exitCode: 0, signal: 9, nodes: "gpu3", reason: "" });
    const ends = (state: string) => howItEnded(whole("ok", { account: row(state), control: undefined }));
    expect(ends("OUT_OF_MEMORY")).toEqual({
      ...{ type: "limit", limit: "memoryMb" },
      detail: "It used more memory than Slurm gave it on gpu3 (OUT_OF_MEMORY).",
    });
    expect(ends("DEADLINE")).toMatchObject({ type: "limit", limit: "seconds" });
    expect(ends("BOOT_FAIL")).toMatchObject(lost("The node could not be started (BOOT_FAIL)."));
    expect(ends("COMPLETED")).toMatchObject({ type: "lost" });
  });

  test("a script that could not begin says why", () => {
    const row = (exitCode: number): EndRow => ({
      ...{ id: "1", state: "FAILED", exitCode, signal: 0, nodes: "gpu3", reason: "NonZeroExitCode" },
    });
    const ends = (exitCode: number, said: string) => howItEnded(whole("ok", { account: row(exitCode), said }));
    expect(ends(97, "")).toEqual(
      lost("The node gpu3 does not see its folder: set compute.remoteFolder to one that all nodes share."),
    );
    expect(ends(127, "x\npython: not found\n")).toEqual(
      lost("Its script ended on gpu3 with exit code 127 (FAILED, NonZeroExitCode). It said: python: not found."),
    );
  });

  test("started again and again", () => {
    expect(howItEnded(whole("node-dies-requeued", { told: "restarts" }))).toEqual(
      lost("The cluster started it four times, and each time something ended it. It was not started again."),
    );
  });

  test("nobody knows: that is what is said, and not that it failed", () => {
    expect(howItEnded(whole("ok", { account: undefined, control: undefined }))).toEqual(
      lost("Slurm no longer knows the job, and the job left no word of how it ended."),
    );
  });

  test("a row from before a requeue is no end", () => {
    const requeued = { ...whole("node-dies-requeued"), control: control.find(({ state }) => state === "PENDING") };
    expect(howItEnded({ ...requeued, account: undefined })).toMatchObject({ type: "lost", reason: /no longer knows/ });
  });
});

test("the accounting's row of the last start counts", () => {
  const rows = accountRows("5|NODE_FAIL|0:0|gpu2|None\n5|COMPLETED|0:0|gpu1|None\n5.batch|COMPLETED|0:0|gpu1|\n");
  expect(rows.map(({ state }) => state)).toEqual(["NODE_FAIL", "COMPLETED"]);
  expect(accountRows("9|CANCELLED by 1000|0:15|gpu1|None")).toEqual([
    { id: "9", state: "CANCELLED", by: "1000", exitCode: 0, signal: 15, nodes: "gpu1", reason: "" },
  ]);
});
