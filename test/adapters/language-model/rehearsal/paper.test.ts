import { beforeAll, describe, expect, test } from "vitest";
import { rehearsalModel } from "../../../../src/adapters/language-model/rehearsal";
import { editsOrUnchanged } from "../../../../src/engine/edits-answer";
import type { LanguageModel } from "../../../../src/engine/ports/language-model";
import { placeCitations, polishPaper, repairPaper } from "../../../../src/engine/prompts/cite";
import { planRuns } from "../../../../src/engine/prompts/run-experiments";
import {
  type PaperContext,
  reflectOnSection,
  writeSection,
  writeTitleAndAbstract,
} from "../../../../src/engine/prompts/write-paper";
import { doubtsAbout, sectionCheck } from "../../../../src/engine/stages/paper-checks";
import { type ClaimLibrary, claimLibrary } from "../../../../src/latex/claim-problems";
import { lintPaper } from "../../../../src/latex/lint";
import { citationsIn, replaceAbstract, replaceSection, replaceTitle } from "../../../../src/latex/sections";
import type { Problem } from "../../../../src/research/problem";
import { baselineOf, contextOf, diffusion, hear, measuredRun, paperContextOf, plain, type Study } from "./small-study";

const SOURCE = "latex/template.tex";

async function paperOf(study: Study): Promise<PaperContext> {
  const { runs } = (await hear(planRuns(contextOf(study), baselineOf(study)))).value;
  const made = runs.map((planned, index) => measuredRun(study, index + 1, planned, index === 0 ? 0.7 : 1.2));
  return paperContextOf(study, { ...baselineOf(study), runs: made });
}

function libraryOf({ findings, experiment }: PaperContext, study: Study): ClaimLibrary {
  const programs = Object.entries(study.files).map(([path, text]) => ({ path, text }));
  return claimLibrary({ findings, manifest: experiment.template.manifest, programs });
}

/** Every section with its reflection, put into the template; `problems` and `doubts` are what the checks said on the way. */
async function written(study: Study, model: LanguageModel) {
  const paper = await paperOf(study);
  const check = sectionCheck(paper);
  const library = libraryOf(paper, study);
  const head = await hear(writeTitleAndAbstract(paper, check), model);
  let source = replaceAbstract(replaceTitle(study.paper, head.value.title)!, head.value.abstract)!;
  const problems: string[] = [...head.problems];
  const doubts: string[] = [];
  for (const heading of paper.sections) {
    const draft = await hear(writeSection(paper, heading, check), model);
    const found = doubtsAbout(draft.value, library);
    const body = { body: draft.value, turns: draft.turns };
    const settled = await hear(reflectOnSection(paper, heading, body, found, check), model);
    expect(doubtsAbout(settled.value, library), heading).toEqual([]);
    source = replaceSection(source, heading, settled.value)!;
    problems.push(...draft.problems);
    doubts.push(...found);
  }
  return { paper, source, head: head.value, problems, doubts };
}

function errorsIn(source: string, paper: PaperContext): Problem[] {
  const files = new Set(paper.figures.map(({ path }) => path));
  return lintPaper(source, { file: SOURCE, files }).filter(({ severity }) => severity === "error");
}

