import { describe, expect, test } from "vitest";
import { rehearsalModel } from "../../../src/adapters/language-model/rehearsal";
import { kindOf } from "../../../src/engine/estimate/call-kind";
import { pagesOf, type ReviewedText, reviewText, submissionText } from "../../../src/engine/stages/review-text";
import { readReviewFormText } from "../../../src/research/read-review-form";
import { Review, remarksOn } from "../../../src/research/review";
import { disagreementsIn } from "../../../src/research/review-disagreements";
import { ReviewFormKind } from "../../../src/research/review-form";
import { ICLR, NEURIPS } from "../../../src/research/review-forms";
import { conversingLab, saying } from "../../fakes/conversing";
import { FakeJournal } from "../../fakes/journal";

const PAGES = [
  "A Comparison. Abstract. We find that the error is lower with a cosine schedule.\nThe baseline was taken as it",
  "was published. Three seeds stand behind each num-\nber of Table 1. The hypothesis is that noise matters.\nCPU, Python.",
];
const pdf: ReviewedText = { round: 1, text: submissionText(PAGES), kind: NEURIPS, way: "form" };

/** A referee's form; the area chair's has `referees` with each point. */
const form = (Overall: number, weaknesses: readonly object[]) =>
  JSON.stringify({
    ...{
      Summary: "s",
      Strengths: ["a"],
      Weaknesses: weaknesses,
      Originality: 2,
      Quality: 2,
      Clarity: 3,
      Significance: 2,
    },
    ...{ Questions: [], Limitations: [], "Ethical Concerns": false, Soundness: 2, Presentation: 3, Contribution: 2 },
    ...{ Overall, Confidence: 3, Decision: "Reject" },
  });

function labWith(lines: readonly string[], reviewers: number) {
  const lab = conversingLab(saying(lines));
  return { ...lab, parameters: { ...lab.parameters, reviewers } };
}

describe("places", () => {
  const weaknesses = [
    { text: "Few seeds.", quotes: ["Three seeds stand behind each number of Table 1"] },
    { text: "Not tuned.", quotes: ["The baseline was taken as it was published"] },
    { text: "Invented.", quotes: ["we trained on forty thousand GPUs"], referees: [2, 9] },
  ];
  const lines = [form(4, weaknesses), form(6, []), form(5, weaknesses), "UNCHANGED"];

  test("quotes are found on their pages, over hyphens and the end of a page; one that is not there is kept without a place", async () => {
    const review = await reviewText(labWith(lines.toSpliced(1, 1, form(6, weaknesses)), 2), pdf);
    expect(remarksOn(review, "weaknesses").map(({ places }) => places)).toEqual([
      [{ quote: weaknesses[0]!.quotes[0], where: { page: 2 } }],
      [{ quote: weaknesses[1]!.quotes[0], where: { page: 1 } }],
      [{ quote: "we trained on forty thousand GPUs" }],
    ]);
    expect(remarksOn(review, "weaknesses").map(({ by }) => by)).toEqual([undefined, undefined, [2]]);
    expect(review.form.Overall).toBe(5);
    expect(review.spread.Overall).toEqual([4, 6]);
    expect(review.had).toEqual(["pdf"]);
    const invented = expect.objectContaining({ text: "Invented." });
    expect(disagreementsIn(review)).toEqual({
      scores: [{ name: "Overall", low: 4, high: 6 }],
      alone: [{ field: "Weaknesses", remark: invented, referee: 2 }],
      questions: [],
    });
    expect(Review.parse(JSON.parse(JSON.stringify(review)))).toEqual(review);
  });

  test("a source that is known is worth more than a page", async () => {
    const sources = [
      { file: "main.tex", text: "\\input{setup}\n" },
      { file: "setup.tex", text: "We have little.\n\nThree \\emph{seeds} stand behind\neach number of Table~1.\n" },
    ];
    const review = await reviewText(labWith(lines, 1), { ...pdf, sources, beside: { results: "| a |", diff: "" } });
    expect(remarksOn(review, "weaknesses")[0]!.places[0]!.where).toEqual({ file: "setup.tex", line: 3 });
    expect(review.had).toEqual(["pdf", "results"]);
  });
});

