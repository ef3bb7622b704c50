import { caseFor } from "../../claims/learned-names";
import { judgeReadings, type ReadLine } from "../../claims/readings/judge-readings";
import { type Line, partsOf } from "../../claims/readings/lines";
import { vocabularyOf } from "../../claims/readings/vocabulary";
import { withReadings } from "../../claims/readings/with-readings";
import { isFinding } from "../../claims/verdict";
import { type ClaimLibrary, judgedParts, problemsIn } from "../../latex/claim-problems";
import type { LatexDocument } from "../../latex/document";
import { numberMacros } from "../../latex/number-macros";
import { paperTextOf } from "../../latex/paper-text";
import { titleIn } from "../../latex/sections";
import type { ReadingPlan, ReadPaper } from "../../research/read-paper";
import { costOf } from "../../research/usage";
import { jsonLinesAnswer } from "../answers";
import { type AnswerShape, ask, type Question } from "../ask";
import { inputTokens } from "../budget";
import type { Conversing } from "../lab";
import type { LanguageModel } from "../ports/language-model";
import type { ReadingShelf } from "../ports/reading-shelf";
import { GUIDE_VERSION, type PaperFrame, readClaims as readQuestion } from "../prompts/read-claims";

/** A paper with what its claims are held against. */
export type PaperToRead = {
  readonly parts: readonly LatexDocument[];
  readonly library: ClaimLibrary;
  readonly shelf: ReadingShelf;
};

/**
 * Has a model translate what a paper claims into queries, and asks the data these. What is found stands beside what the rules find.
 * Lines that were read before are not read again.
 */
