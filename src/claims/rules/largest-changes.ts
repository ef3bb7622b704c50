import { metricsIn, shortly } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { nameOf, type RunEvidence } from "../evidence";
import type { Mention } from "../mentions";
import type { MetricEvidence } from "../metric-words";
import { goes, relationsIn, type Way } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";

const MOST = "most|largest|greatest|biggest|highest|strongest|smallest|least|lowest";
const CHANGE = "gains?|improvements?|benefits?|reductions?|decreases?|increases?|drops?|degradations?|declines?";
/** “the largest improvement (in loss) is seen on X” */
const BEFORE = new RegExp(
  `\\b(${MOST})(?:\\s+(?:relative|absolute|significant|substantial|notable|pronounced|dramatic))?\\s+(${CHANGE})\\s+(?:in\\s+(?:the\\s+)?[\\p{L}\\s]{1,30}?\\s+)?(?:(?:is|was|are|were)\\s+)?(?:(?:seen|found|observed|achieved|obtained)\\s+)?(?:on|for)\\s+(?:the\\s+)?$`,
  "iu",
);
/** “the improvement is largest on X” */
const SAID = new RegExp(
  `\\b(${CHANGE})\\s+(?:in\\s+(?:the\\s+)?[\\p{L}\\s]{1,30}?\\s+)?(?:is|are|was|were)\\s+(?:[^.;:]{0,120}\\band\\s+)?(?:the\\s+)?(${MOST})\\s+(?:of all\\s+|in (?:absolute|relative) terms\\s+)?(?:on|for)\\s+(?:the\\s+)?$`,
  "iu",
);
/** “X showed the most significant improvement” */
const BEHIND = new RegExp(
  `^['’”]?\\s*(?:data\\s?set|task|corpus|operation)?,?\\s+(?:which\\s+)?(?:show(?:s|ed)|saw|sees|exhibit(?:s|ed)|ha[sd]|experienc(?:es|ed))\\s+the\\s+(${MOST})(?:\\s+(?:relative|absolute|significant|substantial|notable|pronounced|dramatic))?\\s+(${CHANGE})\\b`,
  "iu",
);

/** “The largest improvement is seen on moons”: there has to be a run that changes most there. */
export function largestChanges(one: Case, sentence: Sentence): Verdict[] {
  if (one.evidence.datasets.length < 3) return [];
  return sentence.datasets.flatMap((set) => {
    const said = saidOf(sentence, set);
    if (!said || set.ids.length !== 1 || !isAsserted(sentence, said.start, said.end)) return [];
    const way = relationsIn(said.change)[0]?.way ?? "better";
    const { runs, references, metrics } = meant(one, sentence, said, way);
    const told = runs.flatMap((run) =>
      references
        .filter((reference) => reference !== run)
        .flatMap((reference) =>
          metrics.flatMap((metric) => extremes(one, run, reference, metric, way, said.least) ?? []),
        ),
    );
    if (told.length === 0 || told.some(({ sets }) => sets.includes(set.ids[0]!))) return [];
    const [{ run, metric, sets }] = told as [(typeof told)[0]];
    const where = sets.map((key) => `${key} (${metric.key} ${shortly(run.value(key, metric.key)!.mean)})`).join(" or ");
    const message = `It is not on ${set.ids[0]}: ${nameOf(run)} changes ${said.least ? "least" : "most"} on ${where}.`;
    return [comparisonVerdict(sentence, "overclaimed", said.start, said.end, message, where)];
  });
}

type Said = { readonly start: number; readonly end: number; readonly change: string; readonly least: boolean };

/** What is said of a data set. */
function saidOf({ text }: Sentence, { start, end }: Mention): Said | undefined {
  const isLeast = (word: string) => /^(?:smallest|least|lowest)$/i.test(word);
  const before = BEFORE.exec(text.slice(0, start));
  if (before) return { start: before.index, end, change: before[2]!, least: isLeast(before[1]!) };
  const told = SAID.exec(text.slice(0, start));
  if (told) return { start: told.index, end, change: told[1]!, least: isLeast(told[2]!) };
  const behind = BEHIND.exec(text.slice(end));
  return behind ? { start, end: end + behind[0].length, change: behind[2]!, least: isLeast(behind[1]!) } : undefined;
}

/** The runs, what they are compared with and in what, as the words around have it. */
function meant(one: Case, sentence: Sentence, said: Said, way: Way) {
  const compared = comparisonAt(one, sentence, { way, word: said.change, start: said.start, end: said.end });
  const inside = sentence.metrics.filter(({ start, end }) => start >= said.start && end <= said.end + 60);
  const metrics =
    inside.length > 0 ? metricsIn(one.evidence, { metrics: inside.flatMap(({ ids }) => ids) }) : compared.metrics;
  return { ...compared, references: [...compared.references, ...compared.lesser], metrics };
}

/** The data sets on which a run changes most, in size and in share; undefined where it does not change that way. */
function extremes(
  { evidence }: Case,
  run: RunEvidence,
  reference: RunEvidence,
  metric: MetricEvidence,
  way: Way,
  least: boolean,
): { readonly run: RunEvidence; readonly metric: MetricEvidence; readonly sets: readonly string[] } | undefined {
  const changes = evidence.datasets.flatMap((dataset) => {
    const [value, from] = [run.value(dataset, metric.key)?.mean, reference.value(dataset, metric.key)?.mean];
    if (value === undefined || from === undefined) return [];
    const size = goes(way, metric, value - from) === true ? Math.abs(value - from) : 0;
    return [{ dataset, size, share: from === 0 ? size : size / Math.abs(from) }];
  });
  if (changes.length < 3 || changes.every(({ size }) => size === 0)) return undefined;
  const leaders = (sizeOf: (change: (typeof changes)[0]) => number) => {
    const sizes = changes.map(sizeOf);
    const limit = least ? Math.min(...sizes) : Math.max(...sizes);
    return changes.filter((change) => sizeOf(change) === limit).map(({ dataset }) => dataset);
  };
  return { run, metric, sets: [...new Set([...leaders(({ size }) => size), ...leaders(({ share }) => share)])] };
}
