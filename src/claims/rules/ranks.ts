import { averagesIn, type Candidate, describe, measuredIn } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";
import { wantsLow } from "./leaders";

const RANK = /\b(second|third)[- ](lowest|highest|best|worst|fastest|slowest|smallest|largest|shortest)\b/giu;

/** “achieves the second-lowest evaluation loss”: somewhere, or on average, it has to be in that place. */
export function ranks(one: Case, sentence: Sentence): Verdict[] {
  return [...sentence.text.matchAll(RANK)].flatMap(({ 0: words, 1: place = "", 2: word = "", index }) => {
    const end = index + words.length;
    const metric = sentence.metrics.find(({ start }) => start >= end && start - end <= 30);
    const { runs, definite, datasets } = comparisonAt(one, sentence, { way: "better", start: index, end, word: words });
    const [run] = runs;
    if (!metric || !definite || !run || !isAsserted(sentence, index, end)) return [];
    const selection = { runs: [], metrics: metric.ids };
    const fields = [
      averagesIn(one.evidence, { ...selection, datasets: [] }),
      ...datasets.map((dataset) => measuredIn(one.evidence, { ...selection, datasets: [dataset] })),
    ].flatMap((field) => metric.ids.map((key) => field.filter((candidate) => candidate.metric.key === key)));
    const told = fields.flatMap((field) => {
      const own = field.find((candidate) => candidate.run === run);
      const low = own && wantsLow(word.toLowerCase(), own);
      return own && low !== undefined ? [{ own, rank: rankOf(own, field, low) }] : [];
    });
    const meant = place.toLowerCase() === "second" ? 2 : 3;
    if (told.length === 0 || told.some(({ rank: { least, most } }) => least <= meant && meant <= most)) return [];
    const said = told.map(({ own, rank }) => `${describe(own)}, number ${rank.least}`).slice(0, 3);
    const message = `It is not the ${words.toLowerCase()}: ${said.join("; ")}.`;
    return [comparisonVerdict(sentence, "overclaimed", index, metric.end, message, said.join("; "))];
  });
}

/** The places that a value may be given among others; those that are alike share theirs. */
export function rankOf(own: Candidate, field: readonly Candidate[], low: boolean): { least: number; most: number } {
  const ahead = field.filter(({ value }) => (low ? value < own.value : value > own.value)).length;
  const alike = field.filter(({ value }) => value === own.value).length;
  return { least: ahead + 1, most: ahead + alike };
}
