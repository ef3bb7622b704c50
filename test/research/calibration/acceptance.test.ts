import { expect, test } from "vitest";
import { acceptanceOf, ReviewerCalibration } from "../../../src/research/calibration/acceptance";
import { calibrate } from "../../../src/research/calibration/calibration";
import { reviewLine } from "../../../src/research/calibration/review-table";
import type { Review } from "../../../src/research/review";

const papers = [4, 6, 8].flatMap((overall, step) =>
  Array.from({ length: 20 }, (_, place) => ({
    ...{ id: `${overall}-${place}`, accepted: place < 2 + 8 * step, overall, ratings: [] },
  })),
);
const kept = ReviewerCalibration.parse(JSON.parse(JSON.stringify({ model: "openai:x", ...calibrate(papers) })));

test("a calibration that was kept says of a score what became of papers with it", () => {
  const found = acceptanceOf(kept, "openai:x", { Overall: 6, Decision: "Accept" });
  expect(found).toEqual({
    chance: expect.closeTo(0.5, 9),
    interval: [expect.closeTo(0.37, 1), expect.closeTo(0.63, 1)],
    // Of two thresholds that are worth the same, the stricter.
    threshold: 8,
    papers: 60,
    ownDecision: "Accept",
  });
});

test("it says nothing of another model's scores, nor does no calibration", () => {
  expect(acceptanceOf(kept, "openai:y", { Overall: 6, Decision: "Accept" })).toBeUndefined();
  expect(acceptanceOf(undefined, "openai:x", { Overall: 6, Decision: "Accept" })).toBeUndefined();
});

test("a table of reviews has the model's own decision, not the one by its calibrated score", () => {
  const form = { Summary: "S", Overall: 6, Decision: "Reject" };
  const acceptance = acceptanceOf(kept, "openai:x", { Overall: 6, Decision: "Accept" });
  const columns = ["paper_id", "Overall", "Decision"];
  expect(reviewLine("p", { form, acceptance } as unknown as Review, columns)).toBe("p,6,Accept");
  expect(reviewLine("p", { form } as unknown as Review, columns)).toBe("p,6,Reject");
});
