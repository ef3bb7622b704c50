import type { Parameters } from "../../research/parameters";
import type { Stage } from "../../research/run-event";
import { TOKENS_PER_PICTURE } from "../budget";
import { ANSWERS, type CallKind } from "./call-kind";
import type { PromptSizes } from "./prompt-sizes";
import type { Scenario } from "./scenario";

/** A call that an idea's way will come to, in tokens. `cached` of its input were sent by an earlier call. */
export type PlannedCall = {
  readonly stage: Stage;
  readonly kind: CallKind;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
};

/** Every call of an idea, in the order of its way, if things go as in the scenario. */
export function plannedCalls(sizes: PromptSizes, parameters: Parameters, scenario: Scenario): PlannedCall[] {
  const answer = (kind: CallKind) => ANSWERS[kind][scenario.side];
  const project = sizes.system + sizes.project + sizes.idea;
  const log = (runs: number) => project + scenario.baseline + runs * scenario.entry;
  const about = (stage: Stage, kind: CallKind, cached: number, fresh: number): PlannedCall => ({
    ...{ stage, kind, cached, input: cached + fresh, output: answer(kind) },
  });
  const parts: Parts = { sizes, parameters, scenario, answer, log, about };
  const improvements = Array.from({ length: parameters.improvementRounds }, () => [
    ...improvementCalls(parts),
    ...reviewCalls(parts, "improvement"),
  ]);
  return [
    ...experimentCalls(parts),
    ...plotCalls(parts),
    ...paperCalls(parts),
    ...reviewCalls(parts, "review"),
    ...improvements.flat(),
  ];
}

/** Every call that thinking up one idea takes; `archive` is the number of ideas that there are. */
export function ideaCalls(
  sizes: PromptSizes,
  parameters: Parameters,
  side: Scenario["side"],
  archive: number,
): PlannedCall[] {
  const prefix = sizes.system + sizes.project;
  const question = QUESTION + archive * ARCHIVE_ENTRY;
  const rounds = side === "low" ? Math.min(1, parameters.ideaReflections) : parameters.ideaReflections;
  const reflections = Array.from({ length: rounds }, (_, round): PlannedCall => {
    const earlier = prefix + question + round * (ANSWERS["idea reflection"][side] + QUESTION);
    const fresh = ANSWERS["idea reflection"][side] + QUESTION;
    return { ...about("idea reflection", side), input: earlier + fresh, cached: earlier };
  });
  return [{ ...about("idea", side), input: prefix + question, cached: archive > 0 ? prefix : 0 }, ...reflections];
}

function about(kind: CallKind, side: Scenario["side"]) {
  return { stage: "ideas" as const, kind, output: ANSWERS[kind][side] };
}

type Parts = {
  readonly sizes: PromptSizes;
  readonly parameters: Parameters;
  readonly scenario: Scenario;
  readonly answer: (kind: CallKind) => number;
  /** The project with the log of the baseline and so many runs. */
  readonly log: (runs: number) => number;
  readonly about: (stage: Stage, kind: CallKind, cached: number, fresh: number) => PlannedCall;
};

function experimentCalls({ sizes, scenario, log, about }: Parts): PlannedCall[] {
  const { runs, secondAttempts, entry, baseline } = scenario;
  const calls = [about("experiments", "plan", 0, log(0) + QUESTION)];
  for (let run = 1; run <= runs; run++) {
    const sent = run === 1 ? log(0) - baseline : log(run - 1) - LESSON_IN_LOG;
    const fresh = log(run - 1) - sent + QUESTION;
    calls.push(about("experiments", "change", sent, fresh));
    if (run <= secondAttempts) calls.push(about("experiments", "change", log(run - 1), QUESTION + sizes.code + 400));
    calls.push(about("experiments", "lesson", log(run - 1), entry - LESSON_IN_LOG + QUESTION));
  }
  return calls;
}

