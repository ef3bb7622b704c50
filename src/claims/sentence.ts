import type { Mention } from "./mentions";
import type { MetricMention } from "./metric-mentions";
import { CITATION, type Passage, type Prose } from "./paper-text";
import { numbersIn, type PrintedNumber } from "./printed-number";
import type { RunMention } from "./run-words";

/** What a sentence names, with places in its own text. */
export type Sentence = {
  readonly passage: Passage;
  readonly prose: Prose;
  readonly text: string;
  readonly numbers: readonly PrintedNumber[];
  readonly datasets: readonly Mention[];
  readonly metrics: readonly MetricMention[];
  readonly runs: readonly RunMention[];
  /** Offsets at which a new clause begins. */
  readonly clauses: readonly number[];
  readonly cites: boolean;
  /** What the sentences before it, the heading and the introducing words have named last. */
  readonly before: Scope;
};

export type Scope = {
  readonly datasets: readonly string[];
  readonly metrics: readonly string[];
  readonly runs: readonly string[];
  /** Whether a sentence that ends with a colon has introduced it: then it holds for all that follows. */
  readonly introduced: boolean;
};

export const NO_SCOPE: Scope = { datasets: [], metrics: [], runs: [], introduced: false };

/** How to find what a text names. */
export type Finders = {
  datasets(text: string): readonly Mention[];
  metrics(text: string): readonly MetricMention[];
  runs(text: string): readonly RunMention[];
};

/** The sentences of a passage, each knowing what was named before it. */
export function sentencesOf(passage: Passage, finders: Finders, context: Scope): Sentence[] {
  const sentences: Sentence[] = [];
  let scope = scopeAfter(context, finders, passage.lead);
  for (const { start, end } of sentenceSpans(passage.text)) {
    const prose = { text: passage.text.slice(start, end), at: passage.at.slice(start, end + 1) };
    const sentence = readSentence(passage, prose, finders, scope);
    sentences.push(sentence);
    scope = nextScope(scope, sentence);
  }
  return sentences;
}

function readSentence(passage: Passage, prose: Prose, finders: Finders, before: Scope): Sentence {
  const { text } = prose;
  return {
    passage,
    prose,
    text,
    numbers: numbersIn(text),
    datasets: finders.datasets(text),
    metrics: finders.metrics(text),
    runs: finders.runs(text),
    clauses: [0, ...[...text.matchAll(CLAUSE)].map(({ index, 0: sign }) => index + sign.length)],
    cites: text.includes(CITATION),
    before,
  };
}

/** What a heading or an introduction names holds for what stands under it. */
export function scopeAfter(scope: Scope, finders: Finders, text: string): Scope {
  if (text === "") return scope;
  const ids = (mentions: readonly Mention[]) => [...new Set(mentions.flatMap((one) => one.ids))];
  const [datasets, metrics, runs] = [ids(finders.datasets(text)), ids(finders.metrics(text)), ids(finders.runs(text))];
  return {
    datasets: datasets.length > 0 ? datasets : scope.datasets,
    metrics: metrics.length > 0 ? metrics : scope.metrics,
    runs: runs.length > 0 ? runs : scope.runs,
    introduced: scope.introduced,
  };
}

function nextScope(scope: Scope, { datasets, metrics, runs }: Sentence): Scope {
  const ids = (mentions: readonly Mention[], old: readonly string[]) =>
    mentions.length > 0 ? [...new Set(mentions.flatMap((one) => one.ids))] : old;
  return {
    datasets: ids(datasets, scope.datasets),
    metrics: ids(metrics, scope.metrics),
    runs: ids(
      runs.filter(({ ids }) => !(ids.length === 1 && ids[0] === "0")),
      scope.runs,
    ),
    introduced: scope.introduced,
  };
}

const CLAUSE =
  /;\s|(?:,\s*)?\b(?:while|whereas|although|though|but|yet|whilst)\b|,\s+(?:and|with)\s+(?=[^,;]*\b(?:is|are|was|were|has|have|reach\w*|achiev\w*|fall\w*|drop\w*|rises?|takes?|needs?|slows?|grows?|increases?|decreases?|climbs?|goes|trains?|ends?|gets?|requires?|yields?|gives?|lies|stays?|improves?|reduces?|lowers?|raises?|attains?|obtains?)\b)/g;
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
  return spans;
}
