import type { ClaimSources } from "../../claims/sources";
import { claimLibrary, claimProblems } from "../../latex/claim-problems";
import { commandsNamed, parseLatex, positionIn } from "../../latex/document";
import type { PaperFiles } from "../../latex/paper";
import { type Replacement, withOldLayout } from "../../latex/passage/align";
import { changesBetween } from "../../latex/passage/changes";
import { tradedPlaces } from "../../latex/passage/moved-numbers";
import { withOldWrapping } from "../../latex/passage/protected";
import { type PassageRoom, refusals } from "../../latex/passage/refusals";
import { translatedNumbers } from "../../latex/passage/translated-numbers";
import { abstractOf, bibliographyOf, sectionsOf, titleIn } from "../../latex/sections";
import type { PassageKind } from "../../research/passage";
import type { Problem } from "../../research/problem";
import { bulleted, latexAnswer, reasonUnchanged, saysUnchanged, textAnswer } from "../answers";
import { type AnswerShape, ask, type Question, UnusableAnswer } from "../ask";
import type { Conversing } from "../lab";
import {
  editPassage as editQuestion,
  explainPassage as explainQuestion,
  type PassageSetting,
} from "../prompts/edit-passage";

/** A passage of a source, and what the scientist is asked to do with it. Offsets are those of `source`. */
export type PassageRequest = {
  /** Unique in the journal. */
  readonly name: string;
  readonly kind: PassageKind;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly language?: string;
  readonly detail?: string;
  /** What is around the source; `file` is how problems name it. */
  readonly files: PaperFiles;
  /** Of these, the texts that no model is to see, by their names there. What they hold may be referred to all the same. */
  readonly withheld?: ReadonlySet<string>;
  /** What the runs beside the paper measured. */
  readonly evidence?: ClaimSources;
};

/** The passage as the model would have it. */
export type EditedPassage = { readonly after: string; readonly why: string };

/** Characters. A longer passage would not come back whole, and nobody reads that many proposals at once. */
export const LONGEST_PASSAGE = 24_000;

/** Asks for other words. What the kind of edit has to leave alone is compared; an answer that changed it is sent back once, then refused. */
export async function editPassage(lab: Conversing, request: PassageRequest): Promise<EditedPassage> {
  const { kind, source, start, end, language, detail } = request;
  const { lead, core, tail } = trimmed(source.slice(start, end));
  const task = { kind, passage: core, ...(language ? { language } : {}), ...(detail ? { detail } : {}) };
  const answer = passageAnswer(core, (after) => [
    ...refusals(kind, core, after, roomOf(request)),
    ...swallowed(request, lead + after + tail),
    ...unsupported(request, lead + after + tail),
    ...traded(request, core, after),
  ]);
  const edited = await askOnceMore(lab, editQuestion(request.name, settingOf(request), task, answer));
  const doubts = kind === "translate" ? translatedNumbers(core, edited.after).doubtful : [];
  return { why: [edited.why, ...doubts].filter(Boolean).join(" "), after: lead + edited.after + tail };
}

/** In a section that is written anew two numbers may change places only where the runs did not bear out what was said of them. */
function traded(request: PassageRequest, before: string, after: string): string[] {
  const pair = request.kind === "rewrite" ? tradedPlaces(before, after) : undefined;
  if (!pair) return [];
  const said = claimsAgainst(request, request.source, request.end - request.start);
  const doubted = new Set(said.flatMap(({ message }) => numbersOf(message)));
  if (pair.some((number) => numbersOf(number).some((one) => doubted.has(one)))) return [];
  return [
    `The numbers “${pair[0]}” and “${pair[1]}” changed places, and nothing said that they were wrong. Each has to stay with its words.`,
  ];
}

/** Without the signs of a formula around them, of which nothing that is said of a number has any. */
function numbersOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** What becomes of a passage, in changes that can be decided each by itself. */
export function changesOf({ source, start, end }: PassageRequest, after: string): Replacement[] {
  return changesBetween(source.slice(start, end), after);
}

/** An explanation in Markdown. Nothing is edited. */
export async function explainPassage(lab: Conversing, request: Omit<PassageRequest, "kind">): Promise<string> {
  const { name, source, start, end, detail } = request;
  const task = { passage: source.slice(start, end).trim(), ...(detail ? { detail } : {}) };
  const answer = textAnswer((text) =>
    text.trim() ? { ok: true, value: text.trim() } : { ok: false, problem: "The answer is empty." },
  );
  return askOnceMore(lab, explainQuestion(name, settingOf({ ...request, kind: "polish" }), task, answer));
}

/** Somebody waits for the answer: one that cannot be used is sent back once, then refused. */
export async function askOnceMore<Answer>(lab: Conversing, question: Question<Answer>): Promise<Answer> {
  const attemptsPerAnswer = Math.min(2, lab.parameters.attemptsPerAnswer);
  try {
    return await ask({ ...lab, parameters: { ...lab.parameters, attemptsPerAnswer } }, question);
  } catch (error) {
    throw error instanceof UnusableAnswer ? new AnswerRefused(error) : error;
  }
}

/** What the model wrote was not let into the text. It is kept in the journal. */
export class AnswerRefused extends Error {
  override readonly name = "AnswerRefused";
  constructor(cause: UnusableAnswer) {
    const reasons = cause.problem.split("\n").map((line) => line.replace(/^- /, ""));
    const more = reasons.length > MOST_REASONS ? ` (${reasons.length - MOST_REASONS} more)` : "";
    super(`The answer was refused, and nothing was changed. ${reasons.slice(0, MOST_REASONS).join(" ")}${more}`, {
      cause,
    });
  }
}