function plotCalls({ sizes, scenario: { runs, plotAttempts, looks, contrasts }, log, about }: Parts): PlannedCall[] {
  const attempts = Array.from({ length: plotAttempts }, () =>
    about("plots", "plots", log(runs) - LESSON_IN_LOG, LESSON_IN_LOG + sizes.plot + QUESTION),
  );
  const look = sizes.idea + contrasts + 2 * QUESTION + TOKENS_PER_PICTURE;
  return [
    ...attempts,
    about("plots", "figures", log(runs), sizes.plot + QUESTION),
    ...Array.from({ length: looks }, () => about("plots", "look", sizes.system, look)),
  ];
}

function paperCalls(parts: Parts): PlannedCall[] {
  const { sizes, scenario, answer, log, about } = parts;
  const context = paperContext(parts);
  const calls = [
    ...referenceCalls(parts),
    about("paper", "title", log(scenario.runs), context - log(scenario.runs) + QUESTION),
  ];
  let written = answer("title");
  let sent = context;
  for (let section = 1; section <= sizes.sections; section++) {
    const asked = context + written + QUESTION;
    calls.push(about("paper", "section", sent, asked - sent));
    if (section <= scenario.sectionReflections)
      calls.push(about("paper", "section reflection", asked, answer("section") + QUESTION));
    sent = context + written;
    written += answer("section");
  }
  const source = paperSource(parts);
  for (let round = 1; round <= scenario.citations; round++)
    calls.push(about("paper", "citations", context, source + QUESTION));
  calls.push(...citationSearchCalls(parts));
  calls.push(about("paper", "second pass", context, source + QUESTION));
  return [...calls, ...claimCalls(parts), ...correctionCalls(parts, "paper")];
}

/**
 * The finished paper is read by one that knows nothing else of it, a part in each question. What an improvement changes of it is little.
 */
function claimCalls(parts: Parts): PlannedCall[] {
  if (!parts.parameters.readClaims) return [];
  const guide = CLAIM_GUIDE + parts.scenario.runs * RUN_NAMED;
  const text = paperSource(parts) * parts.scenario.claiming;
  const questions = Math.max(1, Math.ceil(text / CLAIMS_AT_ONCE));
  const read = Array.from({ length: questions }, (_, at) =>
    parts.about("paper", "claims", at === 0 ? 0 : guide, (at === 0 ? guide : 0) + text / questions),
  );
  // What that leaves open, which may be nothing, is held against the programs.
  const open = parts.about("paper", "claims", 0, parts.sizes.project + text * LEFT_OPEN + QUESTION);
  return parts.scenario.side === "high" ? [...read, open] : read;
}

/** What is searched for before the paper is written, and the choice from what was found. */
function referenceCalls({ scenario, sizes, about, ...parts }: Parts): PlannedCall[] {
  if (scenario.citationSearches === 0) return [];
  const context = paperContext({ scenario, sizes, about, ...parts });
  const sent = parts.log(scenario.runs);
  return [
    about("paper", "queries", sent, context - sent + QUESTION),
    about("paper", "references", context, worksShown(scenario, 60) + QUESTION),
  ];
}

/** The paper and what a search found; the log of the experiment is not shown. The last round finds that nothing is missing. */
function citationSearchCalls(parts: Parts): PlannedCall[] {
  const { sizes, scenario, answer, about } = parts;
  const rest = sizes.paperRules + paperSource(parts) + 2 * QUESTION;
  return Array.from({ length: scenario.citationSearches }, (_, round) => {
    const gaps = about("paper", "gaps", sizes.system, rest);
    const fresh = answer("gaps") + worksShown(scenario, 30) + QUESTION;
    const placing = about("paper", "found works", sizes.system + rest, fresh);
    return round === scenario.citationSearches - 1 ? [gaps] : [gaps, placing];
  }).flat();
}

function worksShown({ side }: Scenario, most: number): number {
  return (side === "low" ? most / 3 : most) * FOUND_WORK;
}

