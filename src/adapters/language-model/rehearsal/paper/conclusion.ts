import { metricLabel } from "../wording";
import { paragraphs, runName, sentences, tex } from "./latex-text";
import type { Material } from "./material";
import { dataSets, decidingValues, direction, repetitions, verdictSentence, whatItIs } from "./statements";

/** What is known now, what it does not show, and what would decide the rest. */
export function conclusion(material: Material): string {
  const { variants, field, primary } = material;
  const [main] = variants;
  return paragraphs([
    sentences(
      main ? `We asked what follows, in ${field.subject}, from ${whatItIs(main)}.` : "",
      ...variants.map((variant) => verdictSentence(variant, material)),
      main ? decidingValues(main, material) : "",
    ),
    sentences(
      material.seeds > 1 ? CONSEQUENCE[direction(main, material)] : SINGLE,
      `The comparison rests on ${dataSets(material)} and ${repetitions(material)}, and says nothing about larger models, other data or longer training.`,
    ),
    sentences(
      "Two experiments would decide what is left open.",
      `The first repeats ${main ? runName(main.name) : "the baseline"} with more seeds, until the interval of the difference in ${tex(metricLabel(primary.name))} is narrower than the effect that a practitioner would care about.`,
      "The second varies the budget of training, since a change that helps a short run can be irrelevant for a long one.",
    ),
  ]);
}

const SINGLE = "Since nothing was repeated, these values describe what happened once and recommend nothing.";

const CONSEQUENCE = {
  better:
    "For this setting the change can be recommended; that it acts through the suspected mechanism is made plausible and not proved.",
  worse: "For this setting the change cannot be recommended, and the mechanism that suggested it needs another look.",
  mixed: "Whether the change is advisable depends on the data, and nothing measured here tells in advance.",
  unclear: "There is no reason in these numbers to prefer the change to the baseline, and none to avoid it.",
} as const;
