import { describe, expect, test } from "vitest";
import type { IdeaCommit } from "../../src/research/idea-commit";
import type { NewRunEvent, RunEvent } from "../../src/research/run-event";
import { grouped, type TimelineEntry, timelineOf, totalsOf } from "../../src/research/timeline";
import { measuredRun } from "../fakes/study";

/** One event a minute, from three o'clock. */
const journal = (...events: NewRunEvent[]): RunEvent[] =>
  events.map((event, minute) => ({ ...event, at: at(minute) }) as RunEvent);
const at = (minute: number) => new Date(Date.UTC(2026, 0, 2, 3, minute)).toISOString();
const finished = (step: string, result: unknown): NewRunEvent => ({ type: "step-finished", step, result });
const asked = (step: string, dollars = 0.1): NewRunEvent => ({
  ...{ type: "model-called", step, stage: "experiments", model: "m", dollars, seconds: 1, transcript: `t-${step}` },
  ...{ usage: { input: 900, cachedInput: 0, output: 100, reasoning: 0, source: "reported" }, outcome: "answered" },
});
const commit = (hash: string, step: string, kind: IdeaCommit["kind"], minute = 0): IdeaCommit => ({
  ...{ commit: hash, parent: "p", at: at(minute), title: `Title of ${hash}`, kind, step, model: "m", edited: false },
  files: [{ path: "experiment.py", change: "changed", added: 2, removed: 1 }],
});
/** `who: what` of each entry, with the number of questions that led to it. */
const told = (entries: readonly TimelineEntry[]) =>
  entries.map(
    ({ by, fact, asked: questions }) => `${by}: ${fact.type}${questions ? ` (${questions.calls.length})` : ""}`,
  );

const began = finished("idea", { Name: "one", Title: "One", Experiment: "Try." });
const change: NewRunEvent[] = [
  asked("run 1, attempt 1: change"),
  asked("run 1, attempt 1: change, answer 2"),
  finished("run 1, attempt 1: proposal", { files: ["experiment.py"], hunks: [{}, {}] }),
  { type: "waiting", step: "run 1, attempt 1: decision", for: "change", text: "Cosine schedule" },
];
const decision = {
  approved: true,
  remarks: "Rejected in experiment.py",
  by: "researcher",
  tally: { accepted: 1, rejected: 1 },
};

describe("a change", () => {
  test("is one entry with the questions that led to it, its decision and its commit", () => {
    const events = journal(
      began,
      ...change,
      finished("run 1, attempt 1: decision", decision),
      finished("run 1, attempt 1: commit", { commit: "c1" }),
    );
    const [, entry, ...more] = timelineOf(events, [commit("c1", "run 1, attempt 1", "change")]);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      ...{ at: at(5), by: "researcher", group: "run 1", asked: { tokens: 2000, dollars: 0.2 } },
      fact: {
        title: "Cosine schedule",
        files: ["experiment.py"],
        hunks: 2,
        decision: { approved: true, tally: { accepted: 1, rejected: 1 } },
        commit: { commit: "c1" },
      },
    });
  });

  test("that waits is the model's, and has no decision yet", () => {
    const [, entry] = timelineOf(journal(began, ...change), []);
    expect(entry).toMatchObject({ by: "model", fact: { title: "Cosine schedule", decision: undefined } });
  });

  test("holds what the researcher asked for on the way, and what that cost", () => {
    const request = { type: "request", hunk: {}, text: "Use 200 steps." };
    const events = journal(
      began,
      ...change,
      finished("run 1, attempt 1: decision", request),
      asked("run 1, attempt 1, request 1"),
      { type: "waiting", step: "run 1, attempt 1, request 1: decision", for: "change", text: "Cosine schedule" },
      finished("run 1, attempt 1, request 1: decision", { ...decision, by: "policy" }),
    );
    const [, entry, ...more] = timelineOf(events, []);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ by: "policy", fact: { requests: ["Use 200 steps."] } });
    expect(entry!.asked?.calls).toHaveLength(3);
  });
});

