import type { Asked } from "../asked";
import { finished } from "../blocks";
import { capitals } from "../idea-titles";
import { metricLabel } from "../wording";
import { plural, runName, sentences, tex } from "./latex-text";
import { type Material, materialFrom } from "./material";
import { dataSets, decidingValues, direction, repetitions, verdictSentence, whatItIs } from "./statements";

/** A title that says what was tested on what, and an abstract with the numbers that decide. */
export function titleAndAbstract(asked: Asked): string {
  const material = materialFrom(asked);
  return finished(`Title: ${titleOf(material)}\n\n\`\`\`latex\n${abstractOf(material)}\n\`\`\``);
}

export function titleOf({ variants, field }: Material): string {
  const siblings = variants[0]?.move && variants[0].move.topic === variants[1]?.move?.topic;
  const names = variants.slice(0, siblings ? 1 : 2).map(({ name }) => capitals(tex(name)));
  const title = `${names.join(" and ")} in ${field.title}: A Controlled Comparison`;
  return title.split(/\s+/).length <= 14 ? title : `${names[0]} in ${field.title}: A Controlled Comparison`;
}

export function abstractOf(material: Material): string {
  const { variants, field, primary } = material;
  const [main, ...others] = variants;
  return sentences(
    `Much of what ${field.subjects} achieve is decided by choices around the model that are rarely tested on their own.`,
    main ? `We ask what follows from ${whatItIs(main)}.` : "",
    `The answer is not obvious, since such a change moves more than one thing at once and its effect can be smaller than the spread between repetitions.`,
    `We compare ${plural(variants.length, "variant")} with an unchanged baseline on ${dataSets(material)}, with ${repetitions(material)} behind every number, and judge them by ${tex(metricLabel(primary.name))} with ${material.seeds > 1 ? "95\\,\\% intervals of the differences" : "the caution that single values ask for"}.`,
    ...(main ? [verdictSentence(main, material), decidingValues(main, material)] : []),
    ...others.map((variant) => verdictSentence(variant, material)),
    outcome(material),
  );
}

function outcome(material: Material): string {
  const [main, control] = material.variants;
  if (material.seeds < 2)
    return "Without repetitions no effect can be told from noise, and the numbers are reported for what they are.";
  const way = direction(main, material);
  if (way === "better")
    return `The change helps in this setting${control && control.move?.topic !== main?.move?.topic ? `, and the control ${runName(control.name)} bounds how much of that can be explained otherwise` : ""}; all runs are small, and nothing is claimed beyond them.`;
  if (way === "worse") return "The change hurts in this setting, which speaks against the mechanism that suggested it.";
  if (way === "mixed") return "The sign of the effect depends on the data, so no general recommendation follows.";
  return "We find no clear effect and report what the data can and cannot exclude.";
}
