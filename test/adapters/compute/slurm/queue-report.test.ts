import { describe, expect, test } from "vitest";
import { type Queue, reportsOf, type Seen } from "../../../../src/adapters/compute/slurm/queue-report";

type Left = Queue["jobs"][number];

/** A job that runs as number 7 and has left no word yet. */
const running: Left = {
  ...{
    job: "p-a",
    number: "7",
    exit: null,
    told: null,
    account: null,
    control: null,
    who: null,
    cancelled: false,
    there: true,
  },
  ...{ state: { type: "running", host: "gpu1.cluster", gpus: [2, 3] }, seconds: 5, said: "", stdout: 10, stderr: 0 },
};
const start = Date.parse("2026-11-25T12:00:00Z");
const nothingSeen: Seen = { now: start, unseenSince: undefined, missingSince: new Map() };
const inQueue = "7|RUNNING|gpu1|ai-a|None\n";

function told(left: Partial<Left>, answer: Partial<Queue> = {}, before: Seen = nothingSeen) {
  const whole = { queue: inQueue, unseen: null, user: "1000", jobs: [{ ...running, ...left }], ...answer };
  const { reports, seen } = reportsOf(whole, before);
  return { report: reports[0]!, seen };
}

const exited = { how: { type: "exited", code: 0 }, seconds: 9, peakMemoryMb: 3, violations: [] };

describe("a job that the queue has", () => {
  test("runs on the node that the queue names, with the GPUs that its supervisor names", () => {
    expect(told({}).report).toEqual({
      ...{ job: "p-a", seconds: 5, stdout: 10, stderr: 0, over: null },
      state: { type: "running", host: "gpu1", gpus: [2, 3], clusterJob: "7" },
    });
  });

  test("is over once its supervisor said so, though Slurm still tidies up", () => {
    expect(told({ exit: exited }).report.over).toEqual({ exit: exited });
  });

  test("ended by KILL, it is not over before Slurm can say why", () => {
    expect(told({ exit: { ...exited, how: { type: "exited", code: 137 } } }).report.over).toBeNull();
  });

  test("is not over when it was told to end and is put back into the queue, whatever it left", () => {
    const left = { exit: { ...exited, how: { type: "cancelled" } }, told: "end" } as const;
    const { report } = told(left, { queue: "7|PENDING||ai-a|BeginTime\n" });
    expect(report).toMatchObject({ over: null, state: { type: "waiting" } });
  });

  test("what an experiment wrote in the place of the supervisor's word is none", () => {
    expect(told({ exit: "mine" }).report.over).toBeNull();
  });
});

describe("a cluster that does not answer", () => {
  const away = { queue: "", unseen: "Unable to contact slurm controller" };

  test("leaves its jobs unseen since the first time, and forgets that when it answers again", () => {
    const first = told({}, away);
    const second = told({}, away, { ...first.seen, now: start + 60_000 });
    for (const { report } of [first, second])
      expect(report).toMatchObject({
        over: null,
        state: {
          ...{ type: "unseen", since: "2026-11-25T12:00:00.000Z" },
          reason: "Slurm does not answer: Unable to contact slurm controller.",
        },
      });
    expect(told({}, {}, second.seen).seen.unseenSince).toBeUndefined();
  });

  test("does not keep a job from telling that it is done", () => {
    expect(told({ exit: exited }, away).report.over).toEqual({ exit: exited });
  });
});

describe("a job that the queue no longer has", () => {
  const gone = { queue: "8|RUNNING|gpu1|other|None\n" };

  test("is looked for again for twenty seconds before it counts as lost", () => {
    const first = told({}, gone);
    expect(first.report.over).toBeNull();
    const later = told({}, gone, { ...first.seen, now: start + 19_000 });
    expect(later.report.over).toBeNull();
    expect(told({}, gone, { ...later.seen, now: start + 21_000 }).report.over).toEqual({
      how: { type: "lost", reason: "Slurm no longer knows the job, and the job left no word of how it ended." },
    });
  });

  test("that was seen again meanwhile is looked for anew", () => {
    const { seen } = told({}, gone);
    const back = told({}, {}, { ...seen, now: start + 10_000 }).seen;
    expect(told({}, gone, { ...back, now: start + 25_000 }).report.over).toBeNull();
  });

  test("ends with the accounting's reason; a limit keeps what the supervisor measured", () => {
    const left = { exit: { ...exited, how: { type: "cancelled" } }, told: "time" } as const;
    expect(told({ ...left, account: "7|TIMEOUT|0:0|gpu1|None\n" }, gone).report.over).toEqual({
      exit: { ...exited, how: { type: "limit", limit: "seconds", detail: expect.stringContaining("TIMEOUT") } },
    });
    expect(told({ account: "7|NODE_FAIL|0:0|gpu1|None\n" }, gone).report.over).toEqual({
      how: { type: "lost", reason: "The node failed while it ran on gpu1 (NODE_FAIL)." },
    });
  });

  test("stands in the accounting as running for a while: that is no end", () => {
    expect(told({ account: "7|RUNNING|0:0|gpu1|None\n" }, gone).report.over).toBeNull();
  });

  test("was cancelled from here", () => {
    expect(told({ cancelled: true }, gone).report.over).toEqual({ how: { type: "cancelled" } });
  });
});

test("a job that never came to the cluster was never submitted, or was stopped before", () => {
  expect(told({ number: null }).report.over).toEqual({ how: { type: "lost", reason: "It was never submitted." } });
  expect(told({ number: null, cancelled: true }).report.over).toEqual({ how: { type: "cancelled" } });
});

test("a folder that this login node does not see is looked for again before it counts as gone", () => {
  const first = told({ there: false, number: null });
  expect(first.report.over).toBeNull();
  expect(told({ there: false, number: null }, {}, { ...first.seen, now: start + 21_000 }).report.over).toEqual({
    how: { type: "lost", reason: "Its folder on the cluster is gone." },
  });
});
