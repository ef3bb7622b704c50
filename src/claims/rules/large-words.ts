import { endOf } from "../binding";
import { shortly } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict } from "./in-words";

const LARGE =
  /\b(?:substantial(?:ly)?|dramatic(?:ally)?|drastic(?:ally)?|vast(?:ly)?|massive(?:ly)?|considerabl[ey]|huge(?:ly)?|tremendous(?:ly)?)\s+(?:\p{L}+ly\s+)?$/iu;
/** What is less than three in a hundred is called substantial by nobody who looks at it. */
const SMALL = 0.03;

/** “substantially lower training times”: somewhere what is named has to differ by more than a few in a hundred. */
export function largeWords(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return relations.flatMap((relation) => {
    const large = LARGE.exec(sentence.text.slice(0, relation.start));
    if (!large) return [];
    const printed = printedBehind(sentence, relation);
    if (printed) return printed.share >= SMALL ? [] : [overclaimed(sentence, large.index, relation.end, printed.said)];
    const { runs, definite, references, lesser, metrics, measured, datasets } = comparisonAt(one, sentence, relation);
    const [run] = runs;
    if (!definite || !run || run.number === 0 || !measured || references.length === 0) return [];
    const told = metrics.flatMap((metric) =>
      [...references, ...lesser].flatMap((reference) =>
        datasets.flatMap((dataset) => differenceOn(run, reference, metric, dataset) ?? []),
      ),
    );
    if (told.length === 0 || told.some(({ share }) => share >= SMALL)) return [];
    const { said } = told.toSorted((some, other) => other.share - some.share)[0]!;
    return [overclaimed(sentence, large.index, relation.end, said)];
  });
}

function overclaimed(sentence: Sentence, start: number, end: number, said: string): Verdict {
  const message = `“${sentence.text.slice(start, end)}” is more than the data say: ${said}.`;
  return comparisonVerdict(sentence, "overclaimed", start, end, message, said);
}

type Size = { readonly share: number; readonly said: string };

/** “substantially lower times (33.6 s vs 34.1 s)”: the two numbers tell. */
function printedBehind({ text, numbers }: Sentence, { end }: Relation): Size | undefined {
  const [first, second] = numbers.filter(({ start }) => start >= end);
  if (!first || !second || first.percent || second.percent || first.measure !== second.measure) return undefined;
  const opens = /^\s+[^().;:,\d]{0,50}\(\s*$/u.test(text.slice(end, first.start));
  const between = /^\s*[\p{L}]{0,8}\s*(?:vs\.?|versus|against|compared (?:to|with)|→|to)\s+$/iu.test(
    text.slice(endOf(first), second.start),
  );
  if (!opens || !between || second.value === 0 || Math.abs(second.value) <= 1) return undefined;
  return { share: Math.abs((first.value - second.value) / second.value), said: `${first.text} and ${second.text}` };
}

/** How much two runs differ; in what they lack to the whole where the metric is a share that is nearly reached. */
function differenceOn(
  run: RunEvidence,
  reference: RunEvidence,
  { key, direction }: MetricEvidence,
  dataset: string,
): Size | undefined {
  const [value, from] = [run.value(dataset, key)?.mean, reference.value(dataset, key)?.mean];
  if (value === undefined || from === undefined || run === reference || from === 0) return undefined;
  const whole = direction === "higher" && from < 1 && value <= 1 ? 1 - from : direction === "higher" ? 100 - from : 0;
  const base = whole > 0 && whole < Math.abs(from) ? whole : Math.abs(from);
  return {
    share: Math.abs(value - from) / base,
    said: `${nameOf(run)} ${dataset} (${key} ${shortly(from)} → ${shortly(value)})`,
  };
}
