import type { FilledForm } from "../research/filled-form";
import { bestOverallOf, decisionOf, type Material, overallOf, type Review } from "../research/review";
import { disagreementsIn } from "../research/review-disagreements";

const HAD: Readonly<Record<Material, string>> = {
  pdf: "the text of the PDF",
  latex: "the LaTeX source",
  results: "the results of the runs",
  diff: "what the runs changed in the code",
  evaluation: "the code that measures the runs",
  figures: "the figures",
};

/** What a person wants to know of a review before reading it, line by line. */
export function reviewLines(review: Review): string[] {
  return [
    `${number(overallOf(review))} of ${bestOverallOf(review)}, ${decisionOf(review)}; ${chanceWords(review)}.`,
    ...(review.had.length > 0 ? [`The referees had ${review.had.map((one) => HAD[one]).join(", ")}.`] : []),
    ...quoteLine(review),
    ...(review.claims.length > 0 ? [`${counted(review.claims.length, "claim")} that the runs do not bear out.`] : []),
    ...disagreementLines(review),
  ];
}

function chanceWords({ acceptance, model, kind, way }: Review): string {
  if (!acceptance) return `not calibrated for ${model} with the form ${kind.name} in the way “${way}”`;
  const percent = (share: number) => Math.round(100 * share);
  const range = acceptance.interval ? ` (${acceptance.interval.map(percent).join(" to ")} %)` : "";
  return `chance of acceptance ${percent(acceptance.chance)} %${range} by ${acceptance.papers} papers`;
}

function quoteLine({ form }: Review): string[] {
  const places = placesIn(form);
  const missing = places.filter(({ where }) => !where).length;
  return missing > 0 ? [`${missing} of ${counted(places.length, "quote")} not in the paper.`] : [];
}

function placesIn(form: FilledForm) {
  const entries = Object.values(form).flatMap((said) => (Array.isArray(said) ? said : []));
  return entries.flatMap((entry) => (typeof entry === "string" ? [] : entry.places));
}

function disagreementLines(review: Review): string[] {
  const { scores, alone, questions } = disagreementsIn(review);
  const lines = [
    ...scores.map(({ name, low, high }) => `${name}: from ${low} to ${high}`),
    ...alone.map(
      ({ remark, referee }) =>
        `${referee === undefined ? "the area chair" : `referee ${referee}`} alone: ${remark.text}`,
    ),
    ...questions.map(({ question }) => `yes for some and no for others: ${question}`),
  ];
  return lines.length > 0 ? ["Where they disagree:", ...lines.map((line) => `  ${line}`)] : [];
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
