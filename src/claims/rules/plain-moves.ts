import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { nameOf } from "../evidence";
import type { Relation } from "../relation";
import { isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { everyReference, valuesOn } from "./exceptions";
import { comparisonVerdict } from "./in-words";
import { hasNumbersBeside, isAboutSettings, isConditional } from "./plain-comparisons";
import { setsAt } from "./set-comparisons";
import { saysAll } from "./universals";

const BEHIND =
  /^\s+(?:in\s+)?(?:(?:the|its|our|both|average|overall|mean|final)\s+)*(?:(?:training|train|inference|validation|evaluation|test)(?:\s+and\s+)?)?$/i;
const BEFORE =
  /^\s+(?:(?:also|both|all|then|thus|even|even more|is|are|was|were|has|have|had|been|remains?|becomes?|slightly|further|\p{L}+ly)\s+)*$/iu;
/** What it is compared with is said, and others judge it, or it is another run than the baseline. */
const ELSEWHERE =
  /\b(?:previous|preceding|prior|earlier|former|last|first|other|others|each other|one another|before|than|compared|relative)\b/i;

/** “First, the training time …”: one of the things that are told. */
const COUNTING = /^\s*(?:first|last|before all|above all),\s/i;

/** “Inference times decreased slightly”, “at reduced training times”: no run, or not the one that is named, moved the metric so anywhere. */
export function plainMoves(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  if (saysAll(sentence.text) || isOfSetup(sentence) || ELSEWHERE.test(sentence.text.replace(COUNTING, ""))) return [];
  return relations.flatMap((relation) => {
    const keys = metricsBeside(sentence, relation);
    if (keys.length === 0 || hasNumbersBeside(sentence, relation)) return [];
    if (isAboutSettings(sentence, relation) || isConditional(sentence, relation) || setsAt(sentence, relation))
      return [];
    const { runs, references, lesser, datasets } = comparisonAt(one, sentence, relation);
    const metrics = one.evidence.metrics.filter(({ key }) => keys.includes(key));
    const moved = runs.flatMap((run) =>
      metrics.flatMap((metric) =>
        datasets.flatMap((dataset) =>
          [references, ...lesser.map((one) => [one])].flatMap(
            (against) => everyReference(relation, run, against, metric, dataset) ?? [],
          ),
        ),
      ),
    );
    if (moved.length === 0 || moved.includes(true)) return [];
    const [run, metric, dataset] = [runs[0]!, metrics[0]!, datasets[0]!];
    const data = run.value(dataset, metric.key)
      ? `${nameOf(run)} ${valuesOn(dataset, { run, metric }, references)}`
      : "";
    const message = `“${relation.word}” does not fit: ${data || "no run goes that way"}.`;
    return [comparisonVerdict(sentence, "wrong-direction", relation.start, relation.end, message, data)];
  });
}

/** The metrics whose names stand right behind or right before a word that says which way. */
function metricsBeside({ text, metrics }: Sentence, { start, end }: Relation): readonly string[] {
  const behind = metrics.find((metric) => metric.start >= end && BEHIND.test(text.slice(end, metric.start)));
  if (behind) return behind.ids;
  const before = metrics.findLast((metric) => metric.end <= start && BEFORE.test(text.slice(metric.end, start)));
  return before?.ids ?? [];
}
