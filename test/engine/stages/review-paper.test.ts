import { expect, test } from "vitest";
import { rehearsalModel } from "../../../src/adapters/language-model/rehearsal";
import { reviewPaper } from "../../../src/engine/stages/review-paper";
import { remarksOn } from "../../../src/research/review";
import type { ReviewFormKind } from "../../../src/research/review-form";
import { ICLR, NEURIPS } from "../../../src/research/review-forms";
import { FakeCompute } from "../../fakes/compute";
import { FakeJournal } from "../../fakes/journal";
import { fakeLab } from "../../fakes/lab";
import { paper as context, findings, measuredRun, template } from "../../fakes/study";
import { FakeWorkspace } from "../../fakes/workspace";

const SOURCE = `\\documentclass{article}
\\begin{document}
We ask what follows from a cosine schedule.
Three seeds stand behind each number of the table.
\\end{document}
`;
const problem = {
  file: "latex/template.tex",
  column: 1,
  endColumn: 9,
  severity: "warning",
  source: "AI Scientist",
} as const;
const problems = [
  { ...problem, line: 4, rule: "unsupported-number", message: "No run has it." },
  { ...problem, line: 3, rule: "missing-tie", message: "A tie is missing." },
];
const runs = [{ ...measuredRun(1, "Cosine schedule", [1.5, 1.55, 1.6]), diff: "+SCHEDULE = 1" }];

async function reviewed(journal: FakeJournal, reviewForm: ReviewFormKind) {
  const workspace = new FakeWorkspace({ "latex/template.tex": SOURCE });
  const commit = await workspace.open();
  const compute = new FakeCompute(workspace, () => {
    throw new Error("Nothing is run.");
  });
  const parameters = { reviewers: 2, reviewReflections: 0 };
  const lab = fakeLab({
    model: rehearsalModel({ mistakes: false }),
    workspace,
    compute,
    journal,
    template,
    parameters,
  });
  const version = { title: "T", source: "latex/template.tex", commit, pdf: "latex/template.pdf", problems };
  return reviewPaper({ ...lab, reviewForm }, { ...context, findings: { ...findings, runs } }, version, 1);
}

const stepsOf = (journal: FakeJournal) => journal.of("step-finished").map(({ step }) => step);

test("an idea's referees fill the chosen form, see how its runs compare, and lead to lines of its source", async () => {
  const journal = new FakeJournal();
  const review = await reviewed(journal, ICLR);
  expect(review).toMatchObject({ kind: { name: "iclr" }, had: ["pdf", "results", "diff"] });
  const places = remarksOn(review, "weaknesses").flatMap((remark) => remark.places);
  expect(places).toContainEqual({
    quote: "Three seeds stand behind each number of the table.",
    where: { file: "latex/template.tex", line: 4 },
  });
  expect(review.claims.map(({ rule }) => rule)).toEqual(["unsupported-number"]);
  expect(JSON.parse(journal.published.get("review.json") as string)).toEqual(JSON.parse(JSON.stringify(review)));
});

test("a review that was begun goes on with its form and what it had, whatever is chosen by then", async () => {
  const journal = new FakeJournal();
  const first = await reviewed(journal, ICLR);
  expect(await reviewed(journal, NEURIPS)).toEqual(first);
});

test("a review of a journal that knows of no forms goes on with the only one that there was, and with the paper alone", async () => {
  const journal = new FakeJournal();
  const before = await reviewed(journal, NEURIPS);
  const old = new FakeJournal();
  for (const event of journal.history.filter(({ type }) => type === "step-finished")) {
    if (event.type !== "step-finished" || /: (?:form|material|meta-review)$/.test(event.step)) continue;
    await old.append(event);
  }
  const review = await reviewed(old, ICLR);
  expect(review).toMatchObject({ kind: { name: "neurips" }, way: "form", had: ["pdf"] });
  expect(review.ensemble).toEqual(before.ensemble);
  expect(stepsOf(old).filter((step) => step === "review 1: referee 1")).toHaveLength(1);
});
