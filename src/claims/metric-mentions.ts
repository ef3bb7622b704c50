import { isTime } from "./agreement";
import { counted, countedPattern, headedByMark } from "./counted-metrics";
import { longestFirst, type Mention } from "./mentions";
import { LONG_NAMES, rootOf, spelling } from "./metric-vocabulary";
import { isOfOtherSplit, type MetricEvidence, metricVocabulary } from "./metric-words";
import { type Word, wordsOf } from "./words";

/** A mention of metrics. `perplexity` marks one of a perplexity that was not measured but follows from a loss. */
export type MetricMention = Mention & { readonly perplexity: boolean };

/** Finds the metrics that a text names; a mention that fits several names all of them. */
export type MetricFinder = (text: string) => readonly MetricMention[];

/** Words of other meanings in ordinary text: they need company to name a metric. */
const WEAK_ALONE = /^(?:time|step|token|speed|second|score|value|rate|eval|train|day|week|round|size|number|count)$/;

/** In running text. */
export function metricFinder(metrics: readonly MetricEvidence[]): MetricFinder {
  const [named, described] = [namedMetrics(metrics), describedMetrics(metrics)];
  const strong = (text: string) =>
    named(text).filter(({ start, end }) => !WEAK_ALONE.test(spelling(text.slice(start, end).toLowerCase())));
  const hinted = hintedMetrics(metrics);
  return (text) => {
    const found = longestFirst([...strong(text), ...described(text)]);
    return longestFirst([...found, ...hinted(text)]);
  };
}

/** By words that name a metric where nothing else does: the “peak” of `peak_infected`. */
function hintedMetrics(metrics: readonly MetricEvidence[]): MetricFinder {
  const hints = new Map<string, string[]>();
  for (const { key, hints: own } of metrics)
    for (const hint of own) hints.set(rootOf(hint), [...(hints.get(rootOf(hint)) ?? []), key]);
  if (hints.size === 0) return () => [];
  return (text) =>
    wordsOf(text).flatMap(({ low, start, end }) => {
      const ids = hints.get(rootOf(spelling(low)));
      return ids ? [{ start, end, ids, perplexity: false }] : [];
    });
}

/** In the head of a table, where single words count that are ordinary elsewhere. */
export function headerMetricFinder(metrics: readonly MetricEvidence[]): MetricFinder {
  const [named, described, hinted] = [namedMetrics(metrics), describedMetrics(metrics), hintedMetrics(metrics)];
  return (text) => {
    const found = longestFirst([...named(text), ...described(text), ...headedByMark(text, metrics)]);
    return found.length > 0 ? found : hinted(text);
  };
}

/** “standard error”, and the loss in “a loss of 9.2%”, are no names of metrics. */
const OTHERWISE_MEANT =
  /\bstandard errors?\b|(?<=\ba\s+)loss(?=\s+of\s+(?:about\s+|only\s+|just\s+|over\s+)?[\d.]+\s*%)/gi;

/** By the words of their names. */
function namedMetrics(metrics: readonly MetricEvidence[]): MetricFinder {
  const vocabulary = metricVocabulary(metrics);
  const roots = new Map([...vocabulary].filter((word) => word.length >= 5).map((word) => [rootOf(word), word]));
  const shortened = shortenedIn(metrics);
  return (whole) => {
    const text = whole.replace(OTHERWISE_MEANT, ({ length }) => " ".repeat(length));
    const words = wordsOf(text).map((word) => {
      const spelled = spelling(word.low);
      return vocabulary.has(spelled)
        ? word
        : { ...word, low: roots.get(rootOf(spelled)) ?? shortened(word.low) ?? word.low };
    });
    return consecutive(text, words, vocabulary).flatMap((words) => mentionOf(words, metrics));
  };
}

/** Short words in names of metrics that everybody writes. */
const USUAL =
  /^(?:train|val|eval|test|avg|acc|max|min|std|top|num|kl|loss|time|step|final|best|total|out|per|the|sec|mean|rate)$/;

/** `corr` of `corr_loss` is the beginning of “corrected”. */
function shortenedIn(metrics: readonly MetricEvidence[]): (word: string) => string | undefined {
  const short = metrics.flatMap(({ words, heads }) =>
    [...words].filter((word) => /^\p{L}{3,5}$/u.test(word) && !heads.has(word) && !USUAL.test(word)),
  );
  return (word) => short.find((one) => word.startsWith(one) && word.length >= one.length + 3);
}

/** By other words for what they measure. */
function describedMetrics(metrics: readonly MetricEvidence[]): MetricFinder {
  const counts = countedPattern(metrics);
  const long = longNames(metrics);
  return (text) => [
    ...long(text),
    ...speeds(text, metrics),
    ...times(text, metrics),
    ...(counts ? counted(text, counts, metrics) : []),
  ];
}

