import { Review } from "../../src/research/review";

/** A review of two referees who do not agree, with a point that is tied to words of the paper. `form` changes the area chair's. */
export function aReview(form: Readonly<Record<string, unknown>> = {}): Review {
  const filled = {
    Summary: "A small study.",
    Strengths: ["It is short."],
    Weaknesses: [
      { text: "No setting was tuned on either side.", places: [{ quote: "nothing was tuned" }], by: [1, 2] },
      { text: "Only three seeds stand behind each interval.", places: [], by: [2] },
    ],
    Questions: ["Does it hold with more seeds?"],
    Limitations: ["Small data sets."],
    "Ethical Concerns": false,
    ...{ Originality: 2, Quality: 2, Clarity: 3, Significance: 2, Soundness: 2, Presentation: 3, Contribution: 2 },
    ...{ Overall: 5, Confidence: 3, Decision: "Reject", ...form },
  };
  const kinder = { ...filled, Overall: 7, Decision: "Accept" };
  const harsher = { ...filled, Overall: 3, Decision: "Reject" };
  return Review.parse({
    form: filled,
    ensemble: [kinder, harsher],
    spread: { Overall: [3, 7], Clarity: [3, 3] },
    ...{ model: "openai:reader", rehearsal: false, calibrated: false },
  });
}
