import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { seenAgain, withSeen } from "../../src/claims/seen-results";

const sourcesWith = (loss: number, notes = "") =>
  claimSources({ "run_0/final_info.json": JSON.stringify({ sine: { means: { loss } } }), "notes.txt": notes })!;

test("a value that changed is kept as an earlier one, newest first, until it is back", () => {
  let seen = seenAgain(undefined, sourcesWith(0.1));
  expect(seen.earlier).toEqual({ 0: [] });
  for (const loss of [0.2, 0.3, 0.3, 0.4, 0.5]) seen = seenAgain(seen, sourcesWith(loss));
  expect(seen.earlier[0]!.map(({ mean }) => mean)).toEqual([0.4, 0.3, 0.2]);
  seen = seenAgain(seen, sourcesWith(0.3));
  expect(seen.earlier[0]!.map(({ mean }) => mean)).toEqual([0.5, 0.4, 0.2]);
});

test("it stands beside what the notes had of the run", () => {
  const notes = "## Run 0: Baseline\nResults: {'sine': {'loss': 0.7}}\n";
  const seen = seenAgain(seenAgain(undefined, sourcesWith(0.1)), sourcesWith(0.2, notes));
  expect(withSeen(sourcesWith(0.2, notes), seen).earlier![0]!.map(({ mean }) => mean)).toEqual([0.7, 0.1]);
});