/** They show the paper with its bibliography. */
function correctionCalls(parts: Parts, stage: Stage): PlannedCall[] {
  const fresh = paperSource(parts) + parts.sizes.bibliography + QUESTION + 300;
  return Array.from({ length: parts.scenario.corrections }, () =>
    parts.about(stage, "corrections", paperContext(parts), fresh),
  );
}

function improvementCalls(parts: Parts): PlannedCall[] {
  const { answer, about } = parts;
  const [context, source] = [paperContext(parts), paperSource(parts)];
  return [
    about("improvement", "improvement", context, source + answer("meta-review") + QUESTION),
    about("improvement", "second look", context, source + QUESTION),
    ...correctionCalls(parts, "improvement"),
  ];
}

function reviewCalls(parts: Parts, stage: Stage): PlannedCall[] {
  const { sizes, parameters, scenario, answer, about } = parts;
  const evidence = parameters.reviewEvidence
    ? Math.min(scenario.contrasts, RESULTS_SHOWN) + scenario.runs * CHANGE_SHOWN + EVALUATION_SHOWN
    : 0;
  const submission = sizes.referee + (paperSource(parts) + sizes.bibliography) * scenario.submission + evidence;
  const known = stage === "review" ? 0 : sizes.referee;
  const first = (kind: CallKind) => about(stage, kind, known, submission - known + QUESTION);
  const referees = refereeCalls(parts, stage, submission);
  const begun =
    parameters.reviewWay === "aspects"
      ? [first("review questions"), ...referees]
      : [first("referee"), ...referees.slice(1)];
  const reviews = parameters.reviewers * answer("referee");
  const meta = about(stage, "meta-review", submission, reviews + QUESTION);
  const reflections = Array.from({ length: scenario.reviewReflections }, (_, round) => {
    const earlier = meta.input + round * (answer("review reflection") + QUESTION);
    return about(stage, "review reflection", earlier, answer("meta-review") + QUESTION);
  });
  return [...begun, meta, ...reflections];
}

/** Every referee fills the form; by aspects after answering what this paper raises. */
function refereeCalls({ parameters, answer, about }: Parts, stage: Stage, submission: number): PlannedCall[] {
  const members = Array.from({ length: parameters.reviewers });
  if (parameters.reviewWay === "form") return members.map(() => about(stage, "referee", submission, QUESTION));
  const asked = answer("review questions") + QUESTION;
  return members.flatMap(() => [
    about(stage, "review answers", submission, asked),
    about(stage, "referee", submission + asked, answer("review answers") + QUESTION),
  ]);
}

/** All that the questions about the paper have in common. */
function paperContext({ sizes, scenario, answer, log }: Parts): number {
  return log(scenario.runs) + scenario.contrasts + answer("figures") + sizes.paperRules;
}

/** The paper when its sections are written, without the entries of its bibliography. */
function paperSource({ sizes, answer }: Parts): number {
  return sizes.paperFrame + answer("title") + sizes.sections * answer("section");
}

/** Tokens of what a reader of claims is told first. */
const CLAIM_GUIDE = 2_500;
/** Tokens of a paper that a question about its claims holds, where sections are not divided. */
const CLAIMS_AT_ONCE = 2_000;
/** Tokens of a run that is named to it. */
const RUN_NAMED = 40;
/** The part of a paper's sentences that no query can ask, or of which the data tell nothing. */
const LEFT_OPEN = 1 / 6;
/** Tokens of a question's own text. */
const QUESTION = 350;
/** Tokens of a work that was found: title, authors, the beginning of its abstract. */
const FOUND_WORK = 190;
/** Tokens of the table of results, of which referees are shown no more. */
const RESULTS_SHOWN = 1_600;
/** Tokens of the code that measures the runs, where a project has such. */
const EVALUATION_SHOWN = 1_300;
/** Tokens of what a run changed in the code, as far as referees are shown it. */
const CHANGE_SHOWN = 200;
/** Tokens of an idea in the table of those that there are. */
const ARCHIVE_ENTRY = 220;
/** Tokens of a run's lesson, which is added to its entry in the log once the run is judged. */
const LESSON_IN_LOG = 250;
