import type { Improvement } from "../../research/improvement-view";
import { pointsOf, type ReviewPoint } from "../../research/points-of-review";
import { decisionOf, type Review } from "../../research/review";
import { rangeOf, scoresOf } from "../../research/review-form";
import { sharedWords } from "../../research/similar-ideas";
import { scoreWords } from "./review-rows";
import type { L10n } from "./tree-node";
import { asText } from "./wording";

/** A point of the review before, and whether the referees of the next one raise it again. */
export type PointFate = { readonly point: ReviewPoint; readonly again: ReviewPoint | undefined };

/** Referees say the same thing in other words: points of the same kind that share enough of them are one. */
export function fatesOf(before: Review, after: Review): PointFate[] {
  const now = pointsOf(after);
  return pointsOf(before).map((point) => {
    const alike = now
      .filter(({ kind }) => kind === point.kind)
      .map((other) => ({ other, share: sharedWords(point.text, other.text) }))
      .sort((one, other) => other.share - one.share)[0];
    return { point, again: alike && alike.share >= ALIKE ? alike.other : undefined };
  });
}

const ALIKE = 0.4;

/** Two reviews of one paper side by side, as Markdown: scores before and after, what became of each point, what is new. */
export function reviewComparison(
  l10n: L10n,
  reviews: readonly [before: Review, after: Review],
  rounds: readonly [before: string, after: string],
  improvement: Improvement | undefined,
): string {
  const [before, after] = reviews;
  const fates = fatesOf(before, after);
  const known = new Set(fates.flatMap(({ again }) => (again ? [again.id] : [])));
  const fresh = pointsOf(after).filter(({ id }) => !known.has(id));
  const raised = fates.filter(({ again }) => again).length;
  return [
    `# ${l10n.t("{0} and {1}, side by side", ...rounds)}`,
    `${scoreWords(l10n, before)} → **${scoreWords(l10n, after)}**`,
    l10n.t("{0} of {1} points are raised again; {2} are new.", raised, fates.length, fresh.length),
    ...(before.model === after.model
      ? []
      : [
          l10n.t(
            "The reviews are by different models ({0}, {1}): their scores cannot be compared.",
            asText(before.model),
            asText(after.model),
          ),
        ]),
    `## ${l10n.t("Scores")}`,
    scoreTable(l10n, before, after, rounds),
    `## ${l10n.t("Points")}`,
    pointTable(l10n, fates, improvement),
    ...(fresh.length > 0
      ? [
          `## ${l10n.t("New in {0}", rounds[1])}`,
          fresh.map((point) => `- ${kindWord(l10n, point)}: ${asText(point.text)}`).join("\n"),
        ]
      : []),
    `*${l10n.t("Whether a point is raised again is told by its words. The same referees score the same paper differently from one time to the next; a small difference says little.")}*`,
  ].join("\n\n");
}

function scoreTable(l10n: L10n, before: Review, after: Review, rounds: readonly [string, string]): string {
  const names = scoresOf(after.kind).map(({ name }) => name);
  const rows = names.map((name) => {
    const [was, is] = [before.form[name], after.form[name]].map(Number) as [number, number];
    const change = Number.isFinite(was) && isSameScale(before, after, name) ? is - was : Number.NaN;
    const sign = Number.isNaN(change)
      ? "–"
      : change > 0
        ? `+${change.toFixed(1)} ▲`
        : change < 0
          ? `−${(-change).toFixed(1)} ▼`
          : "0";
    return `| ${asText(name)} | ${Number.isFinite(was) ? spread(before, name, was) : "–"} | ${spread(after, name, is)} | ${sign} |`;
  });
  const decision = `| ${l10n.t("Decision")} | ${decisionOf(before)} | ${decisionOf(after)} | |`;
  return [`| | ${rounds[0]} | ${rounds[1]} | ${l10n.t("Change")} |`, "|---|--:|--:|--:|", ...rows, decision].join("\n");
}

/** Two forms may call numbers of other scales by one name. */
function isSameScale(before: Review, after: Review, name: string): boolean {
  const [was, is] = [before, after].map(({ kind }) => scoresOf(kind).find((score) => score.name === name));
  return was !== undefined && is !== undefined && String(rangeOf(was)) === String(rangeOf(is));
}

/** `5.4 (4–7)` */
function spread(review: Review, name: string, mean: number): string {
  const [low, high] = review.spread[name] ?? [mean, mean];
  return low === high ? mean.toFixed(1) : `${mean.toFixed(1)} (${low}–${high})`;
}

function pointTable(l10n: L10n, fates: readonly PointFate[], improvement: Improvement | undefined): string {
  const rows = fates.map(
    ({ point, again }) =>
      `| ${again ? l10n.t("raised again") : l10n.t("not raised again")} | ${answerWords(l10n, point, improvement)} | ${kindWord(l10n, point)}: ${cell(point.text)} |`,
  );
  return [`| ${l10n.t("Now")} | ${l10n.t("Answered by")} | ${l10n.t("Point")} |`, "|---|---|---|", ...rows].join("\n");
}

/** How the author answered a point, as far as it was planned. Without a choice all points were meant. */
function answerWords(l10n: L10n, { id }: ReviewPoint, improvement: Improvement | undefined): string {
  if (!improvement?.points) return l10n.t("text");
  if (!improvement.points.includes(id)) return l10n.t("not chosen");
  const runs = improvement.plan?.runs.filter((run) => run.for.includes(id)).map(({ name }) => `“${cell(name)}”`) ?? [];
  if (runs.length > 0) return l10n.t("the run {0}", runs.join(", "));
  const by = improvement.plan?.answers.find(({ point }) => point === id)?.by;
  return by === "nothing" ? l10n.t("a limit that is named") : l10n.t("text");
}

export function kindWord(l10n: L10n, { kind }: Pick<ReviewPoint, "kind">): string {
  const words = { weakness: l10n.t("Weakness"), question: l10n.t("Question"), limitation: l10n.t("Limitation") };
  return words[kind];
}

/** In a row of a table. */
function cell(text: string): string {
  return asText(text.replace(/\s+/g, " ")).replaceAll("|", "\\|");
}