export async function readClaims(
  lab: Conversing,
  paper: PaperToRead,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<ReadPaper> {
  const work = workOn(paper, lab.model);
  const known = new Map(await paper.shelf.read());
  const questions = questionsFor(work, known);
  for (const [index, { question, lines }] of questions.entries()) {
    onProgress(index, questions.length);
    const entries = await ask(lab, question);
    const fresh = new Map(lines.map((line) => [work.keyOf(line), entriesOf(line, entries)]));
    await paper.shelf.add(fresh);
    for (const [key, read] of fresh) known.set(key, read);
  }
  onProgress(questions.length, questions.length);
  const read = work.lines.map((line) => ({ line, entries: withLine(line, known.get(work.keyOf(line)) ?? []) }));
  return judged(paper, work, read, lab.model);
}

/** What it would take to read a paper now. */
export async function planReading(paper: PaperToRead, model: LanguageModel): Promise<ReadingPlan> {
  const work = workOn(paper, model);
  const questions = questionsFor(work, await paper.shelf.read());
  const sizes = questions.map(({ question: { system, context, question } }) =>
    inputTokens({
      conversation: [
        { role: "system", text: system },
        { role: "user", text: [...context, question].join("\n\n") },
      ],
    }),
  );
  const input = sizes.reduce((sum, size) => sum + size, 0);
  const toRead = questions.flatMap(({ lines }) => lines);
  const output = toRead.reduce((sum, line) => sum + answerTokens(line), 0);
  const usage = { input, cachedInput: 0, output, reasoning: 0, source: "estimated" as const };
  return {
    ...{ lines: work.lines.length, toRead: toRead.length, questions: questions.length },
    ...{ inputTokens: input, outputTokens: output, model: model.name, rehearsal: model.rehearsal },
    dollars: model.price && costOf(usage, model.price),
  };
}

/** Tokens that a line is answered with, roughly. */
function answerTokens({ type, shown }: Line): number {
  if (type === "table") return 30 * shown.split("\n").length;
  return 25 + 45 * (shown.match(/\d+(?:\.\d+)?/g)?.length ?? 0);
}

type Work = {
  readonly parts: readonly (readonly Line[])[];
  readonly lines: readonly Line[];
  readonly frame: PaperFrame;
  readonly keyOf: (line: Line) => string;
  readonly nameOf: (question: string) => string;
};

function workOn({ parts, library, shelf }: PaperToRead, model: LanguageModel): Work {
  const texts = textsOf(parts);
  const questions = partsOf(texts);
  const vocabulary = vocabularyOf(library.evidence);
  const lines = questions.flat();
  const sources = parts.map(({ text }) => text);
  const keys = new Map(
    lines.map((line) => {
      const { section, before, shown } = line;
      return [line, shelf.keyOf(JSON.stringify([GUIDE_VERSION, model.name, vocabulary, section, before, shown]))];
    }),
  );
  const frame = {
    vocabulary,
    title: sources.map(titleIn).find((title) => title) ?? "",
    abstract: lines
      .flatMap((line) => (line.type === "sentence" && line.of === "abstract" ? [line.shown] : []))
      .join(" "),
    labels: labelsIn(lines),
  };
  return { parts: questions, lines, frame, keyOf: (line) => keys.get(line)!, nameOf: shelf.keyOf };
}

function textsOf(parts: readonly LatexDocument[]) {
  const macros = numberMacros(parts);
  return parts.map((part) => paperTextOf(part, macros));
}

function labelsIn(lines: readonly Line[]): string[] {
  const tables = lines.flatMap((line) => (line.type === "table" ? [line.table] : []));
  const labels = tables.flatMap(({ rows }) => [...(rows[0] ?? []), ...rows.flatMap((row) => row.slice(0, 2))]);
  return [...new Set(labels.map(({ text }) => text.trim()))].filter((text) => /\p{L}/u.test(text) && text.length < 60);
}

type Asked = { readonly question: Question<readonly unknown[]>; readonly lines: readonly Line[] };

/** One for each part of the paper in which something is to be read; what is known of it is shown as well. */
function questionsFor({ parts, frame, keyOf, nameOf }: Work, known: ReadonlyMap<string, unknown>): Asked[] {
  return parts.flatMap((part): Asked[] => {
    const lines = part.filter((line) => !known.has(keyOf(line)));
    if (lines.length === 0) return [];
    const sections = [...new Set(part.map(({ section }) => section))].map((heading) => ({
      heading,
      lines: part
        .filter(({ section }) => section === heading)
        .map((line) => ({ id: line.id, shown: line.shown, read: lines.includes(line) })),
    }));
    const asked = readQuestion("", frame, sections, answerAbout(lines));
    return [{ question: { ...asked, name: `read claims, ${nameOf(lines.map(keyOf).join())}` }, lines }];
  });
}

/** Readings of lines that were asked about. */
function answerAbout(lines: readonly Line[]): AnswerShape<readonly unknown[]> {
  const ids = new Set(lines.map(({ id }) => id));
  const example = `{"line":"${lines[0]?.id ?? "1"}","quote":"…","kind":"value", …}`;
  return jsonLinesAnswer((entries) =>
    entries.some((entry) => ids.has(lineIn(entry)))
      ? []
      : [`None of the objects is about a line that you were asked to translate. Each looks like ${example}.`],
  );
}

function lineIn(entry: unknown): string {
  return typeof entry === "object" && entry !== null && "line" in entry ? String(entry.line) : "";
}

function entriesOf(line: Line, entries: readonly unknown[]): unknown[] {
  return entries.filter((entry) => lineIn(entry) === line.id);
}

/** Lines have other numbers once something stands before them. */
function withLine({ id }: Line, entries: readonly unknown[]): unknown[] {
  return entries.map((entry) => ({ ...(entry as object), line: id }));
}

function judged({ parts, library }: PaperToRead, _: Work, read: readonly ReadLine[], model: LanguageModel): ReadPaper {
  const { verdicts, unread, uncheckable } = judgeReadings(caseFor(library, textsOf(parts)), read);
  const both = judgedParts(parts, library).map(({ part, verdicts: rules }, file) => ({
    part,
    verdicts: withReadings(
      rules,
      verdicts.filter((one) => one.file === file),
    ),
  }));
  const told = verdicts.filter(({ kind }) => kind !== "not-checkable");
  return {
    problems: problemsIn(both),
    judged: told.length,
    supported: told.filter((one) => !isFinding(one)).length,
    unread,
    uncheckable: uncheckable + verdicts.length - told.length,
    model: model.name,
    rehearsal: model.rehearsal,
  };
}
