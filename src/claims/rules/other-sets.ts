import type { Case } from "../case";
import { countsSteps } from "../counted-metrics";
import { COUNT, countOf } from "../counts";
import { nameOf } from "../evidence";
import { goes, type Relation } from "../relation";
import type { Sentence } from "../sentence";
import { runsSpokenOf } from "../shown-run";
import type { Verdict } from "../verdict";
import { comparisonVerdict } from "./in-words";
import { SETS } from "./universals";

const OTHERS = new RegExp(
  `^\\s+than\\s+(both|all|any|each|every|the)\\s+(?:of\\s+)?(?:the\\s+)?other(?:s?\\s+(${COUNT}))?\\s+(?:[\\p{L}-]+\\s+)?${SETS}\\b`,
  "iu",
);

/** “Addition: 2410 steps, slower than both other operations”: one data set beside as many others, of some run that may be meant. */
export function otherSets(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return relations.flatMap((relation) => {
    const match = OTHERS.exec(sentence.text.slice(relation.end));
    const own = sentence.datasets.filter(({ end }) => end <= relation.start);
    const [set] = new Set(own.flatMap(({ ids }) => ids));
    if (!match || set === undefined || own.length !== 1 || sentence.datasets.length !== 1) return [];
    const others = one.evidence.datasets.filter((other) => other !== set);
    const needed = Math.min(others.length, /both/i.test(match[1]!) ? 2 : countOf(match[2] ?? "") || others.length);
    const metrics = metricsMeant(one, sentence, relation);
    const told = runsSpokenOf(one, sentence).flatMap((run) =>
      metrics.flatMap((metric) => {
        const value = run.value(set, metric.key)?.mean;
        const known = others.flatMap((other) => run.value(other, metric.key)?.mean ?? []);
        if (value === undefined || known.length < needed) return [];
        const behind = known.filter((other) => goes(relation.way, metric, value - other) !== false).length;
        return [{ fits: behind >= needed, said: `${nameOf(run)} has ${metric.key} ${value} on ${set}` }];
      }),
    );
    if (told.length === 0 || told.some(({ fits }) => fits)) return [];
    const end = relation.end + match[0].length;
    const message = `“${sentence.text.slice(relation.start, end)}” does not fit: ${told[0]!.said}.`;
    return [comparisonVerdict(sentence, "wrong-direction", relation.start, end, message, told[0]!.said)];
  });
}

/** What the clause names; else, for “slower”, what counts steps. */
function metricsMeant({ evidence }: Case, { metrics }: Sentence, { start, end, way }: Relation) {
  const timed = way === "faster" || way === "slower";
  const named = metrics.filter((metric) => metric.start - end <= 60 && metric.end - start >= -60);
  if (timed) return evidence.metrics.filter(countsSteps);
  return evidence.metrics.filter(({ key }) => named.some(({ ids }) => ids.includes(key)));
}
