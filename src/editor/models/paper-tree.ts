import type { Problem } from "../../research/problem";
import type { Review } from "../../research/review";
import { type BegunShown, type BoardState, type PaperSection, shownIdea } from "./board-state";
import { claimsWords } from "./claims-words";
import { placeOfRemark } from "./place-of-remark";
import { reviewRows, reviewTooltip, scoreWords } from "./review-rows";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText } from "./wording";

/** Source, PDF, what is wrong with it, its sections, and what the reviewers say. */
export function paperTree(l10n: L10n, state: BoardState): TreeNode[] {
  const idea = shownIdea(state);
  if (!idea || !hasPaper(idea)) return [];
  return [
    pdfNode(l10n, idea),
    sourceNode(l10n, idea),
    problemsNode(l10n, idea),
    sectionsNode(l10n, idea),
    ...idea.reviews.map((review, index) => reviewNode(l10n, idea, review, index + 1)).reverse(),
  ];
}

/** Before its stage begins there is only the template's empty paper. */
function hasPaper({ record, pdf, compiled }: BegunShown): boolean {
  return record.view.stagesEntered.includes("paper") || pdf !== undefined || compiled !== undefined;
}

function pdfNode(l10n: L10n, { slug, pdf, compiled, record, claims }: BegunShown): TreeNode {
  const pages = compiled?.pages ?? record.paper?.pages;
  const count = pages === undefined ? "" : pages === 1 ? l10n.t("1 page") : l10n.t("{0} pages", pages);
  const supported = claimsWords(l10n, claims);
  const old = compiled !== undefined && compiled.pdf === undefined;
  return pdf
    ? {
        id: `paper:${slug}:pdf`,
        label: l10n.t("Open PDF"),
        description: old ? l10n.t("older than the source") : [count, supported].filter(Boolean).join(" · "),
        tooltip: asText(pdf),
        icon: "file-pdf",
        context: "paper.pdf",
        command: "openPdf",
        subject: { slug, file: pdf },
      }
    : {
        id: `paper:${slug}:pdf`,
        label: l10n.t("Compile Paper"),
        description: l10n.t("no PDF yet"),
        icon: "play",
        context: "paper.noPdf",
        command: "compilePaper",
        subject: { slug },
      };
}

function sourceNode(l10n: L10n, { slug, paperSource, record }: BegunShown): TreeNode {
  return {
    id: `paper:${slug}:source`,
    label: l10n.t("Source"),
    description: record.paper?.title ?? "template.tex",
    tooltip: asText(paperSource),
    icon: "file-code",
    context: "paper.source",
    command: "openSource",
    subject: { slug, file: paperSource },
  };
}

function problemsNode(l10n: L10n, { slug, compiled, record, paperSource }: BegunShown): TreeNode {
  const problems = compiled?.problems ?? record.paper?.problems ?? [];
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings, hints] = [count("error"), count("warning"), count("info")];
  const icon = errors ? "error" : warnings ? "warning" : "pass";
  const color = errors ? COLORS.bad : warnings ? COLORS.warning : COLORS.good;
  const known = compiled !== undefined || record.paper !== undefined;
  return {
    id: `paper:${slug}:problems`,
    label: l10n.t("Problems"),
    description: !known
      ? l10n.t("not compiled yet")
      : problems.length === 0
        ? l10n.t("none")
        : countWords(l10n, errors, warnings, hints),
    ...(known ? { icon, color } : { icon: "circle-outline" }),
    command: "showProblems",
    subject: { slug, file: paperSource },
  };
}

/** `1 error, 24 hints`: only what there is, so that it fits beside its name. */
function countWords(l10n: L10n, errors: number, warnings: number, hints: number): string {
  const words = [
    errors === 1 ? l10n.t("1 error") : errors > 0 ? l10n.t("{0} errors", errors) : "",
    warnings === 1 ? l10n.t("1 warning") : warnings > 0 ? l10n.t("{0} warnings", warnings) : "",
    hints === 1 ? l10n.t("1 hint") : hints > 0 ? l10n.t("{0} hints", hints) : "",
  ];
  return words.filter(Boolean).join(", ");
}

function sectionsNode(l10n: L10n, { slug, sections, paperSource }: BegunShown): TreeNode {
  const written = sections.filter(({ empty }) => !empty).length;
  const total = sections.reduce((sum, { words }) => sum + words, 0);
  return {
    id: `paper:${slug}:sections`,
    label: l10n.t("Sections"),
    description: `${l10n.t("{0} of {1} written", written, sections.length)} · ${l10n.t("{0} words", total)}`,
    icon: "list-unordered",
    open: false,
    children: sections.map((section) => sectionNode(l10n, slug, paperSource, section)),
    subject: { slug },
  };
}

/** How long it is, and whether its text is still the one that was typeset last. */
function sectionNode(l10n: L10n, slug: string, file: string, section: PaperSection): TreeNode {
  const { title, line, empty, words, edited } = section;
  const count = l10n.t("{0} words", words);
  return {
    id: `paper:${slug}:section:${line}`,
    label: title,
    description: empty ? l10n.t("not written yet") : edited ? `${count} · ${l10n.t("edited since")}` : count,
    ...(edited && !empty
      ? { tooltip: l10n.t("The text is another than when the paper was last typeset on the idea's way.") }
      : {}),
    icon: empty ? "circle-outline" : edited ? "edit" : "pass",
    ...(empty || edited ? {} : { color: COLORS.good }),
    ...(empty ? {} : { context: "paper.section" }),
    command: "openSource",
    subject: { slug, file, line },
  };
}

/** The last review leads to the source as it is now; what an earlier one was about may be another text by now. */
function reviewNode(
  l10n: L10n,
  { slug, folder, pdf, pointLines }: BegunShown,
  review: Review,
  round: number,
): TreeNode {
  const id = `paper:${slug}:review:${round}`;
  const file = `${folder}/${round === 1 ? "review.json" : `review-${round}.json`}`;
  return {
    id,
    label: round === 1 ? l10n.t("Review") : l10n.t("Review {0}", round),
    description: scoreWords(l10n, review),
    tooltip: reviewTooltip(l10n, review),
    icon: "comment-discussion",
    context: round === 1 ? "paper.review" : "paper.review.again",
    open: false,
    children: reviewRows(l10n, review, {
      id,
      subject: { slug },
      hasLines: true,
      where(point) {
        const line = pointLines.get(point.text);
        if (line !== undefined) return l10n.t("line {0}", line);
        return pdf && placeOfRemark(point) ? "" : undefined;
      },
    }),
    subject: { slug, file },
  };
}
