import { expect, test } from "vitest";
import { acceptanceOf, ReviewerCalibration } from "../../../src/research/calibration/acceptance";
import { calibrate } from "../../../src/research/calibration/calibration";
import { REVIEWER_COLUMNS, reviewLine } from "../../../src/research/calibration/review-table";
import type { Review } from "../../../src/research/review";
import { NEURIPS } from "../../../src/research/review-forms";

const papers = [4, 6, 8].flatMap((overall, step) =>
  Array.from({ length: 20 }, (_, place) => ({
    ...{ id: `${overall}-${place}`, accepted: place < 2 + 8 * step, overall, ratings: [] },
  })),
);
const kept = ReviewerCalibration.parse(JSON.parse(JSON.stringify({ model: "openai:x", ...calibrate(papers) })));

const reviewer = { form: "neurips", way: "form" } as const;
const said = { overall: 6, ownDecision: "Accept" } as const;

test("a calibration that was kept says of a score what became of papers with it", () => {
  const found = acceptanceOf(kept, { ...reviewer, model: "openai:x" }, said);
  expect(found).toEqual({
    chance: expect.closeTo(0.5, 9),
    interval: [expect.closeTo(0.37, 1), expect.closeTo(0.63, 1)],
    // Of two thresholds that are worth the same, the stricter.
    threshold: 8,
    papers: 60,
    ownDecision: "Accept",
  });
});

test("it says nothing of another model's scores, of another form or another way of filling it, nor does no calibration", () => {
  expect(acceptanceOf(kept, { model: "openai:x", form: "iclr", way: "form" }, said)).toBeUndefined();
  expect(acceptanceOf(kept, { model: "openai:x", form: "neurips", way: "aspects" }, said)).toBeUndefined();
  expect(acceptanceOf(kept, { ...reviewer, model: "openai:y" }, said)).toBeUndefined();
  expect(acceptanceOf(undefined, { ...reviewer, model: "openai:x" }, said)).toBeUndefined();
});

test("a table of reviews has the model's own decision, not the one by its calibrated score", () => {
  const form = { Summary: "S", Overall: 6, Decision: "Reject" };
  const acceptance = acceptanceOf(kept, { ...reviewer, model: "openai:x" }, said);
  const columns = ["paper_id", "Overall", "Decision"];
  const review = { kind: NEURIPS, way: "form", model: "openai:x", form } as unknown as Review;
  expect(reviewLine("p", { ...review, acceptance }, columns)).toBe("p,6,Accept");
  expect(reviewLine("p", review, [...columns, ...REVIEWER_COLUMNS])).toBe("p,6,Reject,openai:x,neurips,form");
});
