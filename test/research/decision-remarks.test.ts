import { expect, test } from "vitest";
import type { Hunk } from "../../src/research/change";
import { remarksOn } from "../../src/research/decision-remarks";

const widen = hunk("width", 3, ["width = 32"], ["width = 64"]);
const slow = hunk("slow down", 9, ["rate = 3e-4"], ["rate = 1e-4"]);

test("a proposal that was taken as it was leaves nothing to say", () => {
  expect(remarksOn({ proposed: [widen, slow], accepted: [slow, widen], requests: [] })).toBe("");
});

test("what was rejected, edited or added by hand is told with its lines", () => {
  const other = hunk(undefined, 9, ["rate = 3e-4"], ["rate = 2e-4"]);
  const extra = hunk(undefined, 40, [], ["print(loss)"]);
  expect(remarksOn({ proposed: [widen, slow], accepted: [other, extra], requests: [] })).toBe(
    "Rejected in experiment.py (“width”):\n-width = 32\n+width = 64\n\n" +
      "Edited by hand in experiment.py (“slow down”). Proposed:\n-rate = 3e-4\n+rate = 1e-4\nTaken instead:\n-rate = 3e-4\n+rate = 2e-4\n\n" +
      "Added by hand in experiment.py:\n+print(loss)",
  );
});

test("a long hunk is cut", () => {
  const long = hunk(undefined, 1, [], [...Array(20).keys()].map(String));
  expect(remarksOn({ proposed: [long], accepted: [], requests: [] })).toMatch(/\+11\n… and 8 more lines$/);
});

function hunk(title: string | undefined, oldStart: number, removed: string[], added: string[]): Hunk {
  const place = { oldStart, oldLines: removed.length, newStart: oldStart, newLines: added.length };
  return { id: `${oldStart}${added[0]}`, path: "experiment.py", ...place, removed, added, ...(title ? { title } : {}) };
}
