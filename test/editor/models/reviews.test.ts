import { describe, expect, test } from "vitest";
import { lineOfPoint, linesOfPoints } from "../../../src/editor/models/place-in-source";
import { plannedNodes } from "../../../src/editor/models/planned-rows";
import { pointPicks } from "../../../src/editor/models/point-picks";
import { pointThreads } from "../../../src/editor/models/point-threads";
import { fatesOf, reviewComparison } from "../../../src/editor/models/review-comparison";
import { disagreementsIn } from "../../../src/editor/models/review-disagreements";
import { reviewProgress, reviewPrompt } from "../../../src/editor/models/review-progress";
import { byPaper, reviewedPapers } from "../../../src/editor/models/reviewed-papers";
import { pointsOf } from "../../../src/research/points-of-review";
import { aReview } from "../../fakes/review";
import { findings } from "../../fakes/study";
import { begun, l10n, recordOf } from "../a-board";

const SOURCE = String.raw`\documentclass{article}
\begin{document}
\section{Experimental Setup}
All runs share their settings,
and \emph{nothing} was tuned.
\end{document}
`;

describe("the line that a point is about", () => {
  test("is where the words stand that it is tied to, whatever commands are between them", () => {
    expect(lineOfPoint(SOURCE, pointsOf(aReview())[0]!)).toBe(5);
  });

  test("is the heading of the section that it names where it quotes nothing", () => {
    expect(lineOfPoint(SOURCE, { text: "Too few seeds (experimental setup).", places: [] })).toBe(3);
    expect(lineOfPoint(SOURCE, { text: "Too few seeds.", places: [] })).toBeUndefined();
  });

  test("is the one where the words stood once, as long as there is such a line", () => {
    const at = (line: number) => [{ quote: "words that are gone by now", where: { file: "a.tex", line } }];
    expect(lineOfPoint(SOURCE, { text: "Unclear.", places: at(4) })).toBe(4);
    expect(lineOfPoint(SOURCE, { text: "Unclear.", places: at(400) })).toBeUndefined();
  });

  test("is none of this source where the words stand in a file that it takes in", () => {
    const place = (quote: string) => [{ quote, where: { file: "parts/setup.tex", line: 4 } }];
    const unclear = { text: "Unclear (experimental setup).", places: place("words of the other file") };
    expect(lineOfPoint(SOURCE, unclear, "paper.tex")).toBeUndefined();
    expect(lineOfPoint(SOURCE, { ...unclear, places: place("nothing was tuned") }, "paper.tex")).toBe(5);
    const own = [{ quote: "gone", where: { file: "paper.tex", line: 2 } }];
    expect(lineOfPoint(SOURCE, { ...unclear, places: [...unclear.places, ...own] }, "paper.tex")).toBe(2);
  });
});

test("a point has its thread on its line, with what the checks say about claims there", () => {
  const review = aReview();
  const findings = [
    { line: 5, message: "No run was tuned in this way." },
    { line: 4, message: "Elsewhere." },
  ];
  expect(pointThreads(l10n, review, linesOfPoints(SOURCE, review), findings)).toMatchObject([
    {
      line: 5,
      label: "Weakness",
      remarks: [
        { author: "Review by reader", plain: "No setting was tuned on either side." },
        { author: "Claims check", plain: "No run was tuned in this way." },
      ],
    },
  ]);
});

test("referees disagree about the decision, about scores a third of the scale apart, and where one alone saw something", () => {
  expect(disagreementsIn(l10n, aReview())).toEqual([
    "1 of 2 referees would accept it.",
    "Overall: from 3 to 7",
    "Only referee 2: Only three seeds stand behind each interval.",
  ]);
});

test("a paper outside an idea is a row with its decision, its points and their places; earlier reviews stay below", () => {
  const kept = (key: string, at: string) => ({ key, paper: "/work/draft.tex", at, review: aReview() });
  const papers = byPaper([kept("old", "2026-01-01"), kept("new", "2026-01-02")]);
  const reviews = papers.get("/work/draft.tex")!;
  expect(reviews.map(({ key }) => key)).toEqual(["new", "old"]);
  const lines = linesOfPoints(SOURCE, reviews[0]!.review);
  const [row] = reviewedPapers(l10n, [{ paper: "/work/draft.tex", name: "draft.tex", reviews, lines }]);
  expect(row).toMatchObject({ label: "draft.tex", description: "5 of 10 · Reject", context: "paper.kept" });
  expect(row!.children!.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    "Reject: not calibrated",
    "Strengths: 1",
    "Weaknesses: 2",
    "Questions: 1",
    "Limitations: 1",
    "Referees disagree: 3",
    "Scores: mean and range of 2 referees",
    "Earlier review: 5 of 10 · Reject",
  ]);
  const [tuned, seeds] = row!.children![2]!.children!;
  expect(tuned).toMatchObject({ description: "line 5", command: "showRemark", subject: { review: "new" } });
  expect(seeds!.command).toBeUndefined();
});

