import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

const BETTER =
  /\b(higher|larger|greater|bigger|lower|smaller)\s+(?:(?:values?|numbers?|scores?|is|are|means|being)\s+){1,3}better\b/giu;
/** “(higher is better)” right behind a metric is said of that one alone, and so is “lower is better for the loss”. */
const BEHIND_METRIC = /^['’]?s?\s*[(,;:–—-]+\s*$/u;
const FOR_METRIC = /^\s+(?:for|in)\s+(?:the\s+)?$/i;

/** Judges “higher is better” by the way in which the metric that is spoken of is good. */
export function judgeBetterWays(one: Case, sentence: Sentence): Verdict[] {
  const { text, prose } = sentence;
  if (isOfOthers(sentence)) return [];
  return [...text.matchAll(BETTER)].flatMap(({ 0: words, 1: side = "", index }): Verdict[] => {
    const wanted = /^(?:higher|larger|greater|bigger)$/i.test(side) ? "higher" : "lower";
    const keys = metricsMeant(sentence, index, index + words.length);
    const directions = one.evidence.metrics.filter(({ key }) => keys.includes(key)).map(({ direction }) => direction);
    if (directions.length === 0 || directions.some((way) => way === undefined)) return [];
    const place = { about: "fact" as const, ...sourceSpan(prose, index, index + words.length) };
    if (directions.some((way) => way === wanted)) return [{ kind: "supported", ...place, message: "" }];
    const name = keys.join(", ");
    return [{ kind: "contradicted", ...place, message: `For ${name}, ${directions[0]} is better.` }];
  });
}

/** The metric beside the words, else those of the sentence, else those that the sentence before spoke of. */
function metricsMeant({ text, metrics, before }: Sentence, start: number, end: number): readonly string[] {
  const behind = metrics.find((metric) => metric.start >= end && FOR_METRIC.test(text.slice(end, metric.start)));
  if (behind) return behind.ids;
  const beside = metrics.findLast((metric) => metric.end <= start && BEHIND_METRIC.test(text.slice(metric.end, start)));
  if (beside) return beside.ids;
  return metrics.length > 0 ? [...new Set(metrics.flatMap(({ ids }) => ids))] : before.metrics.ids;
}
