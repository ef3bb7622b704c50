import type { QuotedPlace, Remark } from "../../research/filled-form";
import type { Material, Review } from "../../research/review";
import type { AspectVerdict } from "../../research/review-aspects";
import { disagreementsIn } from "../../research/review-disagreements";
import type { L10n } from "./tree-node";
import { asText } from "./wording";

/** By which form, in which way and from what the review was made. */
export function howReviewed(l10n: L10n, { kind, way, had }: Review): string {
  const by =
    way === "aspects"
      ? l10n.t("By the form {0}, after the questions that this paper raises.", kind.name)
      : l10n.t("By the form {0}.", kind.name);
  const read =
    had.length > 0 ? l10n.t("The referees had {0}.", had.map((one) => materialName(l10n, one)).join(", ")) : "";
  return `${by} ${read}`.trim();
}

function materialName(l10n: L10n, material: Material): string {
  switch (material) {
    case "pdf":
      return l10n.t("the text of the PDF");
    case "latex":
      return l10n.t("the LaTeX source");
    case "results":
      return l10n.t("the results of the runs");
    case "diff":
      return l10n.t("what the runs changed in the code");
    case "evaluation":
      return l10n.t("the code that measures the runs");
    case "figures":
      return l10n.t("the figures");
  }
}

/** A point with its quotes, each with where it was found. */
export function remarkText(l10n: L10n, { text, places }: Remark): string {
  return [asText(text), ...places.map((place) => `  - “${asText(place.quote)}” (${placeWords(l10n, place)})`)].join(
    "\n",
  );
}

function placeWords(l10n: L10n, { where }: QuotedPlace): string {
  if (!where) return l10n.t("these words are not in the paper");
  return "page" in where ? l10n.t("page {0}", where.page) : l10n.t("{0}, line {1}", asText(where.file), where.line);
}

/** Where the referees are not of one mind; no part at all where they are. */
export function disagreementWords(l10n: L10n, review: Review): string[] {
  const { scores, alone, questions } = disagreementsIn(review);
  const lines = [
    ...scores.map(({ name, low, high }) => l10n.t("{0}: from {1} to {2}", asText(name), low, high)),
    ...alone.map(({ remark: { text }, referee }) =>
      referee === undefined
        ? l10n.t("The area chair alone: {0}", asText(text))
        : l10n.t("Referee {0} alone: {1}", referee, asText(text)),
    ),
    ...questions.map(({ question }) => l10n.t("Yes for some and no for others: {0}", asText(question))),
  ];
  if (lines.length === 0) return [];
  return [`## ${l10n.t("Where the referees disagree")}`, lines.map((line) => `- ${line}`).join("\n")];
}

/** What was asked of this paper in particular, with the referees' verdicts. */
export function aspectWords(l10n: L10n, { aspects }: Review): string[] {
  if (aspects.length === 0) return [];
  const rows = aspects.map(({ question, answers }) => {
    const verdicts = answers.map(({ verdict }) => verdictWord(l10n, verdict)).join(", ");
    return `| ${asText(question)} | ${verdicts} |`;
  });
  const head = `| ${l10n.t("Question")} | ${l10n.t("Referees")} |\n|---|---|`;
  return [`## ${l10n.t("What this paper has to answer for")}`, `${head}\n${rows.join("\n")}`];
}

function verdictWord(l10n: L10n, verdict: AspectVerdict): string {
  switch (verdict) {
    case "yes":
      return l10n.t("yes");
    case "partly":
      return l10n.t("partly");
    case "no":
      return l10n.t("no");
    case "not said":
      return l10n.t("not said");
  }
}

/** What was found in the paper's claims without a model. */
export function claimWords(l10n: L10n, { claims }: Review): string[] {
  if (claims.length === 0) return [];
  const lines = claims.map(
    ({ file, line, message }) => `- ${l10n.t("{0}, line {1}", asText(file), line)}: ${asText(message)}`,
  );
  return [`## ${l10n.t("Claims that the runs do not bear out")}`, lines.join("\n")];
}
