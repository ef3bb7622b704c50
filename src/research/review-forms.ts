import { ReviewFormKind } from "./review-form";

const QUALITIES = { 4: "excellent", 3: "good", 2: "fair", 1: "poor" };

const quality = (name: string, help = "") =>
  ({ kind: "score", name, help, from: 1, to: 4, anchors: QUALITIES }) as const;

const SUMMARY = {
  kind: "text",
  name: "Summary",
  help: "the paper in your own words, three to five sentences",
} as const;
const list = <About extends string>(name: string, about: About, least = 0) =>
  ({ kind: "list", name, about, least }) as const;

const CONFIDENCE = {
  5: "certain, checked carefully",
  4: "confident",
  3: "fairly confident",
  2: "parts were not understood",
  1: "a guess",
};

/** The form that the original system used, its fields in the form's order. */
export const NEURIPS: ReviewFormKind = ReviewFormKind.parse({
  name: "neurips",
  title: "a large machine-learning conference (NeurIPS form)",
  fields: [
    SUMMARY,
    list("Strengths", "strengths", 1),
    list("Weaknesses", "weaknesses", 1),
    ...["Originality", "Quality", "Clarity", "Significance"].map((name) => quality(name)),
    list("Questions", "questions"),
    list("Limitations", "limitations"),
    { kind: "yes-no", name: "Ethical Concerns" },
    ...["Soundness", "Presentation", "Contribution"].map((name) => quality(name)),
    {
      kind: "score",
      name: "Overall",
      from: 1,
      to: 10,
      anchors: {
        10: "award quality",
        8: "strong accept",
        7: "accept",
        6: "weak accept: solid, of moderate impact, no major concern",
        5: "borderline accept",
        4: "borderline reject: reasons to reject outweigh those to accept",
        3: "reject: technical flaws, weak evaluation or unclear",
        2: "strong reject",
        1: "trivial, wrong or known",
      },
    },
    { kind: "score", name: "Confidence", from: 1, to: 5, anchors: CONFIDENCE },
    {
      kind: "choice",
      name: "Decision",
      help: "it agrees with Overall: Accept from 6 on, Reject up to 4, at 5 what outweighs; most submissions to such a venue are rejected",
      options: ["Accept", "Reject"],
    },
  ],
  overall: "Overall",
  decision: { field: "Decision", accept: ["Accept"] },
  acceptFrom: 6,
});

/** The form of ICLR: the numbers of its rating leave gaps, and nobody but the chairs decides. */
export const ICLR: ReviewFormKind = ReviewFormKind.parse({
  name: "iclr",
  title: "a large machine-learning conference (ICLR form)",
  guidance:
    "Ask of the submission: which question or problem does it take on; is the approach well motivated and placed in the literature; do theory or experiments support what it claims; what does it add for the community? No new state of the art is needed to be worth publishing.",
  fields: [
    SUMMARY,
    quality("Soundness", "of the claims, the method and the evidence"),
    quality("Presentation", "of writing, figures and the relation to earlier work"),
    quality("Contribution", "to the questions of the field"),
    list("Strengths", "strengths", 1),
    list("Weaknesses", "weaknesses", 1),
    list("Questions", "questions"),
    { kind: "yes-no", name: "Flag for ethics review" },
    {
      kind: "score",
      name: "Rating",
      values: [1, 3, 5, 6, 8, 10],
      help: "no number between these can be given; most submissions to such a venue are rejected",
      anchors: {
        1: "strong reject",
        3: "reject, not good enough",
        5: "marginally below the acceptance threshold",
        6: "marginally above the acceptance threshold",
        8: "accept, good paper",
        10: "strong accept, should be highlighted",
      },
    },
    { kind: "score", name: "Confidence", from: 1, to: 5, anchors: CONFIDENCE },
  ],
  overall: "Rating",
  acceptFrom: 6,
});

/** The forms that are there without a file, by the names that settings have for them. */
export const REVIEW_FORMS = { neurips: NEURIPS, iclr: ICLR } as const;
