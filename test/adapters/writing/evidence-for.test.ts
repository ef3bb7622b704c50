import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openJournal } from "../../../src/adapters/journal/jsonl-journal";
import { ideaFolder, worktreeFolder } from "../../../src/adapters/project/desk";
import { evidenceFor } from "../../../src/adapters/writing/evidence-for";
import type { Run } from "../../../src/research/run";
import { measuredRun } from "../../fakes/study";
import { put } from "../workspace/a-repository";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "evidence-"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const info = JSON.stringify({ dino: { means: { kl: 1 } } });
const baseline = measuredRun(0, "Baseline", [1, 1.1]);
const other: Run = { ...measuredRun(1, "Wide", [0.9, 0.8]), against: [] };
const third: Run = { ...measuredRun(2, "Narrow", [1.2, 1.3]), against: ["Wide"] };

test("an idea's paper is rewritten from the idea's record, which says what its runs are compared with and which do not count", async () => {
  const worktree = worktreeFolder(project, "widths");
  put(worktree, { "run_0/final_info.json": info, "run_1/final_info.json": info, "run_2/final_info.json": info });
  const journal = await openJournal(ideaFolder(project, "widths"), { subject: "Widths", rehearsal: false });
  for (const run of [baseline, other, third]) await journal.append({ type: "run-recorded", run });
  await journal.close();
  const { evidence } = await evidenceFor(project, { kind: "rewrite" }, join(worktree, "latex/template.tex"));
  expect(evidence!.findings.baseline.name).toBe("Baseline");
  expect(evidence!.findings.runs.map(({ name, against }) => [name, against])).toEqual([
    ["Wide", []],
    ["Narrow", ["Wide"]],
  ]);
});

test("a paper of nobody's idea is written from the folder beside it", async () => {
  put(project, { "run_0/final_info.json": info, "run_1/final_info.json": info });
  const { evidence } = await evidenceFor(project, { kind: "fix" }, join(project, "latex/paper.tex"));
  expect(evidence!.findings.runs).toHaveLength(1);
  await expect(evidenceFor(project, { kind: "rewrite" }, "/nowhere/a/b/c/paper.tex")).rejects.toThrow("no evidence");
});
