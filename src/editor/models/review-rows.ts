import type { Remark } from "../../research/filled-form";
import { pointsOf, type ReviewPoint } from "../../research/points-of-review";
import { bestOverallOf, decisionOf, filledLists, overallOf, type Review, summaryOf } from "../../research/review";
import { type ListSubject, rangeOf, type ScoreField, scoresOf } from "../../research/review-form";
import { decisionWords } from "./decision-words";
import { fieldLabel } from "./field-label";
import { disagreementsIn } from "./review-disagreements";
import type { L10n, Subject, TreeNode } from "./tree-node";
import { asText } from "./wording";

/** Whose review it is, and where its points can be looked up. */
export type ReviewPlace = {
  readonly id: string;
  readonly subject: Subject;
  /** Where a point is, in a few words; undefined where nobody knows: then a click leads nowhere. */
  readonly where: (point: Remark) => string | undefined;
  /** Points of which the source line can be shown as well. */
  readonly hasLines?: boolean;
};

/** `5.4 of 10 · Reject` */
export function scoreWords(l10n: L10n, review: Review): string {
  return l10n.t("{0} of {1} · {2}", short(overallOf(review)), bestOverallOf(review), decisionOf(review));
}

export function reviewTooltip(l10n: L10n, review: Review): string {
  const by = l10n.t("Mean of {0} reviews by {1}.", review.ensemble.length, asText(review.model));
  const caveat = [by, decisionWords(l10n, review), review.rehearsal ? l10n.t("Made by the rehearsal model.") : ""];
  return [asText(summaryOf(review)), caveat.filter(Boolean).join(" ")].join("\n\n");
}

/** What a review says: the decision and what it rests on, its points, what the referees do not agree about, and its scores. */
export function reviewRows(l10n: L10n, review: Review, place: ReviewPlace): TreeNode[] {
  return [
    decisionNode(l10n, review, place),
    ...filledLists(review).map(({ field: { name, about }, remarks }) =>
      listNode(l10n, review, place, { name, about, remarks }),
    ),
    ...disagreementNode(l10n, review, place),
    scoresNode(l10n, review, place),
  ];
}

function decisionNode(l10n: L10n, review: Review, { id, subject }: ReviewPlace): TreeNode {
  const { acceptance } = review;
  const chance = acceptance && Math.round(100 * acceptance.chance);
  const interval = acceptance?.interval?.map((share) => Math.round(100 * share));
  return {
    id: `${id}:decision`,
    label: decisionOf(review) === "Accept" ? l10n.t("Accept") : l10n.t("Reject"),
    description:
      chance === undefined
        ? l10n.t("not calibrated")
        : interval
          ? l10n.t("chance of acceptance {0} % ({1} to {2} %)", chance, interval[0]!, interval[1]!)
          : l10n.t("chance of acceptance {0} %", chance),
    tooltip: decisionWords(l10n, review),
    icon: "law",
    subject: shared(subject),
  };
}

type List = { readonly name: string; readonly about: ListSubject; readonly remarks: readonly Remark[] };

function listNode(l10n: L10n, review: Review, place: ReviewPlace, { name, about, remarks }: List): TreeNode {
  const points = pointsOf(review);
  return {
    id: `${place.id}:${name}`,
    label: fieldLabel(l10n, name),
    description: String(remarks.length),
    icon: LIST_ICONS[about],
    open: about === "weaknesses",
    children: remarks.map((remark, index) =>
      pointNode(
        l10n,
        review,
        place,
        remark,
        `${place.id}:${name}:${index}`,
        points.find(({ text }) => text === remark.text),
      ),
    ),
    subject: shared(place.subject),
  };
}

const LIST_ICONS: Record<ListSubject, string> = {
  strengths: "thumbsup",
  weaknesses: "thumbsdown",
  questions: "question",
  limitations: "info",
  other: "list-unordered",
};

function pointNode(
  l10n: L10n,
  { ensemble }: Review,
  { subject, where, hasLines }: ReviewPlace,
  remark: Remark,
  id: string,
  point: ReviewPoint | undefined,
): TreeNode {
  const at = where(remark);
  const { text, by } = remark;
  const raised = by && by.length > 0 ? l10n.t("Raised by {0} of {1} referees.", by.length, ensemble.length) : "";
  const quotes = remark.places.map(({ quote }) => `> ${asText(quote)}`);
  return {
    id,
    label: text,
    ...(at ? { description: at } : {}),
    tooltip: [asText(text), raised, ...quotes].filter(Boolean).join("\n\n"),
    ...(at === undefined ? {} : { command: "showRemark", icon: "search" }),
    ...(at !== undefined && hasLines ? { context: "paper.point" } : {}),
    spoken: [text, at].filter(Boolean).join(", "),
    subject: { ...subject, text, ...(point ? { point: point.id } : {}) },
  };
}

function disagreementNode(l10n: L10n, review: Review, { id, subject }: ReviewPlace): TreeNode[] {
  const apart = disagreementsIn(l10n, review);
  if (apart.length === 0) return [];
  return [
    {
      id: `${id}:apart`,
      label: l10n.t("Referees disagree"),
      description: String(apart.length),
      icon: "git-compare",
      open: false,
      children: apart.map((text, index) => ({
        id: `${id}:apart:${index}`,
        label: text,
        tooltip: asText(text),
        icon: "dash",
        subject: shared(subject),
      })),
      subject: shared(subject),
    },
  ];
}

function scoresNode(l10n: L10n, review: Review, { id, subject }: ReviewPlace): TreeNode {
  return {
    id: `${id}:scores`,
    label: l10n.t("Scores"),
    description: l10n.t("mean and range of {0} referees", review.ensemble.length),
    icon: "graph",
    open: false,
    children: scoresOf(review.kind).map((score) => scoreNode(l10n, id, subject, review, score)),
    subject: shared(subject),
  };
}

function scoreNode(l10n: L10n, id: string, subject: Subject, { form, spread }: Review, score: ScoreField): TreeNode {
  const range = spread[score.name];
  const apart = range && range[0] !== range[1] ? ` · ${l10n.t("{0} to {1}", range[0], range[1])}` : "";
  return {
    id: `${id}:${score.name}`,
    label: score.name,
    description: `${l10n.t("{0} of {1}", short(Number(form[score.name])), rangeOf(score)[1])}${apart}`,
    icon: "dash",
    subject: shared(subject),
  };
}

/** Of rows that are about no point. */
function shared({ slug, review, file }: Subject): Subject {
  return { ...(slug === undefined ? {} : { slug }), ...(review ? { review } : {}), ...(file ? { file } : {}) };
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