const MOST_REASONS = 3;

function trimmed(text: string): { readonly lead: string; readonly core: string; readonly tail: string } {
  const core = text.trim();
  const at = core === "" ? 0 : text.indexOf(core);
  return { lead: text.slice(0, at), core, tail: text.slice(at + core.length) };
}

function passageAnswer(before: string, check: (after: string) => readonly string[]): AnswerShape<EditedPassage> {
  const block = latexAnswer(() => []);
  return {
    read(text, finish) {
      const why = /^\W*Why:\W*(.+?)[*\s]*$/m.exec(text)?.[1]?.trim() ?? "";
      if (saysUnchanged(text) && !/^```/m.test(text))
        return { ok: true, value: { after: before, why: why || reasonUnchanged(text) } };
      const read = block.read(text, finish);
      if (!read.ok) return read;
      const written = withOldWrapping(before, withEndsOf(before, read.value.trim()));
      const after = withOldLayout(before, written).trimEnd();
      const problems = check(after);
      return problems.length > 0 ? { ok: false, problem: bulleted(problems) } : { ok: true, value: { after, why } };
    },
  };
}

/** A file keeps its kind of line ends. */
function withEndsOf(before: string, after: string): string {
  return before.includes("\r\n") ? after.replace(/\r?\n/g, "\r\n") : after;
}

function roomOf({ source, files, evidence }: PassageRequest): PassageRoom {
  const texts = [source, ...Object.values(files.inputs ?? {})];
  const labels = texts.flatMap((text) =>
    commandsNamed(parseLatex(text, ""), /^label$/).map(({ groups }) => groups[0]?.text.trim() ?? ""),
  );
  const bibliographies = [...texts, ...Object.values(files.bibliographies ?? {})];
  const keys = bibliographies.flatMap((text) => [
    ...bibliographyOf(text).map(({ key }) => key),
    ...[...text.matchAll(/@\w+\s*\{\s*([^,\s{}]+)/g)].map((match) => match[1]!),
    ...[...text.matchAll(/\\bibitem(?:\[[^\]]*\])?\{([^{}]*)\}/g)].map((match) => match[1]!),
  ]);
  return { evidence: evidence !== undefined, labels: new Set(labels), keys: new Set(keys) };
}

/** A comment that came to stand at the end of the passage takes the rest of its line with it. */
function swallowed({ source, start, end }: PassageRequest, after: string): string[] {
  const read = parseLatex(source.slice(0, start) + after + source.slice(end), "");
  const stays = read.live.slice(start + after.length) === parseLatex(source, "").live.slice(end);
  return stays
    ? []
    : ["The passage ends in a comment, which takes in what follows on its line. Leave comments where they were."];
}

/** What the paper would say that its runs do not, and did not say before. Only where numbers may change at all. */
function unsupported(request: PassageRequest, after: string): string[] {
  const { kind, source, start, end, evidence } = request;
  if (!evidence || (kind !== "rewrite" && kind !== "fix")) return [];
  const known = new Set(claimsAgainst(request, source, end - start).map(({ message }) => message));
  const now = claimsAgainst(request, source.slice(0, start) + after + source.slice(end), after.length);
  return [...new Set(now.filter(isRefused).map(({ message }) => message))].filter((message) => !known.has(message));
}

/** What the runs do not bear out of the passage, so many characters long in this text. */
function claimsAgainst({ start, files, evidence }: PassageRequest, text: string, length: number): Problem[] {
  if (!evidence) return [];
  const [first, last] = [positionIn(text, start).line, positionIn(text, start + length).line];
  const own = claimProblems(text, files, claimLibrary(evidence)).filter(({ file }) => file === files.file);
  return own.filter(({ line }) => line >= first && line <= last);
}

/** Wrong, or in no result at all: a number that was changed has to be a supported one. */
function isRefused({ severity, rule }: Problem): boolean {
  return severity === "error" || rule === "unsupported-number" || rule === "claim-overclaimed";
}

/** Characters of the text around a passage that a model sees. */
const AROUND = { before: 1_500, after: 800 };

function settingOf(request: PassageRequest): PassageSetting {
  const { source, start, end, evidence, kind } = request;
  const body = Math.max(0, source.indexOf("\\begin{document}"));
  const leading = source.slice(Math.max(body, start - AROUND.before), start);
  return {
    title: titleIn(source) ?? "",
    abstract: abstractOf(source) ?? "",
    headings: sectionsOf(source).map(({ title }) => title),
    leading: (leading.length < start - body ? leading.replace(/^\S*\s/, "") : leading).trim(),
    trailing: source
      .slice(end, end + AROUND.after)
      .replace(/\s\S*$/, "")
      .trim(),
    ...(kind === "rewrite" || kind === "fix" ? { ...referable(request), ...(evidence ? { evidence } : {}) } : {}),
  };
}

function shownOf({ files, withheld }: PassageRequest): PaperFiles {
  const shown = (texts: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(texts).filter(([name]) => !withheld?.has(name)));
  return { ...files, inputs: shown(files.inputs), bibliographies: shown(files.bibliographies) };
}

/** Names that a prompt lists; a paper with more has other troubles. */
const MOST_NAMES = 120;

function referable(request: PassageRequest): Pick<PassageSetting, "keys" | "labels"> {
  const { keys, labels } = roomOf({ ...request, files: shownOf(request) });
  return { keys: [...keys].slice(0, MOST_NAMES), labels: [...labels].slice(0, MOST_NAMES) };
}
