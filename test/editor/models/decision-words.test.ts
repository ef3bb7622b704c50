import { expect, test } from "vitest";
import { decisionWords } from "../../../src/editor/models/decision-words";
import type { Review } from "../../../src/research/review";
import { l10n } from "../a-board";

test("what a decision rests on: the chance of such papers and the threshold, or the model's word alone", () => {
  const acceptance = { chance: 0.304, interval: null, threshold: 16 / 3, papers: 500, ownDecision: "Accept" } as const;
  expect(decisionWords(l10n, { acceptance } as unknown as Review)).toBe(
    "Chance of acceptance 30 % (interval unknown), by 500 papers that people decided about. The decision is by the score, from 5.33 on; the model's own was Accept.",
  );
  expect(decisionWords(l10n, {} as Review)).toBe("The decision is the model's own and not calibrated.");
});
