import { clauseEnd } from "../binding";
import { describe, measuredIn, restsOn } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import type { RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { leaderOf, leads, rivals, wantsLow } from "./leaders";
import { type Superlative, superlativesIn } from "./superlatives";
import { universalBehind } from "./universals";

const BEST =
  /\b(?:wins|leads|comes (?:out )?(?:first|on top|ahead)|ranks first)(?=\s+(?:on|in|for|across|everywhere)\b)|\b(?:is|are|was|were|remain(?:s|ed)?|perform(?:s|ed)?|work(?:s|ed)?|does|did|turn(?:s|ed) out(?: to be)?|proved(?: to be)?)\s+(?:also\s+|clearly\s+)?(?:the\s+)?(?:single\s+)?(best|worst|fastest|slowest|cheapest|most accurate|least accurate|most effective|least effective)(?:\s+(?:choice|option|variant|method|schedule|model|of all|overall))?\b/gi;
/** “demonstrated the fastest convergence”, “with the best performance”: no metric, but what is quick or good. */
const SHOWN =
  /\b(?:show(?:s|ed|n|ing)?|demonstrat(?:es|ed|ing)|exhibit(?:s|ed|ing)|achiev(?:es|ed|ing)|ha[sd]|having|provid(?:es|ed|ing)|yield(?:s|ed|ing)|g[ai]v(?:es?|ing)|attain(?:s|ed|ing)|obtain(?:s|ed|ing)|offer(?:s|ed|ing)|deliver(?:s|ed|ing)|with|led to|leads to)\s+the\s+(fastest|quickest|slowest|best|worst|strongest)(?:\s+overall)?\s+(?:convergence|grokking|generali[sz]ation|learning|training|performance|results?)\b/gi;
/** “X, although the fastest option on all, …” */
const NAMED =
  /,\s+(?:although|though|while|as|being)?\s*the\s+(best|worst|fastest|slowest|cheapest)\s+(?:choice|option|variant|method|schedule|model|configuration|approach|strategy|network)\b/gi;
const OF_KIND =
  /^\s+(?:of\s+(?:all|the)\s+(?:(?:two|three|four|five|six|seven|\d)\s+)?)?(?!(?:of|on|in|for|with|at|by|to|across|among|than|and|but|or|when|where|while|everywhere|throughout|overall|here|there|all|both|each|every|results?|performance|values?|variants?|methods?|models?|strateg(?:y|ies)|configurations?|approach(?:es)?|runs?|versions?|modifications?|alternatives?|techniques?|options?|choices?|settings?|schedules?|networks?|algorithms?|two|three|four|five|six)(?!\p{L}))\p{L}/iu;
const OF_SOME = /\b(?:not|among|except|if|whether|could|second)\b/i;

/** Judges which run is called the best where no number says so. */
export function judgeBestRuns(one: Case, sentence: Sentence): Verdict[] {
  if (isOfOthers(sentence) || isIntroductory(sentence.passage.section)) return [];
  const ofSome = ({ start, end }: Superlative) =>
    OF_SOME.test(sentence.text.slice(Math.max(0, start - 60), end)) ||
    OF_SOME.test(/^[^,;.]*/.exec(sentence.text.slice(end))![0]);
  const called = [...sentence.text.matchAll(BEST), ...sentence.text.matchAll(SHOWN), ...namedBehind(sentence)].map(
    ({ 0: words, 1: word = "best", index }) => ({
      word: word.toLowerCase(),
      start: index,
      end: index + words.length,
    }),
  );
  return [
    ...called
      .filter((best) => !ofSome(best) && !isOfKind(sentence.text, best.end))
      .flatMap((best) => bestOverall(one, sentence, best)),
    ...superlativesIn(one, sentence)
      .filter((best) => !ofSome(best))
      .flatMap((superlative) => bestInMetrics(one, sentence, superlative)),
  ];
}

/** “the best student”, “the fastest of all students”: of a kind of runs, and not of all. */
function isOfKind(text: string, end: number): boolean {
  return OF_KIND.test(text.slice(end));
}

/** Where it stands right behind a run's name. */
function namedBehind({ text, runs }: Sentence): RegExpExecArray[] {
  return [...text.matchAll(NAMED)].filter(({ index }) => runs.some(({ end }) => end === index));
}

/** “The constant head is the best choice on dino”: in one metric it has to be. */
function bestOverall(one: Case, sentence: Sentence, best: Superlative): Verdict[] {
  const way = /fast|quick|slow|cheap/.test(best.word) ? "faster" : "better";
  const compared = comparisonAt(one, withoutPrice(sentence, best.end), { way, ...best });
  const { runs, definite, metrics } = compared;
  const everywhere = compared.placedHere ? undefined : universalBehind(one, sentence, best.end);
  const before = compared.placed || everywhere ? [] : topicOf(sentence);
  const placed = compared.placed || everywhere !== undefined || before.length > 0;
  const datasets = everywhere?.sets ?? (before.length > 0 ? before : compared.datasets);
  const [run] = runs;
  if (!definite || !run || !(placed || way === "faster")) return [];
  const told = metrics.filter(({ direction }) => direction !== undefined);
  const trailing = (metric: MetricEvidence) =>
    placed
      ? trails(one, run, metric, datasets, best.word)
      : datasets.every((dataset) => trails(one, run, metric, [dataset], best.word));
  if (told.length === 0 || datasets.length === 0 || told.some((metric) => !trailing(metric))) return [];
  const beaten = datasets.filter((dataset) => trails(one, run, told[0]!, [dataset], best.word));
  return [verdict(one, sentence, { ...best, end: everywhere?.end ?? best.end }, told[0]!, beaten)];
}

/** “is the best on A, for a training time that …”: what it costs is not what it is the best in. */
function withoutPrice(sentence: Sentence, end: number): Sentence {
  const behind = /,\s+(?:for|at|with|despite|even)\s/.exec(sentence.text.slice(end));
  if (!behind) return sentence;
  const stop = end + behind.index;
  return {
    ...sentence,
    metrics: sentence.metrics.filter(({ start }) => start < stop),
    datasets: sentence.datasets.filter(({ start }) => start < stop),
  };
}

/** What the heading or the sentence that opens the paragraph is about. */
function topicOf({ before: { datasets } }: Sentence): readonly string[] {
  return datasets.how === "headed" && datasets.ids.length === 1 ? datasets.ids : [];
}

/** “achieving the lowest training and validation losses”: in each of the metrics that are named it has to be. */
function bestInMetrics(one: Case, whole: Sentence, superlative: Superlative): Verdict[] {
  const sentence = withoutPrice(whole, superlative.end);
  const next = [...superlativesIn(one, sentence), ...sentence.runs].map(({ start }) => start);
  const stop = Math.min(clauseEnd(sentence, superlative.end), ...next.filter((start) => start > superlative.start));
  const named = sentence.metrics.filter(
    ({ start }) => start >= superlative.start && start - superlative.end <= 40 && start < stop,
  );
  const to = named.at(-1)?.end ?? superlative.end;
  if (named.length === 0 || sentence.numbers.some(({ start }) => start > superlative.start && start - to < 60))
    return [];
  const place = { ...superlative, end: to };
  const compared = comparisonAt(one, sentence, { way: "better", ...place });
  const { runs, definite } = compared;
  const behindIt = sentence.datasets.filter(({ start }) => start >= to && start < stop).flatMap(({ ids }) => ids);
  const placed = compared.placed || behindIt.length > 0;
  const datasets = behindIt.length > 0 ? behindIt : compared.datasets;
  const before = sentence.before.datasets.ids;
  const all = one.evidence.datasets;
  const everywhere = sentence.datasets.some(({ start }) => start > to) ? undefined : universalBehind(one, sentence, to);
  const sets = everywhere
    ? everywhere.sets
    : placed
      ? datasets
      : before.length === 1
        ? before
        : all.length === 1
          ? all
          : [];
  const [run] = runs;
  if (!definite || !run) return [];
  // Where no data set is spoken of it has to lead somewhere.
  const behind = (metric: MetricEvidence) =>
    sets.length > 0
      ? trails(one, run, metric, sets, superlative.word)
      : all.every((dataset) => trails(one, run, metric, [dataset], superlative.word));
  // Where a word may stand for several metrics, as “error”, it has to lead in one of them.
  const meant = named.map(({ ids }) => one.evidence.metrics.filter(({ key }) => ids.includes(key)));
  const wrong = meant.find((metrics) => metrics.length > 0 && metrics.every(behind))?.[0];
  if (!wrong) return [];
  const beaten = (sets.length > 0 ? sets : all).filter((dataset) =>
    trails(one, run, wrong, [dataset], superlative.word),
  );
  return [verdict(one, sentence, { ...place, end: everywhere?.end ?? to }, wrong, beaten)];
}

/** Whether another run is ahead on one of the data sets. */
function trails(
  one: Case,
  run: RunEvidence,
  metric: MetricEvidence,
  datasets: readonly string[],
  word: string,
): boolean {
  const own = measuredIn(one.evidence, { runs: [String(run.number)], datasets, metrics: [metric.key] });
  return own.some((candidate) => {
    const low = wantsLow(word, candidate);
    return low !== undefined && !leads(candidate, rivals(one, candidate), low);
  });
}

function verdict(
  { evidence }: Case,
  { prose }: Sentence,
  { word, start, end }: Superlative,
  metric: MetricEvidence,
  datasets: readonly string[],
): Verdict {
  const all = measuredIn(evidence, { runs: [], datasets: datasets.slice(0, 1), metrics: [metric.key] });
  const better = leaderOf(all, wantsLow(word, all[0]!) === true)!;
  return {
    kind: "overclaimed",
    about: "comparison",
    ...sourceSpan(prose, start, end),
    message: `It is not the ${word} on ${datasets.join(", ")}: ${describe(better)}.`,
    ...restsOn([better]),
  };
}
