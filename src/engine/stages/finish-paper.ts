import { excerptAt } from "../../latex/excerpt";
import { lintPaper } from "../../latex/lint";
import { mergeProblems } from "../../latex/merge";
import { citationsIn } from "../../latex/sections";
import type { Intent } from "../../research/change";
import { type Paper, Paper as PaperShape } from "../../research/paper";
import { asDrawn } from "../../research/picture-facts";
import { describeProblem, type Problem } from "../../research/problem";
import { ask, type Question } from "../ask";
import { editsOrUnchanged, type ProposedEdits } from "../edits-answer";
import type { Lab } from "../lab";
import { PAPER_SOURCE } from "../paper-source";
import { type CompileTrouble, placeCitations, polishPaper, repairPaper } from "../prompts/cite";
import { bibEntriesIn } from "../prompts/write-paper";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { makeChange } from "./make-change";
import { intentOf } from "./make-run";
import { revisionOfPaper, strangeEntries, unknownKeys } from "./paper-checks";
import { claimProblemsOf, withReadings } from "./paper-readings";
import { searchCitations } from "./search-citations";
import { stateReferences } from "./state-references";
import { type Draft, sourceAt, withRemarks } from "./write-paper";

/** A version of the paper as it was typeset, and the draft from which it can be worked on. */
export type Version = { readonly paper: Paper; readonly draft: Draft };

/** Citations of what the bibliography has and of what searches find, a second pass over the whole, then compile and correct. */
export async function finishPaper(lab: Lab, draft: Draft): Promise<Version> {
  const cited = await searchCitations(lab, await cite(lab, draft));
  const source = await sourceAt(lab, cited.commit);
  const question = polishPaper(cited.context, source, answerFor(cited, source));
  return typeset(lab, await change(lab, cited, "second pass", "Edit the whole paper", question), "draft");
}

/** Rounds over the bibliography until enough of it is cited, nothing is owed, or the rounds are used up. */
async function cite(lab: Lab, draft: Draft): Promise<Draft> {
  let current = draft;
  for (let round = 1; round <= lab.parameters.citationRounds; round++) {
    const source = await sourceAt(lab, current.commit);
    const missing = missingReferences(lab, current, source);
    if (round > 1 && missing <= 0) return current;
    const question = placeCitations(current.context, source, round, missing, answerFor(current, source));
    const next = await change(lab, current, `citations, round ${round}`, "Cite what is owed", question);
    if (next.commit === current.commit) return next;
    current = next;
  }
  return current;
}

function missingReferences(lab: Lab, draft: Draft, source: string): number {
  const keys = new Set(draft.context.bibliography.map(({ key }) => key));
  const cited = new Set(citationsIn(source).filter((key) => keys.has(key)));
  return Math.min(lab.parameters.minReferences, keys.size) - cited.size;
}

/** Compiles and checks, and lets the model correct what is wrong, up to the set number of rounds. What remains is said. */
export async function typeset(lab: Lab, draft: Draft, version: string): Promise<Version> {
  const stated = await stateReferences(lab, draft, version);
  let current = await withReadings(lab, stated, await sourceAt(lab, stated.commit), version);
  const defended = new Set(draft.defended);
  for (let round = 1; ; round++) {
    const name = `${version}: typeset ${round}`;
    const paper = await step(lab, name, PaperShape, () => compileAndCheck(lab, current));
    const serious = paper.problems.filter((problem) => needsCorrection(problem) && !defended.has(problem.message));
    if (serious.length === 0 || round > lab.parameters.compileRounds) return settled(lab, current, paper, defended);
    const source = await sourceAt(lab, current.commit);
    const troubles = troublesIn(source, serious.slice(0, 12));
    // A warning that the author has seen and left is told to the researcher, not to the author again.
    for (const { problem } of troubles) if (problem.severity !== "error") defended.add(problem.message);
    const part = `${version}: corrections, round ${round}`;
    const question = {
      ...repairPaper(current.context, round, source, troubles, answerFor(current, source)),
      name: `${part}: change`,
    };
    const next = await change(lab, current, part, "Correct what the checks found", question);
    if (next.commit === current.commit) {
      // A claim that the author stood by is not asked about again in the next version; what breaks the PDF is.
      for (const { problem } of troubles) if (problem.rule.startsWith("claim-")) defended.add(problem.message);
      return settled(lab, next, paper, defended);
    }
    current = next;
  }
}

/** Each problem with its place. What breaks a PDF may begin lines before; a line that was shown is not shown with its neighbours again. */
function troublesIn(source: string, problems: readonly Problem[]): CompileTrouble[] {
  return problems.map((problem, index) => {
    const again = problems.slice(0, index).some(({ line }) => line === problem.line);
    const lines = again ? 1 : problem.severity === "error" && problem.source !== "AI Scientist" ? 10 : 3;
    return { problem, excerpt: excerptAt(source, problem.line, lines, problem.column) };
  });
}

