import type { MetricMention } from "./metric-mentions";
import type { MetricEvidence } from "./metric-words";

/** Whether a metric is a number of steps or epochs. */
export function countsSteps({ heads }: Pick<MetricEvidence, "heads">): boolean {
  return heads.has("step") || heads.has("epoch");
}

/** Metrics that count steps up to a mark: `step_val_acc_99` is “steps to reach 99% validation accuracy”. */
export function countedPattern(metrics: readonly MetricEvidence[]): RegExp | undefined {
  const counting = metrics.filter(countsSteps);
  if (counting.length === 0) return undefined;
  const marks = counting.flatMap(({ key }) => /(\d+)/.exec(key)?.[1] ?? []);
  const mark = `(?:${marks.length > 0 ? marks.join("|") : "\\d+"})(?:\\.\\d+)?\\s*%`;
  const accuracy = "(?:val(?:idation)?\\s+)?(?:acc(?:uracy|\\.)?)";
  const reach = "(?:reach\\w*|achiev\\w*|attain\\w*|obtain\\w*|hit(?:s|ting)?|get(?:s|ting)? to|surpass\\w*|cross\\w*)";
  return new RegExp(
    [
      `(?:steps?|iterations?|epochs?|updates|time|speed)\\s+(?:needed\\s+|required\\s+|taken\\s+|necessary\\s+)?(?:to|until|till|for|at)\\s+(?:${reach}\\s+)?(?:the\\s+)?${mark}\\s*(?:of\\s+)?${accuracy}?`,
      `(?:time|steps?|iterations?|epochs?)\\s+(?:needed\\s+|required\\s+|taken\\s+|necessary\\s+)?to\\s+${reach}\\s+(?:high\\s+|good\\s+|full\\s+|perfect\\s+|near-perfect\\s+)*${accuracy}`,
      `steps?\\s+(?:needed\\s+|required\\s+)?(?:to|until|for)\\s+(?:convergence|generali[sz]ation|grok(?:king)?)`,
      `${reach}\\s+(?:the\\s+)?${mark}\\s*(?:${accuracy}|mark|threshold)?`,
      "(?:grokking|convergence)\\s+(?:step|time|speed)s?",
      "(?:time|speed)\\s+to\\s+(?:grok(?:king)?|converge(?:nce)?|generali[sz](?:e|ation))",
      "step[\\s-]counts?",
      "(?<=\\b(?:the|fewer|more|many|its|fewest)\\s+)steps(?=\\s+(?:for|on|drop|fall|decrease|increase|rise|than|go)|[.,;]|$)",
      "number of (?:training\\s+)?steps(?!\\s+(?:is|was|of|to\\s+\\d))",
      `${mark}\\s+${accuracy}(?=\\s+(?:(?:is|was|are)\\s+(?:first\\s+)?(?:reached|attained|achieved|obtained)|in|after|within|at)\\s)`,
    ].join("|"),
    "gi",
  );
}

export function counted(text: string, pattern: RegExp, metrics: readonly MetricEvidence[]): MetricMention[] {
  const counting = metrics.filter(countsSteps);
  return [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.trimEnd().length,
    ids: ofMark(word, counting).map(({ key }) => key),
    perplexity: false,
  }));
}

/** “steps to 95% accuracy” is `step_val_acc_95` rather than `step_val_acc_99`. */
function ofMark(words: string, counting: readonly MetricEvidence[]): readonly MetricEvidence[] {
  const mark = /(\d+)(?:\.\d+)?\s*%/.exec(words)?.[1];
  const marked = counting.filter(({ key }) => mark !== undefined && key.match(/\d+/g)?.includes(mark));
  return marked.length > 0 ? marked : counting;
}

/** “99% Val Acc” over a column is when that was reached. */
export function headedByMark(text: string, metrics: readonly MetricEvidence[]): MetricMention[] {
  const counting = metrics.filter(countsSteps);
  const head = /^\s*(\d+)(?:\.\d+)?\s*%(?:\s*val(?:idation)?\.?)?\s*(?:acc(?:uracy|\.)?)?\s*$/i.exec(text);
  const marked = counting.filter(({ key }) => head && key.match(/\d+/g)?.includes(head[1]!));
  return marked.length === 0
    ? []
    : [{ start: 0, end: text.length, ids: marked.map(({ key }) => key), perplexity: false }];
}
