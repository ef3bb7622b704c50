import { clauseStart } from "../binding";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { nameOf } from "../evidence";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { everyReference, valuesOn } from "./exceptions";
import { comparisonVerdict } from "./in-words";

const ALSO = /\b(?:also|as well as|likewise|equally)\s+(?:on|for|in)\s+(?:the\s+)?$/i;

/** “better on A (5.93 vs. 7.12), and also on B”: whatever numbers stand beside the word, it has to be so on B. */
export function alsoThere(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return sentence.datasets.flatMap((set) => {
    if (!ALSO.test(sentence.text.slice(0, set.start))) return [];
    const relation = relations.findLast(
      ({ end, start }) => end <= set.start && start >= clauseStart(sentence, set.start),
    );
    if (!relation) return [];
    const { runs, definite, references, lesser, metrics } = comparisonAt(one, sentence, relation);
    const [run] = runs;
    if (!definite || !run) return [];
    const answers = metrics.flatMap((metric) =>
      [references, ...lesser.map((part) => [part])].flatMap((against) =>
        set.ids.flatMap((dataset) => everyReference(relation, run, against, metric, dataset) ?? []),
      ),
    );
    if (answers.length === 0 || answers.includes(true)) return [];
    const said = `${nameOf(run)} ${valuesOn(set.ids[0]!, { run, metric: metrics[0]! }, references, relation.way)}`;
    const message = `“${relation.word}” does not fit on ${set.ids.join(", ")}: ${said}.`;
    return [comparisonVerdict(sentence, "wrong-direction", relation.start, set.end, message, said)];
  });
}