async function compileAndCheck(lab: Lab, draft: Draft): Promise<Paper> {
  const source = await sourceAt(lab, draft.commit);
  const { pdf, places, draft: broken, pages, problems } = await lab.typesetter.compile(PAPER_SOURCE, lab.signal);
  const checked = await lab.typesetter.check(PAPER_SOURCE, lab.signal);
  const claims = claimProblemsOf(lab, draft, source);
  const { figures } = draft.context;
  const files = new Set(figures.map(({ path }) => path));
  const known = new Map(figures.flatMap(({ path, drawn }) => (drawn ? [[path, asDrawn(drawn)] as const] : [])));
  const conventions = { ...lab.parameters, writtenWithAi: true };
  const own = lintPaper(source, {
    file: PAPER_SOURCE,
    files,
    known,
    conventions,
    ...(pages !== undefined && { pages }),
  });
  if (pdf) await lab.journal.publish("paper.pdf", { file: `${lab.workspace.directory}/${pdf}` });
  if (places) await lab.journal.publish("paper.synctex.gz", { file: `${lab.workspace.directory}/${places}` });
  if (broken) await lab.journal.publish("paper-with-errors.pdf", { file: `${lab.workspace.directory}/${broken}` });
  return {
    title: draft.title,
    source: PAPER_SOURCE,
    commit: draft.commit,
    problems: mergeProblems([...problems, ...own, ...claims, ...checked]).filter(
      ({ rule }) => !lab.parameters.ignoredRules.includes(rule),
    ),
    ...(pdf ? { pdf } : {}),
    ...(pages === undefined ? {} : { pages }),
  };
}

/** Errors, and the warnings that make a paper say something untrue or look broken. No edit brings a LaTeX that is not there. */
function needsCorrection(problem: Problem): boolean {
  if (problem.rule === NO_LATEX) return false;
  return problem.severity === "error" || UNTRUE_OR_BROKEN.has(problem.rule);
}

const UNTRUE_OR_BROKEN = new Set([
  "unsupported-number",
  "unrecorded-fact",
  "claim-overclaimed",
  "claim-doubted",
  "claim-stale",
  "run-number-in-prose",
  "placeholder-left",
  "html-remnant",
  "markdown-remnant",
  "reference-of-wrong-kind",
  "missing-ai-statement",
  "identity-revealed",
  "figure-small-print",
]);

/** What remains is said, and what the author stood by goes on with the draft. */
async function settled(lab: Lab, draft: Draft, paper: Paper, defended: ReadonlySet<string>): Promise<Version> {
  const remaining = paper.problems.filter(needsCorrection);
  if (!paper.pdf) await tellOnce(lab, paper.problems.find(({ rule }) => rule === NO_LATEX)?.message ?? LATEX_ERRORS);
  for (const problem of remaining) await tellOnce(lab, `Left in the paper: ${describeProblem(problem)}`);
  return { paper, draft: { ...draft, defended: [...defended] } };
}

/** The rule of the problem that a typesetter reports when there is no LaTeX. */
export const NO_LATEX = "no-latex";
const LATEX_ERRORS =
  "LaTeX reports errors, so there is no paper.pdf. The source and the problems are kept, and what LaTeX made all the same is paper-with-errors.pdf.";

/** Asks for edits of the paper and makes them; nothing proposed or nothing accepted leaves the draft as it is. */
export async function change(
  lab: Lab,
  draft: Draft,
  part: string,
  title: string,
  question: Question<ProposedEdits>,
): Promise<Draft> {
  const proposed = await ask(lab, question);
  if (proposed.edits.length === 0) return draft;
  const intent: Intent = intentOf(lab, draft.context.experiment.idea, `paper, ${part}`, title, "", "prose");
  const { commit, decision } = await makeChange(lab, intent, proposed, revisionOfPaper(draft.context));
  const told = { ...draft, context: withRemarks(draft.context, decision) };
  return commit === undefined ? told : { ...told, commit };
}

/** Edits of the paper's source that cite no stranger, and make none of an entry. */
export function answerFor({ context }: Draft, source: string) {
  const allowed = new Set([...context.bibliography.map(({ key }) => key), ...citationsIn(source)]);
  return editsOrUnchanged({ [PAPER_SOURCE]: source }, (after) => {
    const text = after[PAPER_SOURCE] ?? "";
    return [...unknownKeys(text, allowed), ...strangeEntries(bibEntriesIn(source), text)];
  });
}
