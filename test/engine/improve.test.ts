import { beforeAll, describe, expect, test } from "vitest";
import { pursue } from "../../src/engine/pipeline";
import { wantedBefore } from "../../src/engine/stages/researchers-word";
import { isRoundWanted } from "../../src/engine/stages/wish-for-improvement";
import { Parameters } from "../../src/research/parameters";
import { pointsOf } from "../../src/research/points-of-review";
import type { Review } from "../../src/research/review";
import type { RunEvent } from "../../src/research/run-event";
import { next, nothingYet } from "../../src/research/run-view";
import { fakeLab } from "../fakes/lab";
import type { FakeWorkspace } from "../fakes/workspace";
import { CutJournal, copyOf, idea, PowerCut, template, type World, world } from "./rehearsal-world";

/** Few referees and no round by itself: the walks below are many. */
const parameters = { improvementRounds: 0, reviewers: 1, reviewReflections: 0 };

function walk({ workspace, compute, disk, model }: World, cutAfter = Number.POSITIVE_INFINITY) {
  const journal = new CutJournal(disk, cutAfter);
  return pursue(fakeLab({ model, workspace, compute, journal, template, parameters }), idea);
}

const viewOf = (history: readonly RunEvent[]) => history.reduce(next, nothingYet);
const paperIn = (workspace: FakeWorkspace) => workspace.commits.at(-1)!.files["latex/template.tex"]!;

/** The points of a review that the words are in. */
const pointsAbout = (review: Review, words: RegExp) => pointsOf(review).filter(({ text }) => words.test(text));

describe("a finished idea whose researcher chooses points of the last review", () => {
  let improved: World;
  let wished: World;
  let before: { readonly runs: number; readonly commits: number; readonly events: number; readonly paper: string };
  let chosen: readonly string[];
  let result: Awaited<ReturnType<typeof walk>>;

  beforeAll(async () => {
    improved = world();
    const first = await walk(improved);
    expect(first.reviews).toHaveLength(1);
    chosen = pointsAbout(first.reviews[0]!, /was tuned/).map(({ id }) => id);
    const { workspace, disk } = improved;
    before = {
      runs: viewOf(disk.history).runs.length,
      commits: workspace.commits.length,
      events: disk.history.length,
      paper: paperIn(workspace),
    };
    await disk.append({ type: "improvement-wanted", round: 1, points: [...chosen] });
    wished = copyOf(improved);
    result = await walk(improved);
  });

  test("gets a run for the point that only a measurement can answer, named and expected before it is made", () => {
    const { runs, improvements } = viewOf(improved.disk.history);
    const plan = improvements.find(({ round }) => round === 1)!.plan!;
    expect(plan.answers).toEqual([{ point: chosen[0], by: "run", why: expect.any(String) }]);
    expect(plan.runs[0]!.expectation).not.toBe("");
    expect(runs).toHaveLength(before.runs + 1);
    expect(runs.at(-1)).toMatchObject({ name: plan.runs[0]!.name, outcome: { type: "measured" } });
  });

  test("shows the run as planned until it is recorded", () => {
    const { history } = improved.disk;
    const planned = history.findIndex(
      (event) => event.type === "step-finished" && event.step === "improvement 1: plan, as it is followed",
    );
    const name = viewOf(history).runs.at(-1)!.name;
    expect(viewOf(history.slice(0, planned + 1)).planned.map((run) => run.name)).toEqual([name]);
    expect(viewOf(history).planned).toEqual([]);
  });

  test("has its figures drawn anew and the new result in its text, and is reviewed again", () => {
    const { runs } = viewOf(improved.disk.history);
    const steps = improved.workspace.commits.slice(before.commits).map(({ step }) => step);
    expect(steps).toContain("improvement 1, plots, attempt 1: figures");
    expect(steps).toContain("paper, improvement 1");
    expect(before.paper).not.toContain(runs.at(-1)!.name);
    expect(paperIn(improved.workspace)).toContain(runs.at(-1)!.name);
    expect(result.reviews).toHaveLength(2);
  });

  test("asks for edits in the chosen points alone", () => {
    const calls = improved.disk.of("model-called");
    const call = calls.find(({ step }) => step === "improvement 1: change")!;
    const asked = improved.disk.blobs.get(call.transcript)!;
    expect(asked).toContain("The researcher chose these points");
    expect(asked).toContain("No setting was tuned");
    expect(asked).not.toContain("The suspected mechanism is not observed (method");
  });

  test("goes on after a power cut as if there had been none", async () => {
    const { history } = improved.disk;
    for (let cut = before.events + 2; cut < history.length; cut += 5) {
      const disturbed = copyOf(wished);
      await expect(walk(disturbed, cut), `cut after event ${cut}`).rejects.toThrow(PowerCut);
      const resumed = await walk(disturbed);
      const where = `after event ${cut}: ${JSON.stringify(disturbed.disk.history[cut - 1]).slice(0, 120)}`;
      expect(resumed, where).toEqual(result);
      expect(disturbed.workspace.commits, where).toEqual(improved.workspace.commits);
      expect(disturbed.compute.started, where).toEqual(improved.compute.started);
      expect(disturbed.model.asked.length - improved.model.asked.length, where).toBeLessThanOrEqual(1);
    }
  });
});

test("a run that is asked for after the review is made, and the paper follows it", async () => {
  const wanted = world();
  const { reviews } = await walk(wanted);
  const { runs } = viewOf(wanted.disk.history);
  const planned = {
    name: "Asked late",
    from: "Baseline",
    against: [],
    change: "Set the ridge higher.",
    expectation: "",
  };
  await wanted.disk.append({ type: "run-wanted", planned });
  expect(viewOf(wanted.disk.history).planned.map(({ name }) => name)).toEqual(["Asked late"]);
  const after = await walk(wanted);
  expect(after.reviews).toHaveLength(reviews.length + 1);
  expect(viewOf(wanted.disk.history).runs).toHaveLength(runs.length + 1);
  expect(wanted.disk.of("model-called").some(({ step }) => step === "improvement 1: plan")).toBe(false);
  expect((await walk(wanted)).reviews).toHaveLength(reviews.length + 1);
});

test("a round that an older version began goes on without a wish", async () => {
  const old = world();
  const { workspace, compute, disk, model } = old;
  const everything = () => pursue(fakeLab({ model, workspace, compute, journal: disk, template }), idea);
  await everything();
  const history = disk.history.filter((event) => !("step" in event && event.step === "improvement 1: wish"));
  disk.history.splice(0, disk.history.length, ...history);
  const commits = workspace.commits.length;
  await disk.append({ type: "improvement-wanted", round: 1, points: ["weakness-1-00000000"] });
  expect((await everything()).reviews).toHaveLength(2);
  expect(workspace.commits).toHaveLength(commits);
});

test("a run that is asked for when the figures could not be drawn is made at once, and only once", async () => {
  const wanted = world();
  await walk(wanted);
  const { disk } = wanted;
  await disk.append({ type: "step-reopened", step: "plots: start", reason: "No figure could be drawn." });
  const planned = {
    name: "Asked between",
    from: "Baseline",
    against: [],
    change: "Set the ridge higher.",
    expectation: "",
  };
  await disk.append({ type: "run-wanted", planned });
  const { wanted: early } = viewOf(disk.history);
  expect(early).toEqual(["Asked between"]);
  const lab = { journal: disk, parameters: Parameters.parse({ scale: "smoke", ...parameters }) };
  expect(wantedBefore(lab, 99).map(({ name }) => name)).toEqual(["Asked between"]);
  expect(isRoundWanted(lab, 1)).toBe(false);
});
