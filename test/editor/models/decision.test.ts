import { expect, test } from "vitest";
import { decisionOn, proposalFrom } from "../../../src/editor/models/decision";
import type { Intent } from "../../../src/research/change";
import { hunk } from "../a-board";

const intent: Intent = { idea: "i", step: "run 1", title: "t", why: "", kind: "code", model: "m", hunks: [] };

test("all taken as proposed leaves nothing to remark", () => {
  expect(decisionOn(intent, [hunk()], [hunk()], [])).toEqual({ approved: true, remarks: "", by: "researcher" });
});

test("all turned down is no approval, and says what was rejected", () => {
  const decision = decisionOn(intent, [hunk({ title: "Double the rate" })], [], []);
  expect(decision.approved).toBe(false);
  expect(decision.remarks).toContain("Rejected in experiment.py (“Double the rate”)");
});

test("after a reload, undecided hunks are counted from the commit again", () => {
  const accepted = hunk({ oldStart: 3, oldLines: 1, newStart: 3, newLines: 4 });
  const undecided = hunk({ id: "h2", oldStart: 13, newStart: 13 });
  expect(proposalFrom([undecided], [accepted]).map(({ oldStart }) => oldStart)).toEqual([3, 10]);
});

test("what was rejected before a reload is remembered by its title", () => {
  const named: Intent = {
    ...intent,
    hunks: [
      { path: "experiment.py", title: "Kept", why: "" },
      { path: "experiment.py", title: "Dropped", why: "" },
    ],
  };
  const kept = hunk({ title: "Kept" });
  expect(decisionOn(named, [kept], [kept], [kept]).remarks).toBe("Rejected in experiment.py (“Dropped”).");
});
