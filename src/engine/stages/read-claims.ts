import { caseFor } from "../../claims/learned-names";
import { judgeReadings } from "../../claims/readings/judge-readings";
import type { Line } from "../../claims/readings/lines";
import { lineRead } from "../../claims/readings/lines-read";
import { withReadings } from "../../claims/readings/with-readings";
import { isFinding } from "../../claims/verdict";
import { judgedParts, problemsIn } from "../../latex/claim-problems";
import type { ReadingPlan, ReadPaper } from "../../research/read-paper";
import { costOf } from "../../research/usage";
import { ask, type Question } from "../ask";
import { inputTokens } from "../budget";
import type { Conversing } from "../lab";
import type { LanguageModel } from "../ports/language-model";
import { doubtsIn, doubtsToAsk, expectedOpen, openLines, withDoubts } from "./doubt-claims";
import {
  type LinesToRead,
  linesRead,
  linesToRead,
  type PaperToRead,
  questionsFor,
  type Readings,
  readIn,
  textsOf,
} from "./lines-to-read";
import { notChecked } from "./not-checked";

/**
 * Has a model translate what a paper claims into queries, and asks the data these. What is found stands beside what the rules find.
 * Lines that were read before are not read again.
 */
export async function readClaims(
  lab: Conversing,
  paper: PaperToRead,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<ReadPaper> {
  return claimsAsRead(paper, await readLines(lab, paper, onProgress), lab.model);
}

/** Has the lines read that are not on the shelf; gives all that is known then. */
export async function readLines(
  lab: Conversing,
  paper: PaperToRead,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Readings> {
  const work = linesToRead(paper, lab.model);
  const questions = questionsFor(work, paper, await paper.shelf.read());
  for (const [index, { question, lines }] of questions.entries()) {
    onProgress(index, questions.length + 1);
    const entries = await ask(lab, question);
    await paper.shelf.add(readIn(lines, work, entries));
  }
  await askDoubts(lab, paper, work, () => onProgress(questions.length, questions.length + 1));
  onProgress(questions.length + 1, questions.length + 1);
  return paper.shelf.read();
}

/** What no query can ask is held against the programs and notes, once that is known. */
async function askDoubts(lab: Conversing, paper: PaperToRead, work: LinesToRead, onAsked: () => void): Promise<void> {
  const known = await paper.shelf.read();
  const open = openLines(paper, lab.model, linesRead(work, known));
  const asked = doubtsToAsk(paper, lab.model, open, { known, after: work.parts.length });
  if (!asked) return;
  onAsked();
  await paper.shelf.add(doubtsIn(asked, await ask(lab, asked.question)));
}

/** What it would take to read a paper now. */
export async function planReading(paper: PaperToRead, model: LanguageModel): Promise<ReadingPlan> {
  const work = linesToRead(paper, model);
  const known = await paper.shelf.read();
  const questions = questionsFor(work, paper, known);
  const toRead = questions.flatMap(({ lines }) => lines);
  const open = [...openLines(paper, model, linesRead(work, known)), ...expectedOpen(paper, toRead)];
  const doubts = doubtsToAsk(paper, model, open, { known, after: work.parts.length });
  const sizes = [...questions, ...(doubts ? [doubts] : [])].map(({ question }) => tokensOf(question));
  const input = sizes.reduce((sum, size) => sum + size, 0);
  const output =
    toRead.reduce((sum, line) => sum + answerTokens(line), 0) + DOUBTED_TOKENS * (doubts?.lines.length ?? 0);
  const usage = { input, cachedInput: 0, output, reasoning: 0, source: "estimated" as const };
  return {
    ...{ lines: work.lines.length, toRead: toRead.length, questions: sizes.length, doubts: doubts !== undefined },
    ...{ inputTokens: input, outputTokens: output, model: model.name, rehearsal: model.rehearsal },
    dollars: model.price && costOf(usage, model.price),
  };
}

function tokensOf({ system, context, question }: Question<unknown>): number {
  const text = [...context, question].join("\n\n");
  return inputTokens({
    conversation: [
      { role: "system", text: system },
      { role: "user", text },
    ],
  });
}

/** Of a line that is left open, as some are doubted and most are not. */
const DOUBTED_TOKENS = 25;

/** Tokens that a line is answered with, roughly. */
function answerTokens({ type, shown }: Line): number {
  if (type === "table") return 15 * shown.split("\n").length;
  return 15 + 22 * (shown.match(/\d+(?:\.\d+)?/g)?.length ?? 0);
}

/** A paper by what was read in its lines. Lines of which nothing is known are judged by the rules alone. */
export function claimsAsRead(paper: PaperToRead, readings: Readings, model: LanguageModel): ReadPaper {
  const { parts, library } = paper;
  const plain = linesRead(linesToRead(paper, model), readings);
  const byRules = judgedParts(parts, library);
  const read = withDoubts(plain, openLines(paper, model, plain, byRules), readings);
  const one = caseFor(library, textsOf(parts));
  const { verdicts, unread, uncheckable } = judgeReadings(one, read);
  const both = byRules.map(({ part, verdicts: rules }, file) => ({
    part,
    verdicts: withReadings(
      rules,
      verdicts.filter((one) => one.file === file),
    ),
  }));
  const told = verdicts.filter(({ kind }) => kind !== "not-checkable" && kind !== "doubted");
  const untold = verdicts.filter(({ kind }) => kind === "not-checkable").length;
  return {
    problems: problemsIn(both),
    notChecked: notChecked(
      one,
      parts,
      read,
      verdicts,
      byRules.map((each) => each.verdicts),
    ),
    judged: told.length,
    supported: told.filter((one) => !isFinding(one)).length,
    unread,
    uncheckable: uncheckable + untold,
    doubted: both.flatMap(({ verdicts }) => verdicts.filter(({ kind }) => kind === "doubted")).length,
    model: model.name,
    rehearsal: model.rehearsal,
    lines: read.filter(({ entries }) => entries.length > 0).map(lineRead),
  };
}
