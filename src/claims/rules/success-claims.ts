import { clauseEnd, clauseStart } from "../binding";
import { runsIn } from "../candidates";
import type { Case } from "../case";
import { nameOf, type RunEvidence } from "../evidence";
import type { Mention } from "../mentions";
import type { Sentence } from "../sentence";
import { runsSpokenOf } from "../shown-run";
import { succeeded } from "../successes";
import type { Verdict } from "../verdict";
import { comparisonVerdict, exceptedIn, isAsserted } from "./in-words";
import { SETS, setsMeant } from "./universals";

/** What tasks do that are learned at last. */
const SUCCESS = /\bgrokk?(?:s|ed|ing)?\b/giu;
const ALL = new RegExp(
  `\\b(?:all|every|each|both)(?:\\s+of)?(?:\\s+(?:the|these|our|tested|evaluated|considered|studied|algorithmic|\\d|two|three|four|five|six|seven|eight))*\\s+${SETS}\\b`,
  "giu",
);

/** “All four tasks grok”, “only X groks”, “grokking only for X”: who gets there, and who does not. */
export function successClaims(one: Case, sentence: Sentence): Verdict[] {
  return [...sentence.text.matchAll(SUCCESS)].slice(0, 1).flatMap(({ 0: word, index }) => {
    const end = index + word.length;
    if (!isAsserted(sentence, index, end)) return [];
    const [from, to] = [clauseStart(sentence, index), clauseEnd(sentence, end)];
    return [...onAll(one, sentence, { index, end, from, to }), ...ofOnly(one, sentence, { index, end, from, to })];
  });
}

type Place = { readonly index: number; readonly end: number; readonly from: number; readonly to: number };

/** “All four tasks reliably grok”: some run that may be meant has to get there on each. */
function onAll(one: Case, sentence: Sentence, { index, end, from, to }: Place): Verdict[] {
  const { text } = sentence;
  return [...text.slice(from, to).matchAll(ALL)].flatMap(({ 0: words, index: at }) => {
    const [start, stop] = [from + at, from + at + words.length];
    const between = stop <= index ? text.slice(stop, index) : text.slice(end, start);
    if (!(stop <= index ? DOING : TAKING).test(between)) return [];
    const excepted = exceptedIn(sentence).flatMap(({ ids }) => [...ids]);
    const sets = setsMeant(one, words).filter((set) => !excepted.includes(set));
    const failing = runsSpokenOf(one, sentence).map((run) => ({
      run,
      sets: sets.filter((set) => succeeded(one, run, set) === false),
    }));
    const [mildest] = failing.toSorted((some, other) => some.sets.length - other.sets.length);
    if (!mildest || mildest.sets.length === 0) return [];
    const said = `${nameOf(mildest.run)} does not get there on ${mildest.sets.join(", ")}.`;
    const message = `“${words}” is more than the data say: ${said}`;
    return [comparisonVerdict(sentence, "overclaimed", Math.min(start, index), Math.max(stop, end), message, said)];
  });
}

/** “all tasks reliably (grok)”, “all tasks exhibit (grokking)” */
const DOING =
  /^\s+(?:(?:\p{L}+ly|also|eventually|still|do|did)\s+)*(?:(?:exhibit|show|achiev|display|reach|demonstrat|undergo)\p{L}*\s+(?:\p{L}+\s+)?)?$/iu;
/** “(grokking) on all tasks”, “(grokking) is seen across all tasks” */
const TAKING =
  /^\s+(?:(?:reliably|consistently|successfully|is|was|occurs?|occurred|seen|achieved|observed|happens|happened)\s+)*(?:on|across|for|in)\s+$/iu;

/** “Only X groks”: X has to, and no other of what it is one of may do so as well. */
function ofOnly(one: Case, sentence: Sentence, { index, end, from, to }: Place): Verdict[] {
  const { text, runs, datasets } = sentence;
  return [...text.slice(from, to).matchAll(ONLY)].flatMap(({ 0: words, index: at }) => {
    const start = from + at;
    const named = start + words.length;
    const [run, set] = [listedFrom(text, runs, named), listedFrom(text, datasets, named)];
    const failing = run.length > 0 ? againstRuns(one, sentence, run) : againstSets(one, sentence, set);
    if (failing === undefined) return [];
    const stop = Math.max(end, ...[...run, ...set].map((mention) => mention.end));
    const message = `“Only” does not fit: ${failing}.`;
    return [comparisonVerdict(sentence, "overclaimed", Math.min(start, index), stop, message, failing)];
  });
}

const ONLY = /(?<!\bnot )\bonly\s+(?:(?:for|with|in|on|by|under|when using)\s+)?(?:the\s+)?/giu;

/** What is named right there, with what is listed behind it. */
function listedFrom<Named extends Mention>(text: string, mentions: readonly Named[], from: number): Named[] {
  const first = mentions.find(({ start }) => start === from);
  if (!first) return [];
  const next = mentions.find(
    ({ start }) => start >= first.end && /^\s*(?:,|and|or|,\s*and)\s+(?:the\s+)?$/i.test(text.slice(first.end, start)),
  );
  return next ? [first, ...listedFrom(text, mentions, next.start)] : [first];
}

function againstRuns(one: Case, sentence: Sentence, named: readonly Mention[]): string | undefined {
  const ids = named.flatMap((mention) => mention.ids);
  const own = runsIn(one.evidence, { runs: ids });
  const here = sentence.datasets.flatMap((mention) => mention.ids);
  const { datasets } = sentence.before;
  const sets = here.length > 0 ? here : datasets.how === "headed" ? datasets.ids : [];
  const where = sets.length > 0 ? sets : one.evidence.datasets;
  const failing = own.find((run) => where.every((set) => succeeded(one, run, set) === false));
  if (failing) return `${nameOf(failing)} does not get there on ${where.join(", ")} either`;
  const others = one.evidence.runs.filter((run) => !own.includes(run));
  const gets = (run: RunEvidence) => where.every((set) => succeeded(one, run, set) === true);
  const other = sets.length > 0 ? others.find(gets) : undefined;
  return other && `${nameOf(other)} does so as well on ${where.join(", ")}`;
}

function againstSets(one: Case, sentence: Sentence, named: readonly Mention[]): string | undefined {
  const ids = named.flatMap((mention) => mention.ids);
  if (ids.length === 0) return undefined;
  const others = one.evidence.datasets.filter((set) => !ids.includes(set));
  const told = runsSpokenOf(one, sentence).map((run) => {
    const failing = ids.find((set) => succeeded(one, run, set) === false);
    if (failing !== undefined) return `${nameOf(run)} does not get there on ${failing}`;
    const other = others.find((set) => succeeded(one, run, set) === true);
    return other && `${nameOf(run)} does so on ${other} as well`;
  });
  return told.includes(undefined) ? undefined : told[0];
}
