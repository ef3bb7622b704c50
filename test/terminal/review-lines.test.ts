import { expect, test } from "vitest";
import { Review } from "../../src/research/review";
import { ICLR } from "../../src/research/review-forms";
import { reviewLines } from "../../src/terminal/review-lines";

const weaknesses = [
  { text: "Few seeds.", places: [{ quote: "three seeds", where: { page: 2 } }, { quote: "ten seeds" }], by: [1, 2] },
  { text: "No control.", places: [], by: [2] },
  { text: "Unclear.", places: [], by: [] },
];
const form = (Rating: number) => ({
  ...{ Summary: "s", Soundness: 2, Presentation: 3, Contribution: 2, Strengths: ["a"], Weaknesses: weaknesses },
  ...{ Questions: [], "Flag for ethics review": false, Rating, Confidence: 4 },
});
const said = (verdict: "yes" | "no") => ({ verdict, answer: "So.", places: [] });
const aspects = [{ aspect: "claims", question: "Is it lower?", answers: [said("yes"), said("no")] }];

test("a review in a few lines: what it rests on, what is not in the paper, and where the referees are not of one mind", () => {
  const review = Review.parse({
    ...{ kind: ICLR, way: "aspects", form: form(5.5), ensemble: [form(3), form(8)], spread: { Rating: [3, 8] } },
    ...{ model: "openai:m", rehearsal: false, calibrated: false, had: ["pdf", "figures"], aspects },
  });
  expect(reviewLines(review)).toEqual([
    "5.5 of 10, Reject; not calibrated for openai:m with the form iclr in the way “aspects”.",
    "The referees had the text of the PDF, the figures.",
    "1 of 2 quotes not in the paper.",
    "Where they disagree:",
    "  Rating: from 3 to 8",
    "  referee 2 alone: No control.",
    "  the area chair alone: Unclear.",
    "  yes for some and no for others: Is it lower?",
  ]);
});

test("an older review says what it can, and a calibrated one its chance", () => {
  const acceptance = { chance: 0.31, interval: [0.2, 0.4], threshold: 6, papers: 500, ownDecision: "Accept" };
  const review = Review.parse({
    ...{ kind: ICLR, form: form(5), ensemble: [form(5)], spread: { Rating: [5, 5] } },
    ...{ model: "m", rehearsal: false, calibrated: true, acceptance },
  });
  expect(reviewLines(review)[0]).toBe("5 of 10, Reject; chance of acceptance 31 % (20 to 40 %) by 500 papers.");
  expect(reviewLines(review)[1]).toBe("1 of 2 quotes not in the paper.");
});
