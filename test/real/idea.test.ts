import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pdfReader } from "../../src/adapters/paper-reader/pdf-reader";
import { Environment } from "../../src/research/environment";
import { filledFormOf } from "../../src/research/filled-form";
import { Review } from "../../src/research/review";
import { scoresOf } from "../../src/research/review-form";
import { RunEvent } from "../../src/research/run-event";
import { git, put } from "../adapters/workspace/a-repository";
import { type Dying, killedAndResumed } from "./killed-and-resumed";
import { aiScientist, type Ended, jsonFile, linesOf } from "./program";
import { aFolder, foreignProject, forgetProjects, ideaOf, journalOf, stateOf } from "./projects";

const RUN = ["--model", "rehearsal", "--accept", "auto", "--scale", "smoke", "--json"];

/** Three ideas are walked at the same time: undisturbed, killed again and again, and on somebody else's template. */
let undisturbed: { project: string; before: string; ended: Ended };
let killed: Dying & { project: string };
let foreign: { project: string; before: string; ended: Ended };

beforeAll(async () => {
  [undisturbed, killed, foreign] = await Promise.all([walkDiffusion(), walkKilled(), walkForeign()]);
});
afterAll(forgetProjects);

async function walkDiffusion() {
  const project = await diffusionProject();
  put(project, { "README.md": "Mine, in no commit.\n", "staged.txt": "staged\n", "notes of mine.txt": "untracked\n" });
  git(project, "add", "staged.txt");
  const before = stateOf(project);
  return { project, before, ended: await aiScientist(["run", project, ...RUN]) };
}

async function walkKilled() {
  const project = await diffusionProject();
  const dying = await killedAndResumed({ project, run: RUN, kills: 6, seed: 20, events: 290 });
  return { project, ...dying };
}

async function walkForeign() {
  const project = foreignProject();
  const before = stateOf(project);
  return { project, before, ended: await aiScientist(["run", project, "--idea", "local_bandwidth", ...RUN]) };
}

async function diffusionProject(): Promise<string> {
  const project = join(aFolder(), "study");
  expect(await aiScientist(["new", project, "--template", "2d_diffusion"])).toMatchObject({ code: 0 });
  return project;
}

describe("an idea on the diffusion template, to the reviewed paper", () => {
  test("ends with exit 0; its events and its result are JSON lines", () => {
    expect(undisturbed.ended, undisturbed.ended.stderr).toMatchObject({ code: 0 });
    const lines = linesOf(undisturbed.ended.stdout);
    expect(lines.at(-1)).toMatchObject({ type: "result", how: "done" });
    const lasting = lines.slice(0, -1).filter(({ type }) => !type.startsWith("live-"));
    for (const event of lasting) expect(RunEvent.safeParse(event).error).toBeUndefined();
    const ofIdea = lasting.slice(lasting.findLastIndex(({ type }) => type === "opened"));
    expect(ofIdea).toEqual(journalOf(ideaOf(undisturbed.project).folder));
  });

  test("the paper has at least four pages and the stamp of the rehearsal", async () => {
    const { folder } = ideaOf(undisturbed.project);
    const { pages } = await pdfReader().read(join(folder, "paper.pdf"), new AbortController().signal);
    expect(pages.length).toBeGreaterThanOrEqual(4);
    expect(pages[0]).toContain("Rehearsal");
    expect(pages.join("\n")).not.toMatch(/\?\?|PLACEHOLDER|\bRun \d/);
  });

  test.each(["review.json", "review-2.json"])("%s fills the form, every field in its range", (file) => {
    const review = Review.parse(jsonFile(ideaOf(undisturbed.project).folder, file));
    expect(review).toMatchObject({ rehearsal: true, calibrated: false });
    expect(review.ensemble).toHaveLength(5);
    const scores = scoresOf(review.kind).map(({ name }) => name);
    const rounded = Object.fromEntries(scores.map((score) => [score, Math.round(Number(review.form[score]))]));
    expect(filledFormOf(review.kind).safeParse({ ...review.form, ...rounded }).error).toBeUndefined();
    for (const score of scores) {
      const [least, most] = review.spread[score]!;
      expect(review.form[score]).toBeGreaterThanOrEqual(least);
      expect(review.form[score]).toBeLessThanOrEqual(most);
    }
  });

  test("at least two runs besides the baseline were measured, each with what it was measured on", () => {
    const { folder, worktree } = ideaOf(undisturbed.project);
    const runs = new Map(
      journalOf(folder).flatMap((event) => (event.type === "run-recorded" ? [[event.run.number, event.run]] : [])),
    );
    const measured = [...runs.values()].filter(({ outcome }) => outcome.type === "measured");
    expect(measured.length).toBeGreaterThanOrEqual(3);
    for (const { number, environment } of measured) {
      const recorded = Environment.parse(jsonFile(worktree, `run_${number}`, "env.json"));
      expect(recorded).toEqual(environment);
      expect(recorded).toMatchObject({ scale: "smoke", seeds: [0, 1, 2] });
      expect(recorded.packages.torch).toMatch(/^\d+\.\d+/);
      expect(recorded.trainableParameters).toBeGreaterThan(100);
    }
  });

  test("a failed edit and a failed run are in the journal, and were recovered from", () => {
    const journal = journalOf(ideaOf(undisturbed.project).folder);
    const notes = journal.flatMap((event) => (event.type === "noted" ? [event.text] : []));
    const finished = new Set(journal.flatMap((event) => (event.type === "step-finished" ? [event.step] : [])));
    const edit = notes
      .map((text) => /^(run \d, attempt \d: change): the answer could not be used/.exec(text))
      .find(Boolean);
    expect(edit, notes.join("\n")).toBeTruthy();
    expect(finished).toContain(`${edit![1]}, answer 2`);
    expect(
      notes.some((text) => /attempt 1: crashed with exit code 1/.test(text)),
      notes.join("\n"),
    ).toBe(true);
    expect([...finished].some((step) => /^run \d, attempt 2: outcome$/.test(step))).toBe(true);
  });

  test("every commit says which step of which idea it was, by which model", () => {
    const { branch } = ideaOf(undisturbed.project);
    const trailers = ["Idea", "Step", "Model", "Rehearsal"].map(
      (key) => `%(trailers:key=AI-Scientist-${key},valueonly)`,
    );
    const log = git(undisturbed.project, "log", `--format=%s%x1f${trailers.join("%x1f")}%x1e`, `main..${branch}`);
    const commits = log.split("\x1e").map((entry) => entry.split("\x1f").map((field) => field.trim()));
    const whole = commits.filter((fields) => fields.length > 1);
    expect(whole.length).toBeGreaterThan(10);
    for (const [subject, idea, step, model, rehearsal] of whole) {
      expect([subject, step].every(Boolean), String(subject)).toBe(true);
      expect([idea, model, rehearsal]).toEqual([
        journalOf(ideaOf(undisturbed.project).folder)[0].subject,
        "rehearsal",
        "yes",
      ]);
    }
  });

  test("costs.json adds up to what the journal has", () => {
    const { folder } = ideaOf(undisturbed.project);
    const { dollars, stages } = jsonFile(folder, "costs.json");
    const calls = journalOf(folder).filter(({ type }) => type === "model-called");
    expect(dollars).toBe(0);
    const counted = Object.values<{ calls: number }>(stages).reduce((sum, stage) => sum + stage.calls, 0);
    expect(counted).toBe(calls.length);
  });

  test("the researcher's branch, index and status are as they were, but for the new ideas.json", () => {
    expect(stateOf(undisturbed.project).replace("?? ideas.json\n", "")).toBe(undisturbed.before);
    expect(jsonFile(undisturbed.project, "ideas.json")).toMatchObject([
      { rehearsal: true, novelty: { verdict: "unknown" } },
    ]);
    const dirty = journalOf(ideaOf(undisturbed.project).folder).find(({ text }) => /in no commit/.test(text ?? ""));
    expect(dirty).toMatchObject({ type: "noted", level: "warning" });
  });
});

