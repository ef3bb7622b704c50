import { clauseEnd, clauseStart } from "../binding";
import { shortly } from "../candidates";
import type { Case } from "../case";
import { type Comparison, comparisonAt, holds, isClear } from "../comparison";
import { COUNT, countOf } from "../counts";
import { nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import { isOrdinary } from "../ordinary";
import { sourceSpan } from "../paper-text";
import { type Relation, relationsIn } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { nameWords } from "../words";
import { isOfOthers } from "./values";

const SETS =
  "(?:datasets?|data sets?|tasks?|benchmarks?|operations?|settings?|cases|shapes?|distributions?|sets|problems|corpora|corpus|dataset)";
const UNIVERSAL = new RegExp(
  `\\b(?:all|every|each|both)(?:\\s+of)?(?:\\s+(?:the|these|our|tested|evaluated|considered))*(?:\\s+${COUNT})?(?:\\s+(?:[\\p{L}\\d-]+)){0,2}?\\s+${SETS}\\b|\\bconsistent(?:ly)?\\b|\\bacross the board\\b|\\buniform(?:ly)\\b|\\buniversally\\b|\\bin (?:all|every) cases?\\b|\\beverywhere\\b|\\bwithout exception\\b|\\b(?:on|across|for) all (?:two|three|four|five|\\d)\\b(?!\\s*[%.]\\d)`,
  "giu",
);
const PARTIAL = new RegExp(
  `\\b(${COUNT})\\s+(?:out\\s+)?of\\s+(?:the\\s+)?(${COUNT})\\s+(?:[\\p{L}\\d-]+\\s+){0,2}?${SETS}\\b`,
  "giu",
);
const SIGNIFICANT = /\b(?:statistically\s+)?significan(?:t|tly|ce)\b/gi;
const DENIED =
  /\b(?:not|no|never|neither|nor|nothing|none|nobody|fails?|failed|without|rather than|mixed|in-?consistent(?:ly)?|except|unless|most (?:of|data ?sets?|tasks?|cases|settings)|nearly all|almost all|whether|if|lack|cannot|hardly|little (?:difference|effect|gain|change|impact)|n't)\b|n't\b/i;
const WISHED =
  /\b(?:could|may|might|would|should|will|can|aims?|aimed|hope|hypothes\w+|expect\w*|potential(?:ly)?|seek|wants?|goal|ideally|designed|intended|future|likely|suggest(?:s|ing)? that .* could|to (?:consistently|significantly)|need|challeng\w+|predicts?|prediction|question)\b/i;
const OURS =
  /\b(?:we|our|ours|results?|experiments?|this (?:work|paper|study)|the proposed|method|approach|model|findings|evaluation|table|figure|improvements?|runs?)\b/i;

/** Judges what a sentence says in words alone: better on all, significantly lower, better than another run. */
export function judgeComparisons(one: Case, sentence: Sentence): Verdict[] {
  const { text, passage } = sentence;
  if (
    one.evidence.runs.length < 2 ||
    isOfOthers(sentence) ||
    /related|background|prior work|future|limitation/i.test(passage.section)
  )
    return [];
  if (sentence.cites && !OURS.test(text)) return [];
  const relations = relationsIn(text).filter(
    ({ way, start, end }) => way !== "changed" && isAsserted(sentence, start, end),
  );
  return [
    ...universals(one, sentence, relations),
    ...partials(one, sentence, relations),
    ...significances(one, sentence),
    ...plain(one, sentence, relations),
  ];
}

/** Not denied, doubted or wished for in its clause. */
function isAsserted(sentence: Sentence, start: number, end: number): boolean {
  const [from, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  const clause = sentence.text.slice(from, to);
  const before = sentence.text.slice(from, start);
  return (
    !DENIED.test(clause) &&
    !WISHED.test(before.slice(-80)) &&
    !/\?\s*$/.test(sentence.text) &&
    !/\bto\s+(?:\w+ly\s+)?$/.test(before)
  );
}

function finding(
  sentence: Sentence,
  kind: Verdict["kind"],
  start: number,
  end: number,
  message: string,
  evidence?: string,
): Verdict {
  return {
    kind,
    about: "comparison",
    ...sourceSpan(sentence.prose, start, end),
    message,
    ...(evidence && { evidence }),
  };
}

/** “consistently lower on all data sets” needs one run for which that is so on each of them. One finding for each comparison. */
function universals(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  const cues = new Map<Relation, { start: number; end: number; words: string }>();
  for (const { 0: words, index } of sentence.text.matchAll(UNIVERSAL)) {
    const end = index + words.length;
    const relation = nearestIn(sentence, relations, index, end);
    if (!relation || isAboutTraining(sentence.text, words, end)) continue;
    const known = cues.get(relation);
    cues.set(relation, { start: known?.start ?? index, end, words: known ? `${known.words} … ${words}` : words });
  }
  return [...cues].flatMap(([relation, { start, end, words }]) => {
    const failing = speakingAgainst(one, sentence, relation, words);
    if (failing === undefined) return [];
    const message = `“${words}” is more than the data say: ${failing}`;
    return [
      finding(sentence, "overclaimed", Math.min(start, relation.start), Math.max(end, relation.end), message, failing),
    ];
  });
}

/** “consistent across layers” is not about data sets. */
function isAboutTraining(text: string, words: string, end: number): boolean {
  return (
    /consisten/i.test(words) && /^\s+(?:with|across (?:the )?(?:layers|training|seeds|runs))\b/i.test(text.slice(end))
  );
}

function speakingAgainst(one: Case, sentence: Sentence, relation: Relation, words: string): string | undefined {
  const comparison = comparisonAt(one, sentence, relation);
  const named = comparison.placed && (comparison.datasets.length > 1 || !/\b(?:all|every|each|both)\b/i.test(words));
  const datasets = named ? comparison.datasets : one.evidence.datasets;
  return isOfAllRuns(one, sentence, relation)
    ? failingRuns(one, comparison, relation, datasets)
    : failingSets(one, comparison, relation, datasets);
}

/** “all variants”, “every curriculum”: with a noun that the names of several runs share. */
function isOfAllRuns(one: Case, { text }: Sentence, { start }: Relation): boolean {
  const noun = /\b(?:all|every|each|both)\s+(?:of\s+)?(?:(?:the|our|other|proposed)\s+)*([\p{L}-]+)\s*$/iu
    .exec(text.slice(0, start))?.[1]
    ?.toLowerCase();
  if (noun === undefined) return false;
  if (
    /^(?:variants?|methods?|models?|strategies|strategy|configurations?|approaches|runs?|versions?|modifications?)$/.test(
      noun,
    )
  )
    return true;
  const sharing = one.evidence.runs.filter(({ names }) =>
    names.some((name) => nameWords(name).some((word) => word.slice(0, 6) === noun.slice(0, 6))),
  );
  return noun.length >= 4 && sharing.length > 1;
}

/** Every run but the baseline has to do it. */
function failingRuns(
  one: Case,
  comparison: Comparison,
  relation: Relation,
  datasets: readonly string[],
): string | undefined {
  const runs = one.evidence.runs.filter(({ number }) => number !== 0);
  for (const run of runs) {
    const failing = failingSets(one, { ...comparison, runs: [run], definite: true }, relation, datasets);
    if (failing !== undefined) return failing;
  }
  return undefined;
}

/** What speaks against “on all”; undefined when nothing does, or when nothing can be said. */
function failingSets(
  one: Case,
  { runs, references, metrics, definite }: Comparison,
  relation: Relation,
  datasets: readonly string[],
): string | undefined {
  const principal = runs.filter(({ number }) => String(number) === one.principal);
  const candidates = !definite && principal.length > 0 ? principal : runs;
  const failures: { run: RunEvidence; metric: MetricEvidence; sets: string[] }[] = [];
  for (const run of candidates)
    for (const metric of metrics) {
      const answers = datasets.map((dataset) => ({
        dataset,
        holds: everyReference(relation, run, references, metric, dataset),
      }));
      const told = answers.filter((answer) => answer.holds !== undefined);
      if (told.length === 0) continue;
      const sets = told.filter((answer) => answer.holds === false).map(({ dataset }) => dataset);
      if (sets.length === 0) return undefined;
      failures.push({ run, metric, sets });
    }
  const [mildest] = failures.sort((one, other) => one.sets.length - other.sets.length);
  return (
    mildest &&
    `${nameOf(mildest.run)} is not, on ${mildest.sets.map((dataset) => valuesOn(dataset, mildest, references)).join(", ")}.`
  );
}

function everyReference(
  relation: Relation,
  run: RunEvidence,
  references: readonly RunEvidence[],
  metric: MetricEvidence,
  dataset: string,
): boolean | undefined {
  const answers = references
    .map((reference) => holds(relation.way, run, reference, metric, dataset))
    .filter((answer) => answer !== undefined);
  return answers.length === 0 ? undefined : answers.every(Boolean);
}

function valuesOn(
  dataset: string,
  { run, metric }: { run: RunEvidence; metric: MetricEvidence },
  references: readonly RunEvidence[],
): string {
  const from = references.find((reference) => reference !== run)?.value(dataset, metric.key)?.mean;
  return `${dataset} (${metric.key} ${shortly(from ?? Number.NaN)} → ${shortly(run.value(dataset, metric.key)!.mean)})`;
}

/** The word right before, as in “lower on 2 of 3 data sets, higher on 1”. */
function leadingTo(
  sentence: Sentence,
  relations: readonly Relation[],
  start: number,
  end: number,
): Relation | undefined {
  const before = relations.findLast(
    (one) => one.end <= start && start - one.end <= 40 && one.start >= clauseStart(sentence, start),
  );
  return before ?? nearestIn(sentence, relations, start, end);
}

/** “better on three of the four data sets” */
function partials(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return [...sentence.text.matchAll(PARTIAL)].flatMap(({ 0: words, 1: some = "", 2: all = "", index }) => {
    const relation = leadingTo(sentence, relations, index, index + words.length);
    if (!relation || countOf(all) !== one.evidence.datasets.length) return [];
    const { runs, references, metrics } = comparisonAt(one, sentence, relation);
    const counts = runs.flatMap((run) =>
      metrics.map(
        (metric) =>
          one.evidence.datasets.filter((dataset) => everyReference(relation, run, references, metric, dataset) === true)
            .length,
      ),
    );
    if (counts.length === 0 || counts.includes(countOf(some))) return [];
    return [
      finding(
        sentence,
        "contradicted",
        index,
        index + words.length,
        `It is so on ${[...new Set(counts)].sort().join(" or ")} of ${all} data sets, not on ${some}.`,
      ),
    ];
  });
}

/** “significantly” needs an interval that excludes zero. */
function significances(one: Case, sentence: Sentence): Verdict[] {
  const all = relationsIn(sentence.text);
  return [...sentence.text.matchAll(SIGNIFICANT)].flatMap(({ 0: word, index }) => {
    const end = index + word.length;
    if (
      !isAsserted(sentence, index, end) ||
      (!OURS.test(sentence.text) && sentence.runs.length + sentence.metrics.length + sentence.datasets.length === 0)
    )
      return [];
    const relation = all.find(
      (one) =>
        (one.start >= end && one.start - end <= 30 && !/[.;]/.test(sentence.text.slice(end, one.start))) ||
        (one.end <= index && index - one.end <= 14),
    );
    const bare = /^\s+(?:differences?|effects?|impact)\b/i.exec(sentence.text.slice(end));
    if (!relation && !bare && !/statistically/i.test(word)) return [];
    const comparison = comparisonAt(one, sentence, relation ?? { way: "better", start: index, end, word });
    const clear = clearness(comparison, relation);
    if (clear === "clear" || clear === "unknown") return [];
    const message =
      clear === "once"
        ? `“${word}” needs an interval, and each number was measured once.`
        : `“${word}” is more than the data say: no 95 % interval of the difference excludes zero.`;
    return [
      finding(
        sentence,
        "overclaimed",
        Math.min(index, relation?.start ?? index),
        Math.max(end, relation?.end ?? end),
        message,
      ),
    ];
  });
}

function clearness(
  { runs, references, metrics, datasets }: Comparison,
  relation: Relation | undefined,
): "clear" | "unclear" | "once" | "unknown" {
  const answers = runs.flatMap((run) =>
    references.flatMap((reference) =>
      metrics.flatMap((metric) =>
        datasets.flatMap((dataset) => {
          if (run === reference || !run.value(dataset, metric.key) || !reference.value(dataset, metric.key)) return [];
          const way = relation === undefined ? true : holds(relation.way, run, reference, metric, dataset) !== false;
          return [{ clear: isClear(run, reference, metric, dataset), way }];
        }),
      ),
    ),
  );
  if (answers.length === 0) return "unknown";
  if (answers.every(({ clear }) => clear === undefined)) return "once";
  return answers.some(({ clear, way }) => clear === true && way) ? "clear" : "unclear";
}

/** “outperforms the baseline on dino”, “a lower loss than Fixed Weighting”: without numbers, but with names. */
function plain(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return relations.flatMap((relation) => {
    if (hasNumbersBeside(sentence, relation) || new RegExp(UNIVERSAL.source, "iu").test(sentence.text)) return [];
    const comparison = comparisonAt(one, sentence, relation);
    const { runs, references, metrics, measured, datasets, placed } = comparison;
    const against =
      /^(?:outperform|surpass|beat)/i.test(relation.word) ||
      /^\s*(?:\S+\s+){0,4}(?:than|over|compared|relative|upon|on the baseline)\b/.test(
        sentence.text.slice(relation.end),
      );
    if (!(measured && (placed || against)) && !(against && placed)) return [];
    if (isAboutSettings(sentence, relation) || (measured && !against && !isBeside(sentence, relation))) return [];
    const answers = runs.flatMap((run) =>
      metrics.map((metric) => datasets.map((dataset) => everyReference(relation, run, references, metric, dataset))),
    );
    const told = answers.map((sets) => sets.filter((answer) => answer !== undefined)).filter((sets) => sets.length > 0);
    if (told.length === 0 || told.some((sets) => (placed ? sets.every(Boolean) : sets.some(Boolean)))) return [];
    const [run] = runs;
    const [metric] = metrics;
    const example =
      run && metric
        ? datasets
            .map((dataset) => valuesOnSafely(dataset, run, metric, references))
            .filter(Boolean)
            .slice(0, 2)
            .join(", ")
        : "";
    const message = `“${relation.word}” does not fit${placed ? ` on ${datasets.join(", ")}` : ""}: ${example || "no run goes that way"}.`;
    return [finding(sentence, "wrong-direction", relation.start, relation.end, message, example)];
  });
}

function valuesOnSafely(
  dataset: string,
  run: RunEvidence,
  metric: MetricEvidence,
  references: readonly RunEvidence[],
): string {
  return run.value(dataset, metric.key) ? `${nameOf(run)} ${valuesOn(dataset, { run, metric }, references)}` : "";
}

/** Numbers have rules of their own, which know more. */
function hasNumbersBeside(sentence: Sentence, { start, end }: Relation): boolean {
  const [from, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  return sentence.numbers.some(
    (number) =>
      number.start >= from &&
      number.end <= to &&
      !isOrdinary(sentence, number) &&
      (number.decimal || number.percent || number.measure !== undefined),
  );
}

/** “a lower KL divergence”, “the KL divergence is lower” */
function isBeside({ metrics }: Sentence, { start, end }: Relation): boolean {
  return metrics.some(
    (metric) => (metric.start >= end && metric.start - end <= 30) || (metric.end <= start && start - metric.end <= 30),
  );
}

/** “a higher learning rate”, “fewer layers” */
function isAboutSettings({ text }: Sentence, { end }: Relation): boolean {
  return /^\s+(?:the\s+)?(?:number|learning|rate|probability|weight decay|dropout|capacity|width|depth|batch|complexity|dimension\w*|layers?|temperature|noise|steps per|of the)\b/i.test(
    text.slice(end),
  );
}

function nearestIn(
  sentence: Sentence,
  relations: readonly Relation[],
  start: number,
  end: number,
): Relation | undefined {
  const [from, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  const inside = relations.filter((one) => one.start >= from && one.end <= to);
  const distance = (one: Relation) => (one.end <= start ? start - one.end : one.start - end);
  return inside.sort((one, other) => distance(one) - distance(other))[0];
}
