import type { Mention } from "./mentions";
import type { MetricMention } from "./metric-mentions";
import { CITATION, type Passage, type Prose } from "./paper-text";
import { numbersIn, type PrintedNumber } from "./printed-number";
import type { AspectMention } from "./run-aspects";
import type { RunMention } from "./run-words";
import { withSetsLeft } from "./sets-left";
import { meantIn, opensUnknown, type Span, subjectIn, withMeant } from "./spoken-of";

/** What a text says by itself: its numbers and what it names. */
export type Reading = {
  readonly text: string;
  readonly numbers: readonly PrintedNumber[];
  readonly datasets: readonly Mention[];
  readonly metrics: readonly MetricMention[];
  readonly runs: readonly RunMention[];
  /** Words that tell of runs where no name does. */
  readonly aspects: readonly Mention[];
  /** Offsets at which a new clause begins. */
  readonly clauses: readonly number[];
  readonly cites: boolean;
  /** Metrics that the units of its numbers tell, where no words do. */
  readonly unitMetrics: readonly string[];
  /** Whether it begins with a subject whose name we do not know. */
  readonly opensUnknown: boolean;
  /** The run that it is about, none where that is open; undefined where it names none. */
  readonly subject: readonly string[] | undefined;
  /** Where it speaks of “this variant”. */
  readonly meant: readonly Span[];
};

/** A sentence in its place. `before` is what the sentences before it, the heading and the introducing words have named last. */
export type Sentence = Reading & { readonly passage: Passage; readonly prose: Prose; readonly before: Scope };

/** What was named before. `introduced`: by a sentence that ends with a colon; `headed`: by the words over the passage. */
export type Named = { readonly ids: readonly string[]; readonly how: "introduced" | "headed" | "mentioned" };
export type Scope = {
  readonly datasets: Named;
  readonly metrics: Named;
  readonly runs: Named;
  /** The run that the last sentence with a run was about, where that was one. */
  readonly subject: readonly string[];
};

const NOTHING: Named = { ids: [], how: "mentioned" };
export const NO_SCOPE: Scope = { datasets: NOTHING, metrics: NOTHING, runs: NOTHING, subject: [] };

/** How to find what a text names. */
export type Mentions = {
  datasets(text: string): readonly Mention[];
  metrics(text: string): readonly MetricMention[];
  runs(text: string): readonly RunMention[];
  aspects(text: string): readonly AspectMention[];
  /** The metrics that are counted in a unit. */
  ofUnit(number: PrintedNumber): readonly string[];
  /** All data sets that there are. */
  readonly sets: readonly string[];
};
export type Finders = Mentions & { read(text: string): Reading };

export function readingOf(text: string, mentions: Mentions): Reading {
  const [runs, datasets, metrics] = [mentions.runs(text), mentions.datasets(text), mentions.metrics(text)];
  const numbers = numbersIn(text).filter((number) => !isInName(number, [...runs, ...metrics]));
  return {
    text,
    numbers,
    datasets: withSetsLeft(text, datasets, runs, mentions.sets),
    metrics,
    runs,
    aspects: mentions.aspects(text),
    opensUnknown: opensUnknown(text, runs),
    subject: subjectIn(text, runs),
    meant: meantIn(text),
    clauses: [0, ...[...text.matchAll(CLAUSE)].map(({ index, 0: sign }) => index + sign.length)],
    cites: text.includes(CITATION),
    unitMetrics: [
      ...new Set(numbers.flatMap((number) => (number.measure === undefined ? [] : mentions.ofUnit(number)))),
    ],
  };
}

/** The 99 of “reached 99% validation accuracy” and the 15 of “the combined strategy (15%)” are parts of names. */
function isInName({ start, end }: PrintedNumber, names: readonly Mention[]): boolean {
  return names.some((name) => name.start <= start && end <= name.end);
}

/** The sentences of a passage, each knowing what was named before it. */
export function sentencesOf(passage: Passage, finders: Finders, context: Scope): Sentence[] {
  const sentences: Sentence[] = [];
  let scope = context;
  for (const [index, { start, end }] of sentenceSpans(passage.text).entries()) {
    const prose = { text: passage.text.slice(start, end), at: passage.at.slice(start, end + 1) };
    const reading = finders.read(prose.text);
    if (reading.opensUnknown) scope = { ...scope, runs: NOTHING, subject: [] };
    const sentence = { ...reading, runs: withMeant(reading, scope.subject), passage, prose, before: scope };
    sentences.push(sentence);
    scope = index === 0 && isLead(sentence) ? headedBy(scope, finders, sentence.text) : after(scope, sentence);
  }
  return sentences;
}

/** “\\textbf{Permutations.}” at the start of a paragraph heads it. */
function isLead({ text, numbers }: Sentence): boolean {
  return numbers.length === 0 && text.split(/\s+/).length <= 5;
}

/** What a heading names holds for what stands under it. */
export function headedBy(scope: Scope, finders: Finders, text: string): Scope {
  if (text === "") return scope;
  const named = (mentions: readonly Mention[], old: Named): Named =>
    mentions.length > 0 ? { ids: idsOf(mentions), how: "headed" } : old;
  const found = finders.runs(text);
  const [aspect, more] = finders.aspects(text);
  const told = found.length === 0 && aspect && !more && finders.metrics(text).length === 0;
  const runs = told ? [{ ...aspect, own: false }] : found;
  return {
    datasets: named(finders.datasets(text), scope.datasets),
    metrics: named(finders.metrics(text), scope.metrics),
    runs: named(runs, scope.runs),
    subject: subjectIn(text, runs) ?? scope.subject,
  };
}