test("a run is told from its launch to its numbers and its lesson; an attempt that crashed stays an entry of its own", () => {
  const run = { ...measuredRun(1, "Cosine schedule", [1.5, 1.6]), attempt: 2, lesson: "" };
  const crashed = { end: { how: { type: "exited", code: 1 }, seconds: 3 }, files: [] };
  const events = journal(
    began,
    { type: "waiting", step: "run 1, attempt 1: launch", for: "launch", text: "Cosine schedule" },
    finished("run 1, attempt 1: launch", true),
    finished("run 1, attempt 1: outcome", crashed),
    finished("run 1, attempt 2: launch", { by: "policy" }),
    finished("run 1, attempt 2: outcome", { end: { how: { type: "exited", code: 0 }, seconds: 4 } }),
    finished("run_1: results", "r1"),
    { type: "run-recorded", run },
    asked("run 1: lesson"),
    { type: "run-recorded", run: { ...run, lesson: "It fell." } },
    finished("notes after run 1", "n1"),
  );
  const entries = timelineOf(events, [
    commit("r1", "run_1: results", "record"),
    commit("n1", "notes after run 1", "record"),
  ]);
  expect(told(entries)).toEqual([
    "researcher: began",
    "researcher: launched",
    "program: ran",
    "policy: launched",
    "program: ran",
    "model: asked (1)",
    "program: committed",
  ]);
  expect(entries[2]).toMatchObject({ fact: { attempt: 1, end: { code: 1 }, seconds: 3, run: undefined } });
  expect(entries[4]).toMatchObject({ fact: { attempt: 2, run: { lesson: "It fell." }, commit: { commit: "r1" } } });
  expect(new Set(entries.slice(1).map(({ group }) => group))).toEqual(new Set(["run 1"]));
});

test("figures, typesetting, reviews, notes and the end have their entries, each in its group", () => {
  const paper = { title: "T", source: "s", commit: "c", pdf: "p.pdf", pages: 6, problems: [] };
  const events = journal(
    began,
    { type: "stage-entered", stage: "plots" },
    finished("plots, attempt 1: outcome", {
      end: { how: { type: "exited", code: 0 }, seconds: 2 },
      files: ["kl.png", "x.txt"],
    }),
    { type: "stage-entered", stage: "paper" },
    finished("draft: typeset 1", paper),
    asked("review 1: referee 1"),
    asked("review 1: meta-review"),
    { type: "noted", level: "warning", text: "$8 of $10 are spent." },
    { type: "ended", how: "budget", reason: "Budget reached." },
  );
  const entries = timelineOf(events, []);
  expect(grouped(entries).map(([group, some]) => [group, ...told(some)])).toEqual([
    ["start", "researcher: began"],
    ["plots", "program: drew"],
    ["paper", "program: typeset"],
    ["review 1", "model: reviewed (2)", "program: noted", "program: ended"],
  ]);
  expect(entries.find(({ fact }) => fact.type === "drew")?.fact).toMatchObject({ files: ["kl.png"] });
  expect(entries.find(({ fact }) => fact.type === "typeset")?.fact).toMatchObject({ pages: 6, pdf: true, problems: 0 });
});

test("commits that no step tells of stand where they were made: those without trailers are the researcher's", () => {
  const events = journal(began, finished("baseline: launch", true), asked("plan of the runs"));
  const entries = timelineOf(events, [
    commit("f1", "", "foreign", 1.5),
    commit("h1", "run 1: start: by hand", "hand", 9),
  ]);
  expect(told(entries)).toEqual([
    "researcher: began",
    "researcher: launched",
    "researcher: committed",
    "model: asked (1)",
    "researcher: committed",
  ]);
  expect(entries.map(({ group }) => group)).toEqual(["start", "baseline", "baseline", "plan", "run 1"]);
});

test("steps that are reopened for one reason are one entry", () => {
  const reopened = (step: string, reason: string): NewRunEvent => ({ type: "step-reopened", step, reason });
  const events = journal(
    began,
    reopened("baseline: job", "It crashed."),
    reopened("baseline: outcome", "It crashed."),
    reopened("run 1: lesson", "The researcher asked for it."),
  );
  expect(told(timelineOf(events, []))).toEqual(["researcher: began", "program: reopened", "researcher: reopened"]);
});

test("totals say who did how much, at what cost", () => {
  const events = journal(
    began,
    ...change,
    finished("run 1, attempt 1: decision", decision),
    finished("run 1, attempt 1: outcome", { end: { how: { type: "exited", code: 0 }, seconds: 40 } }),
  );
  expect(totalsOf(timelineOf(events, [commit("f1", "", "foreign")]))).toEqual({
    ...{ calls: 2, tokens: 2000, dollars: 0.2, runs: 1, seconds: 40, byHand: 1 },
    decided: { researcher: 1, policy: 0 },
  });
});