test("on a wide scale two points are no disagreement", () => {
  const kind = ReviewFormKind.parse({
    ...{ name: "wide", title: "a prize", overall: "Marks", acceptFrom: 60 },
    fields: [{ kind: "score", name: "Marks", from: 0, to: 100 }],
  });
  const apart = (low: number, high: number) => {
    const ensemble = [{ Marks: low }, { Marks: high }];
    const spread = { Marks: [low, high] };
    const made = { kind, form: { Marks: (low + high) / 2 }, ensemble, spread };
    return disagreementsIn(Review.parse({ ...made, model: "m", rehearsal: false, calibrated: false })).scores.length;
  };
  expect([apart(60, 64), apart(50, 75)]).toEqual([0, 1]);
});

test("pages are those that were joined, whatever looks like the number of one", () => {
  const pages = ["one\n\n[page 3]\nnot yet", "two", ""];
  expect(pagesOf(submissionText(pages))).toEqual(pages);
  expect(pagesOf("\\documentclass{article} [page 1]")).toEqual([]);
});

describe.each([
  ["form", 5 + 2],
  ["aspects", 1 + 2 * 5 + 2],
] as const)("with the rehearsal, in the way “%s”", (way, questions) => {
  test.each([NEURIPS, ICLR, ownForm()])(
    "fills $name, goes on where it stopped, and asks nothing that was not planned for",
    async (kind) => {
      const journal = new FakeJournal();
      const asked: string[] = [];
      const model = rehearsalModel({ mistakes: false });
      const lab = { ...conversingLab(saying([])), model, reviewer: model, journal };
      const review = await reviewText(lab, { ...pdf, kind, way });
      for (const event of journal.of("step-finished")) asked.push(event.step);
      expect(asked).toHaveLength(questions);
      expect(asked.filter((step) => kindOf(step) === undefined)).toEqual([]);
      expect(review).toMatchObject({ way, kind: { name: kind.name } });
      expect(review.ensemble).toHaveLength(5);
      const told = remarksOn(review, "weaknesses").flatMap(({ places }) => places);
      expect(told.length).toBeGreaterThan(0);
      expect(told.every(({ where }) => where && "page" in where)).toBe(true);
      expect(review.aspects.every(({ answers }) => answers.length === 5)).toBe(true);
      expect(review.aspects.length > 0).toBe(way === "aspects");
      expect(await reviewText(lab, { ...pdf, kind, way })).toEqual(review);
      expect(journal.of("step-finished")).toHaveLength(questions);
    },
  );
});

test("an answer that leaves out a question is sent back with its number", async () => {
  const raised = { questions: ["a", "b", "c", "d"].map((question) => ({ aspect: "claims", question })) };
  const answers = (numbers: readonly number[]) =>
    JSON.stringify({ answers: numbers.map((number) => ({ number, verdict: "no", answer: "x", quotes: [] })) });
  const model = saying([
    JSON.stringify(raised),
    answers([1, 2, 2]),
    answers([2, 1, 3, 4]),
    form(4, [{ text: "w" }]),
    form(
      4,
      ["w"].map((text) => ({ text })),
    ),
    "UNCHANGED",
  ]);
  const lab = conversingLab(model);
  const review = await reviewText(
    { ...lab, parameters: { ...lab.parameters, reviewers: 1 } },
    { ...pdf, way: "aspects" },
  );
  expect(review.aspects.map(({ question }) => question)).toEqual(["a", "b", "c", "d"]);
  const complaint = model.requests[2]!.conversation.at(-1)!.text;
  expect(complaint).toContain("Each of the 4 questions needs exactly one answer, with its number. Not so: 2, 3, 4.");
});

function ownForm() {
  const read = readReviewFormText(
    JSON.stringify({
      name: "lab",
      title: "our own reading group",
      fields: [
        { kind: "text", name: "Gist" },
        { kind: "list", name: "Flaws", about: "weaknesses", least: 1 },
        { kind: "list", name: "Remarks" },
        { kind: "score", name: "Score", values: [-2, -1, 1, 2] },
        { kind: "choice", name: "Verdict", options: ["Yes", "Maybe, later", "No"] },
      ],
      overall: "Score",
      decision: { field: "Verdict", accept: ["Yes"] },
    }),
  );
  if (!read.ok) throw new Error("The form is not what it must be.");
  return read.kind;
}
