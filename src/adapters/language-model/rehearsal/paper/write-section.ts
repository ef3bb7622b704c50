import type { Asked } from "../asked";
import { finished, UNCHANGED } from "../blocks";
import { INVENTED_KEY, inventedNumber, MISSING_LABEL } from "../slips";
import { background } from "./background";
import { conclusion } from "./conclusion";
import { introduction } from "./introduction";
import { paragraphs, withoutSentences } from "./latex-text";
import { type Material, materialFrom } from "./material";
import { method } from "./method";
import { relatedWork } from "./related-work";
import { results } from "./results-section";
import { setup } from "./setup";
import { variantNames } from "./statements";

const WRITERS: readonly (readonly [RegExp, (material: Material) => string])[] = [
  [/introduction/i, introduction],
  [/related/i, relatedWork],
  [/background|preliminar/i, background],
  [/method|approach/i, method],
  [/setup|set-up|experiments?$/i, setup],
  [/result/i, results],
  [/conclusion|discussion/i, conclusion],
];

/** The body of the section that the question names. */
export function writeSection(asked: Asked, { mistakes }: { readonly mistakes: boolean }): string {
  const heading = /“(.*)”/.exec(asked.heading)?.[1] ?? "";
  const material = materialFrom(asked);
  const writer = WRITERS.find(([pattern]) => pattern.test(heading))?.[1] ?? otherSection;
  const body = writer(material);
  return latexAnswer(mistakes && asked.complaints.length === 0 ? withSlip(body, heading, material) : body);
}

/** A section as it would be written from these results; undefined for one that says nothing of them. */
export function sectionOnResults(material: Material, heading: string): string | undefined {
  return /method|approach|setup|set-up|experiments?$|result/i.test(heading)
    ? WRITERS.find(([pattern]) => pattern.test(heading))?.[1](material)
    : undefined;
}

function latexAnswer(body: string): string {
  return finished(`\`\`\`latex\n${body}\n\`\`\``);
}

function otherSection(material: Material): string {
  return `This paper reports ${variantNames(material)} beside the baseline. What belongs under this heading is said in the sections above; nothing is added here.`;
}

/** One mistake in each of three sections: a key that does not exist, a number that no run gave, a label that nothing has. */
function withSlip(body: string, heading: string, { figures }: Material): string {
  if (/background|preliminar/i.test(heading)) return body.replace(/(?<=\\citep\{)/, `${INVENTED_KEY},`);
  if (/result/i.test(heading)) return body.replace(/^\\paragraph\{.*$/m, (line) => `${line} ${inventedNumber()}`);
  if (/conclusion|discussion/i.test(heading) && figures.length > 0)
    return body.replace(/(?=\n\n)/, ` Figure~\\ref{${MISSING_LABEL}} shows the comparison at a glance.`);
  return body;
}

/** Takes back what our own checks doubt, and leaves everything else as it is. */
export function reflectOnSection(asked: Asked): string {
  const draft = /```latex\n([\s\S]*?)\n?```/.exec(asked.drafts.at(-1) ?? "")?.[1] ?? "";
  const doubts = (/Our checks noticed[^\n]*\n((?:- .*\n?)+)/.exec(asked.question)?.[1] ?? "")
    .split("\n")
    .filter(Boolean);
  const corrected = doubts.reduce(settled, draft);
  return corrected === draft || corrected.trim() === "" ? UNCHANGED : latexAnswer(corrected);
}

/** A doubt begins with the words that it is about. */
function settled(body: string, doubt: string): string {
  const wrong = /^- “([^”]+)”/.exec(doubt)?.[1];
  return wrong ? paragraphs(withoutSentences(body, wrong).split("\n\n")) : body;
}