describe.each([
  ["the diffusion template", diffusion],
  ["a plain numpy script", plain],
])("a paper on %s", (_, study) => {
  let made: Awaited<ReturnType<typeof written>>;
  beforeAll(async () => {
    made = await written(study, rehearsalModel());
  });

  test("is written without a complaint, and no number or citation in it is doubted", () => {
    expect(made.problems).toEqual([]);
    expect(made.doubts).toEqual([]);
    expect(errorsIn(made.source, made.paper)).toEqual([]);
    expect(made.head.title.split(/\s+/).length).toBeLessThanOrEqual(14);
  });

  test("shows every figure once, and cites most of the bibliography", () => {
    for (const { path } of made.paper.figures) expect(made.source.split(`{${path}}`)).toHaveLength(2);
    const cited = new Set(citationsIn(made.source));
    expect(cited.size).toBeGreaterThanOrEqual(0.8 * made.paper.bibliography.length);
  });

  test("gets its missing credits once, and then nothing is owed", async () => {
    const { paper, source } = made;
    const ask = (text: string) => hear(placeCitations(paper, text, 1, 0, editsOrUnchanged({ [SOURCE]: text })));
    let text = source;
    for (let round = 1; round <= 6; round++) text = (await ask(text)).value.edits[0]?.after ?? text;
    expect((await ask(text)).text).toMatch(/^UNCHANGED/);
    expect(errorsIn(text, paper)).toEqual([]);
  });

  test("is polished by one edit, the second time by none", async () => {
    const ask = (text: string) => hear(polishPaper(made.paper, text, editsOrUnchanged({ [SOURCE]: text })));
    const once = (await ask(made.source)).value.edits[0]!.after;
    expect(once).toContain("(Table~\\ref{tab:primary})");
    expect((await ask(once)).value.edits).toEqual([]);
  });
});

test("with mistakes: a bad key, a number from nowhere and a dangling reference, each put right when it is noticed", async () => {
  const { paper, source, problems, doubts } = await written(diffusion, rehearsalModel({ mistakes: true }));
  expect(problems).toEqual([expect.stringContaining("improved2023revisited")]);
  expect(doubts).toEqual([expect.stringContaining("“23.417”: ")]);
  const errors = errorsIn(source, paper);
  expect(errors.map(({ rule }) => rule)).toEqual(["undefined-reference"]);
  const troubles = errors.map((problem) => ({ problem, excerpt: "" }));
  const repair = await hear(repairPaper(paper, 1, source, troubles, editsOrUnchanged({ [SOURCE]: source })));
  expect(errorsIn(repair.value.edits[0]!.after, paper)).toEqual([]);
});

test.each([
  ["a percent sign that begins a comment", "unescaped-percent-after-number", "by 12% of", "by 12\\% of"],
  [
    "a number that nothing supports",
    "unsupported-number",
    "It is so. It grows by 3.14159 here. It ends.",
    "It is so. It ends.",
  ],
  ["a run by its number", "run-number-in-prose", "It is so. Here run 2 wins. It ends.", "It is so. It ends."],
  ["a placeholder", "placeholder-left", "% PLACEHOLDER: Method", ""],
])("a correction round settles %s", async (_, rule, before, after) => {
  const paper = await paperOf(diffusion);
  const source = `\\begin{document}\nA first line.\n${before}\nA last line.\n\\end{document}\n`;
  const message = rule === "unsupported-number" ? "No run and no line of the code has the number 3.14159." : "Wrong.";
  const problem: Problem = {
    file: SOURCE,
    line: 3,
    column: 1,
    endColumn: 2,
    rule,
    severity: "error",
    source: "AI Scientist",
    message,
  };
  const question = repairPaper(paper, 1, source, [{ problem, excerpt: "" }], editsOrUnchanged({ [SOURCE]: source }));
  const repaired = (await hear(question)).value.edits[0]!.after;
  expect(repaired.split("\n")[2]).toBe(after === "" ? "A last line." : after);
});

test("a problem without a mechanical cure is left, and said to be", async () => {
  const paper = await paperOf(diffusion);
  const problem: Problem = {
    file: SOURCE,
    line: 1,
    column: 1,
    endColumn: 2,
    rule: "tex-error",
    severity: "error",
    source: "latexmk",
    message: "Something odd.",
  };
  const source = "\\begin{document}\nText.\n\\end{document}\n";
  const question = repairPaper(paper, 1, source, [{ problem, excerpt: "" }], editsOrUnchanged({ [SOURCE]: source }));
  expect((await hear(question)).value.edits).toEqual([]);
});
