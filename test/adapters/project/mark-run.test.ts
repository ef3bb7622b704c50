import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readJournal } from "../../../src/adapters/journal/read-journal";
import { LiveJournals } from "../../../src/adapters/project/live-journals";
import { markRun, wantRun } from "../../../src/adapters/project/mark-run";
import { wantImprovement } from "../../../src/adapters/project/want-improvement";
import { claimSources } from "../../../src/claims/results-folder";
import { pointsOf } from "../../../src/research/points-of-review";
import { Review } from "../../../src/research/review";
import { isMeasured } from "../../../src/research/run";
import { next, nothingYet } from "../../../src/research/run-view";
import { findings, measuredRun } from "../../fakes/study";
import { aWorkspace } from "../workspace/a-repository";

const SLUG = "wider-layer";

const form = {
  Summary: "A small study.",
  Strengths: ["Clear."],
  Weaknesses: ["Only 3 seeds stand behind each interval."],
  ...{ Originality: 2, Quality: 2, Clarity: 3, Significance: 2 },
  Questions: ["Does it hold with more seeds?"],
  Limitations: [],
  "Ethical Concerns": false,
  ...{ Soundness: 2, Presentation: 3, Contribution: 2, Overall: 4, Confidence: 3 },
  Decision: "Reject",
};
const aReview = Review.parse({ form, ensemble: [form], spread: {}, model: "m", rehearsal: true, calibrated: false });

/** An idea with a baseline and one run, whose folder lies in its worktree; what its papers may rest on is read from there. */
async function anIdea(...events: object[]) {
  const { project, directory } = await aWorkspace({ "experiment.py": "a\n", "plot.py": "p\n" });
  const folder = join(project, ".ai-scientist/ideas", SLUG);
  mkdirSync(folder, { recursive: true });
  const all = [
    { type: "opened", format: 1, subject: "wider_layer", rehearsal: true },
    {
      type: "step-finished",
      step: "idea",
      result: { Name: "wider_layer", Title: "Wide", Experiment: "Widen." },
    },
    { type: "run-recorded", run: measuredRun(0, "Baseline", [1.7, 1.8, 1.75]) },
    { type: "run-recorded", run: measuredRun(1, "Cosine schedule", [1.5, 1.55, 1.6]) },
    ...events,
  ];
  const lines = all.map((event) => JSON.stringify({ ...event, at: "2026-01-02T03:04:05.000Z" }));
  writeFileSync(join(folder, "journal.jsonl"), `${lines.join("\n")}\n`);
  mkdirSync(join(directory, "run_1"), { recursive: true });
  writeFileSync(join(directory, "run_1/final_info.json"), '{"dino": {"means": {"kl": 1.55}}}');
  const desk = { folder: project, journals: new LiveJournals() };
  const view = async () => (await readJournal(folder)).reduce(next, nothingYet);
  const evidence = () => {
    const text = (path: string) => readFileSync(join(directory, path), "utf8");
    const texts = {
      "run_0/final_info.json": '{"dino": {"means": {"kl": 1.75}}}',
      "run_1/final_info.json": text("run_1/final_info.json"),
      "run_1/standing.json": text("run_1/standing.json"),
    };
    return claimSources(texts)!
      .findings.runs.filter(isMeasured)
      .map(({ number }) => number);
  };
  return { desk, view, evidence };
}

test("a run that is marked invalid is none in every view and no evidence of a paper, until the mark is taken back", async () => {
  const { desk, view, evidence } = await anIdea();
  await markRun(desk, SLUG, 1, { invalid: true, reason: "It trained on the test split." });
  expect((await view()).runs[1]!.outcome).toMatchObject({
    type: "invalid",
    reasons: ["Marked invalid by the researcher: It trained on the test split."],
  });
  expect(evidence()).toEqual([]);
  await markRun(desk, SLUG, 1, { invalid: false, reason: "" });
  expect((await view()).runs[1]!.outcome.type).toBe("measured");
  expect(evidence()).toEqual([1]);
});

test.each([
  ["the baseline", 0, "Doubt.", "every run is compared with it"],
  ["a run that is not there", 7, "Doubt.", "Run 7 of this idea has no numbers that count."],
  ["a run without a reason", 1, " ", "Say why the run does not count"],
])("%s cannot be marked, and the reason says why", async (_, run, reason, sentence) => {
  const { desk, view } = await anIdea();
  await expect(markRun(desk, SLUG, run, { invalid: true, reason })).rejects.toThrow(sentence);
  expect((await view()).marks).toEqual([]);
});

test("a run is added to the plan, also when the figures are drawn: then the next improvement makes it", async () => {
  const { desk, view } = await anIdea();
  await wantRun(desk, SLUG, findings.plan[0]!);
  expect((await view()).wanted).toEqual(["Wider network"]);
  const over = await anIdea({ type: "stage-entered", stage: "plots" });
  await wantRun(over.desk, SLUG, findings.plan[0]!);
  expect((await over.view()).planned.map(({ name }) => name)).toEqual(["Wider network"]);
});

test("points of the last review can be chosen once it is there, until the paper is being improved in them", async () => {
  const { desk, view } = await anIdea();
  const choose = (points: readonly string[]) => wantImprovement(desk, SLUG, points);
  await expect(choose(["weakness-1-00000000"])).rejects.toThrow("There is no review of this idea's paper yet");
  const folder = join(desk.folder, ".ai-scientist/ideas", SLUG);
  writeFileSync(join(folder, "review.json"), JSON.stringify(aReview));
  await expect(choose([])).rejects.toThrow("Choose at least one point");
  await expect(choose(["weakness-1-00000000"])).rejects.toThrow("has no point weakness-1-00000000");
  const [first] = pointsOf(aReview);
  await choose([first!.id]);
  expect((await view()).improvements).toEqual([{ round: 1, points: [first!.id] }]);
  const line = { type: "step-started", step: "improvement 1: wish", at: "2026-01-02T03:04:06.000Z" };
  appendFileSync(join(folder, "journal.jsonl"), `${JSON.stringify(line)}\n`);
  await expect(choose([first!.id])).rejects.toThrow("being improved in the points of this review already");
});