test("the weaknesses are chosen at first; a point that was clicked is chosen alone", () => {
  const review = aReview();
  const picked = (clicked?: string) =>
    pointPicks(l10n, review, new Map(), clicked).flatMap((pick) =>
      "heading" in pick ? [pick.heading] : pick.picked ? [pick.label] : [],
    );
  expect(picked()).toEqual(["Weaknesses", "Weakness 1", "Weakness 2", "Questions", "Limitations"]);
  expect(picked(pointsOf(review)[2]!.id)).toEqual(["Weaknesses", "Questions", "Question 1", "Limitations"]);
});

describe("two reviews side by side", () => {
  const before = aReview();
  const after = aReview({
    Overall: 6,
    Decision: "Accept",
    Weaknesses: ["Only five seeds stand behind each interval.", "The figure is too small to be read."],
  });

  test("say which points are raised again, in whatever words, and which are not", () => {
    expect(fatesOf(before, after).map(({ again }) => again?.text)).toEqual([
      undefined,
      "Only five seeds stand behind each interval.",
      "Does it hold with more seeds?",
      "Small data sets.",
    ]);
  });

  test("have their scores before and after, how each point was answered, and what is new", () => {
    const [tuned] = pointsOf(before);
    const plan = {
      answers: [{ point: tuned!.id, by: "run" as const, why: "A run tells." }],
      runs: [{ ...findings.plan[0]!, name: "Half the rate", for: [tuned!.id] }],
    };
    const text = reviewComparison(l10n, [before, after], ["Review 1", "Review 2"], {
      round: 1,
      points: [tuned!.id],
      plan,
    });
    expect(text).toContain("5 of 10 · Reject → **6 of 10 · Accept**");
    expect(text).toContain("| Overall | 5.0 (3–7) | 6.0 (3–7) | +1.0 ▲ |");
    expect(text).toContain("| not raised again | the run “Half the rate” | Weakness: No setting was tuned");
    expect(text).toContain("| raised again | not chosen | Weakness: Only three seeds");
    expect(text).toContain("## New in Review 2\n\n- Weakness: The figure is too small");
    expect(text).toContain("3 of 4 points are raised again; 1 are new.");
    const marks = before.kind.fields.map((field) =>
      field.kind === "score" && field.name === "Overall" ? { ...field, to: 100, anchors: {} } : field,
    );
    const other = { ...after, kind: { ...after.kind, name: "marks", fields: marks } };
    expect(reviewComparison(l10n, [before, other], ["Review 1", "Review 2"], undefined)).toContain(
      "| Overall | 5.0 (3–7) | 6.0 (3–7) | – |",
    );
  });
});

test("a run that a review led to is planned in Runs, with what is expected of it", () => {
  const idea = begun({ record: recordOf({ type: "run-wanted", planned: findings.plan[0]! }) });
  const [row] = plannedNodes(l10n, idea);
  expect(row).toMatchObject({ label: findings.plan[0]!.name, description: "planned" });
  expect(row!.tooltip).toContain("Starts from “Baseline”.");
});

test("before money is spent it is said who reads and what that is expected to cost; then who reads now", () => {
  const range = { low: 8, high: 12 };
  const expected = { calls: range, input: range, cachedInput: range, output: range, dollars: { low: 0.4, high: 0.9 } };
  const terms = { models: ["reader"], host: "api.example.org", dollars: 10, price: "known", referees: 5 } as const;
  const prompt = reviewPrompt(l10n, { ...terms, expected, begun: false });
  expect(prompt).toContain(
    "5 referees and an area chair read it, all of them reader at api.example.org. Expected: ≈ $0.4",
  );
  expect(reviewProgress(l10n, "review 1: referee 2", 5)).toBe("referee 2 of 5 reads");
  expect(reviewProgress(l10n, "review 1: questions", 5)).toBe("collecting what this paper has to answer for");
  expect(reviewProgress(l10n, "review 1: calibration", 5)).toBeUndefined();
});
