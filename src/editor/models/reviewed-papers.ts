import type { KeptReview } from "../../engine/reviewer";
import { placeOfRemark } from "./place-of-remark";
import { reviewRows, reviewTooltip, scoreWords } from "./review-rows";
import type { L10n, TreeNode } from "./tree-node";
import { asText } from "./wording";

/** A paper that was reviewed outside an idea, with the lines of its points where it is LaTeX. */
export type ReviewedPaper = {
  /** Absolute, and as a row has it. */
  readonly paper: string;
  readonly name: string;
  /** The newest first. */
  readonly reviews: readonly KeptReview[];
  /** Of the points of the newest review, by their words. */
  readonly lines: ReadonlyMap<string, number>;
};

/** The papers, those that were reviewed last first. */
export function reviewedPapers(l10n: L10n, papers: readonly ReviewedPaper[]): TreeNode[] {
  return papers.map((paper, index) => ({ ...paperNode(l10n, paper), open: index === 0 }));
}

/** Kept reviews by their papers, newest first. */
export function byPaper(kept: readonly KeptReview[]): Map<string, KeptReview[]> {
  const papers = new Map<string, KeptReview[]>();
  for (const one of [...kept].reverse()) papers.set(one.paper, [...(papers.get(one.paper) ?? []), one]);
  return papers;
}

function paperNode(l10n: L10n, paper: ReviewedPaper): TreeNode {
  const [last, ...earlier] = paper.reviews;
  const { review } = last!;
  return {
    ...reviewNode(l10n, paper, last!),
    label: paper.name,
    tooltip: [`**${asText(paper.paper)}**`, reviewTooltip(l10n, review)].join("\n\n"),
    icon: /\.pdf$/i.test(paper.paper) ? "file-pdf" : "file-code",
    children: [
      ...(reviewNode(l10n, paper, last!).children ?? []),
      ...earlier.map((one) => ({
        ...reviewNode(l10n, { ...paper, lines: new Map() }, one),
        label: l10n.t("Earlier review"),
        icon: "comment-discussion",
      })),
    ],
  };
}

function reviewNode(l10n: L10n, { paper, lines }: ReviewedPaper, { key, review }: KeptReview): TreeNode {
  const id = `reviewed:${key}`;
  const subject = { review: key, file: paper };
  const isPdf = /\.pdf$/i.test(paper);
  return {
    id,
    label: l10n.t("Review"),
    description: scoreWords(l10n, review),
    tooltip: reviewTooltip(l10n, review),
    context: "paper.kept",
    open: false,
    children: reviewRows(l10n, review, {
      id,
      subject,
      where(point) {
        const line = lines.get(point.text);
        if (line !== undefined) return l10n.t("line {0}", line);
        const part = point.places.flatMap(({ where: at }) => (at && "line" in at ? [at] : []))[0];
        if (part && !isPdf) return l10n.t("{0}, line {1}", part.file, part.line);
        const page = placeOfRemark(point)?.page;
        if (page !== undefined) return l10n.t("page {0}", page);
        return isPdf && placeOfRemark(point) ? "" : undefined;
      },
    }),
    subject,
  };
}
