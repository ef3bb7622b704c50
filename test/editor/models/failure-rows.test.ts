import { expect, test } from "vitest";
import { failureLines, failureNodes } from "../../../src/editor/models/failure-rows";
import { runsTree } from "../../../src/editor/models/runs-tree";
import type { Run } from "../../../src/research/run";
import { begun, board, drawn, l10n, measured } from "../a-board";

const failed: Run = {
  ...measured(2, "Wider layer", { dino: [1] }),
  outcome: {
    ...{ type: "timed-out", seconds: 60, lastLines: "", reached: "loss 0.5 on dino at step 10" },
    failure: { what: "out of time", advice: "Do less in the same time." },
    denied: ["It asked for the network, which runs have only where template.json says so."],
  },
};

test("a run without numbers says what to do, how far it had come and what it was refused", () => {
  expect(drawn(failureNodes(l10n, "x", failed))).toBe(
    [
      "lightbulb What to do: Do less in the same time.",
      "history How far it had come, which is no evidence: loss 0.5 on dino at step 10",
      "shield Refused: It asked for the network, which runs have only where template.json says so.",
    ].join("\n"),
  );
  expect(failureLines(l10n, failed.outcome)).toHaveLength(3);
  expect(failureNodes(l10n, "x", measured(1, "Cosine", { dino: [1] }))).toEqual([]);
});

test("a launch that nothing keeps apart says so before it is approved", () => {
  const caution = "The run has no sandbox and may do what you may. bubblewrap is not installed.";
  const launch = {
    ...{ name: "Wider layer", commit: "0123456789", command: "{python} x.py", place: "this machine", limitSeconds: 60 },
    cautions: [caution],
  };
  const rows = drawn(runsTree(l10n, board(begun({ launch }))));
  expect(rows).toContain(`warning Without a sandbox | ${caution}`);
});