/** Stretches of words that all belong to names of metrics, joined by blanks, hyphens and slashes. */
function consecutive(text: string, words: readonly Word[], vocabulary: ReadonlySet<string>): Word[][] {
  const runs: Word[][] = [];
  let current: Word[] = [];
  for (const word of words) {
    const known = vocabulary.has(spelling(word.low)) || /^(?:validation|speed)$/.test(word.low);
    const last = current.at(-1);
    if (last && (!known || !/^['’]?s?[\s_\-–./]*$/.test(text.slice(last.end, word.start)))) {
      runs.push(current);
      current = [];
    }
    if (known) current.push(word);
  }
  return [...runs, current].filter((run) => run.length > 0);
}

function mentionOf(words: readonly Word[], metrics: readonly MetricEvidence[]): MetricMention[] {
  const spelled = words.map(({ low }) => spelling(low));
  const place = { start: words[0]!.start, end: words.at(-1)!.end };
  const perplexity = spelled.includes("perplexity") && !metrics.some(({ words }) => words.has("perplexity"));
  const wanted = perplexity ? spelled.map((word) => (word === "perplexity" ? "loss" : word)) : spelled;
  const ids = fitting(wanted, metrics).map(({ key }) => key);
  return ids.length > 0 ? [{ ...place, ids, perplexity }] : [];
}

/** The metrics whose heads are named and whose words cover the mention best. */
function fitting(wanted: readonly string[], metrics: readonly MetricEvidence[]): MetricEvidence[] {
  const headed = metrics.filter(
    (metric) => wanted.some((word) => metric.heads.has(word)) && !isOfOtherSplit(metric, wanted),
  );
  const covered = (metric: MetricEvidence) => wanted.filter((word) => metric.words.has(word)).length;
  const best = Math.max(0, ...headed.map(covered));
  const closest = headed.filter((metric) => covered(metric) === best);
  const exact = closest.filter(({ words }) => wanted.length === words.size);
  return exact.length > 0 ? exact : closest;
}

/** “root-mean-square error” for `rmse` */
function longNames(metrics: readonly MetricEvidence[]): MetricFinder {
  const known = LONG_NAMES.flatMap(([short, long]) => {
    const ids = metrics.filter(({ words }) => words.has(short)).map(({ key }) => key);
    const pattern = new RegExp(`(?<![\\p{L}\\d])(?:${long})(?![\\p{L}\\d])`, "giu");
    return ids.length > 0 ? [{ ids, pattern }] : [];
  });
  return (text) =>
    known.flatMap(({ ids, pattern }) =>
      [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
        start: index,
        end: index + word.length,
        ids,
        perplexity: false,
      })),
    );
}

/** “inference speed”, “tokens/s”, “throughput” */
function speeds(text: string, metrics: readonly MetricEvidence[]): MetricMention[] {
  const ids = metrics.filter(({ heads }) => heads.has("throughput")).map(({ key }) => key);
  if (ids.length === 0) return [];
  const pattern =
    /(?:(?:inference|generation|sampling)\s+(?:speed|throughput|rate)|throughput|(?:tokens?|tok|samples?)\s*(?:\/\s*s(?:ec(?:ond)?)?\b|per[\s-]second))/gi;
  return [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    ids,
    perplexity: false,
  }));
}

const TIMES: readonly (readonly [string, RegExp])[] = [
  ["", /\brun[- ]?times?\b|\bwall[- ]?clock(?: times?)?\b|\bcomputing times?\b/gi],
  [
    "train",
    /\btraining\s+(?:overhead|costs?|takes|took|duration)\b|\bto train\b(?!\s+(?:the|a|an|on|with|our|all)\b)|\b(?:longer|faster|slower|quicker)\s+(?:to train|training)\b|\btrain(?:s?|ing (?:gets|is|was|becomes|runs))\b(?=[^.;,]{0,30}\b(?:longer|faster|slower|quicker)\b)/gi,
  ],
  [
    "inference",
    /\b(?:inference|sampling|generation)\s+(?:overhead|costs?|takes|took|latency)\b|\b(?:longer|faster|slower|quicker)\s+(?:sampling|inference|generation)\b|\b(?:inference|sampling|generation)\b(?=\s+(?:is|was|becomes|gets)\b[^.;,\d]{0,24}\b(?:longer|faster|slower|quicker)\b)/gi,
  ],
];

/** “training overhead”, “trains 12% longer”, “training takes” */
function times(text: string, metrics: readonly MetricEvidence[]): MetricMention[] {
  return TIMES.flatMap(([split, pattern]) => {
    const ids = metrics
      .filter((metric) => isTime(metric) && (split === "" || metric.words.has(split)))
      .map(({ key }) => key);
    if (ids.length === 0) return [];
    return [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      ids,
      perplexity: false,
    }));
  });
}
