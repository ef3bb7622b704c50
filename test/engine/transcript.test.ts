import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { pursue } from "../../src/engine/pipeline";
import { citationsIn } from "../../src/latex/sections";
import { Run } from "../../src/research/run";
import type { FakeCompute } from "../fakes/compute";
import { FakeJournal } from "../fakes/journal";
import { fakeLab } from "../fakes/lab";
import { readTranscript, replayedCompute, replayedModel } from "../fakes/transcript";
import { FakeWorkspace } from "../fakes/workspace";

const transcript = readTranscript(join(__dirname, "../fixtures/transcripts/sampling-noise"));

describe("a whole idea that a thinking reader answered, walked again", () => {
  const journal = new FakeJournal();
  const workspace = new FakeWorkspace(transcript.files);
  const model = replayedModel(transcript.answers, journal);
  const compute = replayedCompute(transcript.jobs, workspace) as FakeCompute;
  let end: Awaited<ReturnType<typeof pursue>>;
  beforeAll(async () => {
    end = await pursue(fakeLab({ model, workspace, compute, journal, template: transcript.template }), transcript.idea);
  });
  const paper = () => workspace.commits.at(-1)!.files["latex/template.tex"]!;

  test("every answer was usable at the first reading", () => {
    expect(journal.of("noted").filter(({ text }) => /could not be used/.test(text))).toEqual([]);
  });

  test("every answer was asked for, and none besides", () => {
    expect(Object.keys(transcript.answers).filter((step) => !model.used.has(step))).toEqual([]);
  });

  test("five runs were measured, each one edit away from the result that it starts from", () => {
    const runs = journal.of("run-recorded").map(({ run }) => Run.parse(run));
    const last = new Map(runs.map((run) => [run.number, run]));
    expect([...last.values()].map(({ name, from }) => [name, from])).toEqual([
      ["Baseline", ""],
      ["Deterministic sampler", "Baseline"],
      ["Last weights", "Baseline"],
      ["Deterministic, last weights", "Deterministic sampler"],
      ["Low learning rate", "Baseline"],
      ["Deterministic, low rate", "Low learning rate"],
    ]);
    expect([...last.values()].every(({ outcome }) => outcome.type === "measured")).toBe(true);
  });

  test("the paper has every section, cites real keys, shows real figures and no placeholder", () => {
    expect(paper()).not.toContain("PLACEHOLDER");
    expect(new Set(citationsIn(paper())).size).toBeGreaterThanOrEqual(15);
    const shown = [...paper().matchAll(/\\includegraphics\[[^\]]*\]\{([^}]*)\}/g)].map((match) => match[1]);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(shown.filter((file) => !transcript.jobs["plots, attempt 1: outcome"]!.files.includes(file!))).toEqual([]);
  });

  test("no number of the paper is without a source, and no error is left in it", () => {
    expect(
      end.paper.problems.filter(({ severity, rule }) => severity === "error" || rule === "unsupported-number"),
    ).toEqual([]);
  });

  test("two reviews, every score in the form's range", () => {
    expect(end.reviews.map(({ form }) => form.Overall)).toEqual([3.8, 3.8]);
    expect(end.reviews.every(({ ensemble }) => ensemble.length === 5)).toBe(true);
  });
});