/** “than for A”: what a data set is compared with is not what the next sentence speaks of. */
const COMPARED = /\b(?:than|compared (?:to|with)|unlike)\s+(?:(?:that|those)\s+)?(?:for|on|in|of)?\s*(?:the\s+)?$/i;

/** “For subtraction, …”, “The permutation task exhibited …”: what a paragraph is going to be about. */
const TOPIC = /^(?:(?:for|on|in|with)\s+(?:the\s+)?|the\s+)$/i;
const TOPIC_ENDS = /^\s*(?:tasks?|data ?sets?|operation|benchmark|environment|problem)\b/i;

/** “at roughly 8–11% more training time”, “at a moderate cost in memory”: what something costs is not what the next sentence speaks of. */
const PRICE =
  /\b(?:at|for|despite|with)\s+(?:(?:the|an?|only|some|just|about|roughly|around|nearly)\s+)*(?:[\d.–%-]+\s+){0,2}(?:\p{L}+\s+)?(?:costs?|price|expense|more|longer|higher|additional|extra)\b[^.;:,]{0,24}$/iu;

export function withoutPrices({ text, metrics }: Sentence): Sentence["metrics"] {
  return metrics.filter(({ start }) => !PRICE.test(text.slice(Math.max(0, start - 80), start)));
}

/** What a sentence names is what the next one may speak of without naming it. The baseline is named everywhere. */
export function after(scope: Scope, sentence: Sentence): Scope {
  const { text, datasets, metrics, runs, unitMetrics, subject, passage } = sentence;
  const unpriced = withoutPrices(sentence);
  const own = datasets.filter(({ start }) => !COMPARED.test(text.slice(Math.max(0, start - 30), start)));
  const named = (mentions: readonly Mention[], old: Named): Named =>
    mentions.length > 0 ? { ids: idsOf(mentions), how: "mentioned" } : old;
  const opens = passage.kind !== "abstract" && isSameTopic(text, own, scope.datasets);
  return {
    datasets: opens ? { ids: idsOf(own), how: "headed" } : named(own, scope.datasets),
    metrics:
      metrics.length === 0 && unitMetrics.length > 0
        ? { ids: unitMetrics, how: "mentioned" }
        : named(unpriced.length > 0 ? unpriced : metrics, scope.metrics),
    runs: named(
      runs.filter(({ ids }) => !(ids.length === 1 && ids[0] === "0")),
      scope.runs,
    ),
    subject: subject ?? scope.subject,
  };
}

/** Whether a sentence speaks of what the heading names, or opens a topic itself. */
function isSameTopic(text: string, sets: readonly Mention[], { ids, how }: Named): boolean {
  const [set, ...others] = idsOf(sets);
  if (set === undefined || others.length > 0) return false;
  if (how === "headed" && ids.length === 1 && ids[0] === set) return true;
  return TOPIC.test(text.slice(0, sets[0]!.start)) && TOPIC_ENDS.test(text.slice(sets[0]!.end));
}

function idsOf(mentions: readonly Mention[]): string[] {
  return [...new Set(mentions.flatMap(({ ids }) => ids))];
}

const CLAUSE =
  /;\s|:\s(?=(?:it|this|they|we|that)\b)|(?:,\s*)?\b(?:while|whereas|although|though|(?<!\b(?:an?|the|these)\s[a-z-]+\s)but|yet|whilst)\b|,\s+(?=(?:better|worse|lower|higher|faster|slower)\s+(?:on|in|for)\b)|,\s+(?:and|with)\s+(?=[^,;]*\b(?:is|are|was|were|has|have|reach\w*|achiev\w*|fall\w*|drop\w*|rises?|takes?|needs?|slows?|grows?|increases?|decreases?|climbs?|goes|trains?|ends?|gets?|requires?|yields?|gives?|lies|stays?|improves?|reduces?|lowers?|raises?|attains?|obtains?)\b)/g;
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|vs|Fig|Figs|Eq|Eqs|Sec|Tab|al|cf|approx|resp|No|no|etc|ca|Dr|Ref|Refs|App|mod|w\.r\.t|acc|val|incl|std|avg)|\b[A-Z])$/;

/** Where the sentences of a text are. */
export function sentenceSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?][)”"'’]?(?=\s+[\p{Lu}\d"“(\p{Co}]|\s*$)/gu)) {
    const end = match.index + match[0].length;
    if (text[match.index] === "." && ABBREVIATION.test(text.slice(Math.max(start, match.index - 12), match.index)))
      continue;
    if (/^\s*\(?\d{1,2}$/.test(text.slice(start, match.index))) continue;
    spans.push({ start, end });
    start = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans.flatMap((span) => inPieces(text, span));
}

/** Characters. Nobody writes longer sentences; what has no end is read in pieces, so that time grows linearly. */
const LONGEST = 1500;

function inPieces(text: string, { start, end }: { start: number; end: number }): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let at = start;
  while (end - at > LONGEST) {
    const blank = text.lastIndexOf(" ", at + LONGEST);
    const cut = blank > at ? blank + 1 : at + LONGEST;
    pieces.push({ start: at, end: cut });
    at = cut;
  }
  return [...pieces, { start: at, end }];
}