describe("the same idea, with the whole program killed again and again", () => {
  test("it was killed each time, and resumed to the end", () => {
    expect(killed.kills.length, killed.ended.stderr).toBe(6);
    expect(killed.ended, killed.ended.stderr).toMatchObject({ code: 0 });
  });

  test("it made the same commits", () => {
    const titles = ({ project }: { project: string }) =>
      git(project, "log", "--format=%s", `main..${ideaOf(project).branch}`)
        .trim()
        .split("\n");
    expect(titles(killed)).toEqual(titles(undisturbed));
  });

  test("no job was submitted twice", () => {
    const submitted = ({ project }: { project: string }) => readdirSync(join(ideaOf(project).folder, "jobs")).sort();
    const withoutCommit = (names: string[]) => names.map((name) => name.replace(/-[0-9a-f]{10}$/, ""));
    expect(withoutCommit(submitted(killed))).toEqual(withoutCommit(submitted(undisturbed)));
  });

  test("no question was asked again but the one that was in flight", () => {
    const asked = journalOf(ideaOf(killed.project).folder).flatMap((event) =>
      event.type === "model-called" ? [event.step] : [],
    );
    const again = asked.filter((step, index) => asked.indexOf(step) !== index);
    const inFlight = killed.kills.flatMap(({ open }) => open);
    for (const step of again) expect(inFlight).toContain(step);
    expect(again.length).toBeLessThanOrEqual(killed.kills.length);
  });

  test("its reviews and its paper are there", () => {
    const { folder } = ideaOf(killed.project);
    for (const file of ["review.json", "review-2.json"])
      expect(Review.safeParse(jsonFile(folder, file)).error).toBeUndefined();
    expect(readFileSync(join(folder, "paper.pdf"), "latin1")).toMatch(/^%PDF/);
  });
});

test("a template that knows nothing of us, numpy only and with means only, runs to a paper", async () => {
  expect(foreign.ended, foreign.ended.stderr).toMatchObject({ code: 0 });
  const { folder, worktree } = ideaOf(foreign.project);
  const { pages } = await pdfReader().read(join(folder, "paper.pdf"), new AbortController().signal);
  expect(pages.length).toBeGreaterThanOrEqual(4);
  expect(readdirSync(worktree).filter((name) => /^run_\d$/.test(name)).length).toBeGreaterThanOrEqual(3);
  expect(Review.safeParse(jsonFile(folder, "review-2.json")).error).toBeUndefined();
  expect(stateOf(foreign.project)).toBe(foreign.before);
});
