import { describe, expect, test } from "vitest";
import { runsTree } from "../../../src/editor/models/runs-tree";
import type { JobState } from "../../../src/research/job-state";
import type { NewRunEvent } from "../../../src/research/run-event";
import { AT, begun, board, drawn, l10n, measured, recordOf } from "../a-board";

const JOB = "run_1-attempt-1-0123456789";
const started: NewRunEvent[] = [
  { type: "waiting", step: "run 1, attempt 1: launch", for: "launch", text: "Double rate" },
  { type: "step-finished", step: "run 1, attempt 1: job", result: JOB },
];
const TRACEBACK = `Traceback (most recent call last):
  File "/far/away/work/experiment.py", line 41, in <module>
    print(rat)
NameError: name 'rat' is not defined
`;
const crashed: NewRunEvent = {
  type: "step-finished",
  step: "run 1, attempt 1: outcome",
  result: { end: { how: { type: "exited", code: 1 }, stdoutEnd: "epoch 1", stderrEnd: TRACEBACK } },
};

function rows(state: JobState, changes: Parameters<typeof begun>[0] = {}) {
  const record = recordOf(...started);
  const view = { ...record.view, live: "epoch 3", job: state };
  return runsTree(l10n, board(begun({ record: { ...record, view }, ...changes })));
}

describe("a job says where it stands", () => {
  test("running somewhere else: the host, the GPUs it has to itself, the cluster's number", () => {
    expect(drawn(rows({ type: "running", host: "h100-box", gpus: [0, 3], clusterJob: "4711" }))).toBe(
      "loading~spin Double rate | 1 min 05 s of 2 min 00 s · h100-box · GPU 0, 3 · job 4711 · epoch 3",
    );
  });

  test("waiting: for what; nothing spins", () => {
    const [row] = rows({ type: "waiting", reason: "Resources" });
    expect(row).toMatchObject({ icon: "clock", description: "waiting: Resources · epoch 3" });
  });

  test("what it waited before it ran is no part of its time", () => {
    const since = new Date(Date.parse(AT) + 50_000).toISOString();
    const state: JobState = { type: "running", gpus: [], host: "gpu1", clusterJob: "31", since };
    expect(drawn(rows(state))).toBe("loading~spin Double rate | 15 s of 2 min 00 s · gpu1 · job 31 · epoch 3");
    expect(drawn(rows({ ...state, detail: "seed 0: done; seed 1: running" }))).toContain(
      "job 31 · seed 0: done; seed 1: running",
    );
  });

  test("unseen: since when, and that this says nothing about the run; its last line is no news any more", () => {
    const since = new Date(Date.parse(AT) - 115_000).toISOString();
    const [row] = rows({ type: "unseen", since, reason: "Connection timed out" });
    expect(row).toMatchObject({ icon: "debug-disconnect", description: "last seen 3 min 00 s ago" });
    expect(row?.tooltip).toContain("Connection timed out");
    expect(row?.tooltip).toContain("it goes on there");
    expect(row?.spoken).toBe("Double rate, last seen 3 min 00 s ago");
  });

  test("watched by nobody, after a reload or a pause: whatever was known of it, it is watched again on Resume", () => {
    const away = { here: false, locked: false };
    const state = { type: "unseen", since: AT, reason: "Connection timed out" } as const;
    expect(drawn(rows(state, away))).toBe("debug-pause Double rate | watched again on Resume");
  });

  test("its row opens its log", () => {
    expect(rows({ type: "running", gpus: [] })[0]).toMatchObject({ command: "openLog", subject: { job: JOB } });
  });
});

describe("a job that crashed", () => {
  test("has a row that leads to the line, until the model's next attempt runs", () => {
    const idea = begun({ record: recordOf(...started, crashed) });
    const [row, ...others] = runsTree(l10n, board(idea));
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      icon: "error",
      label: "Double rate",
      description: "NameError: name 'rat' is not defined · experiment.py:41",
      command: "openFailure",
      subject: { job: JOB },
    });
    const again: NewRunEvent = { type: "step-finished", step: "run 1, attempt 2: job", result: "j2" };
    const next = runsTree(l10n, board(begun({ record: recordOf(...started, crashed, again) })));
    expect(next.map(({ id }) => id)).toEqual(["job:adaptive-steps"]);
  });

  test("that an attempt after it made good is forgotten", () => {
    const record = recordOf(
      ...started,
      crashed,
      { type: "step-finished", step: "run 1, attempt 2: job", result: "j2" },
      {
        type: "step-finished",
        step: "run 1, attempt 2: outcome",
        result: { end: { how: { type: "exited", code: 0 }, stdoutEnd: "", stderrEnd: "" } },
      },
    );
    expect(record.crash).toBeUndefined();
    expect(record.jobs).toEqual({ "run 1, attempt 1": JOB, "run 1, attempt 2": "j2" });
  });

  test("and was the last of its run is told on the row of the run alone", () => {
    const outcome = { type: "crashed", exitCode: 1, stdoutEnd: "", stderrEnd: TRACEBACK };
    const run = { ...measured(1, "Double rate", {}), outcome };
    const shown = begun({ record: recordOf(...started, crashed, { type: "run-recorded", run }) });
    const [row, ...others] = runsTree(l10n, board(shown));
    expect(others).toEqual([]);
    expect(drawn([row!])).toBe(
      [
        "error Double rate | NameError: name 'rat' is not defined · experiment.py:41",
        "  debug-stackframe NameError: name 'rat' is not defined · experiment.py:41",
      ].join("\n"),
    );
    expect(row?.children?.[0]).toMatchObject({ command: "openFailure", subject: { job: JOB } });
  });

  test("a program that is stopped or ends well is no crash, and neither is a line of an old journal without its end", () => {
    const odd: NewRunEvent = { type: "step-finished", step: "run 1, attempt 1: outcome", result: { end: "?" } };
    expect(recordOf(...started, odd).crash).toBeUndefined();
  });
});

describe("a run that the researcher marked invalid", () => {
  const run = measured(1, "Half rate", { moons: [0.5, 0.51, 0.49] });
  const mark = { type: "run-judged", run: 1, commit: run.commit, reason: "It saw the test set." } as const;

  test("says so with the reason, shows no numbers, and can be taken back", () => {
    const record = recordOf({ type: "run-recorded", run }, { ...mark, invalid: true });
    const [row] = runsTree(l10n, board(begun({ record })));
    expect(row).toMatchObject({
      icon: "circle-slash",
      description: "marked invalid: It saw the test set.",
      context: "run.marked",
      subject: { run: 1 },
    });
    const back = recordOf(
      { type: "run-recorded", run },
      { ...mark, invalid: true },
      { ...mark, invalid: false, reason: "" },
    );
    expect(runsTree(l10n, board(begun({ record: back })))[0]).toMatchObject({ context: "run.measured" });
  });

  test("is never the baseline, which everything is compared with", () => {
    const baseline = measured(0, "Baseline", { moons: [1, 1, 1] });
    const record = recordOf({ type: "run-recorded", run: baseline });
    expect(runsTree(l10n, board(begun({ record })))[0]).toMatchObject({ context: "run.baseline" });
  });
});
