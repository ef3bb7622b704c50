import type { AnswerPiece, PaperAnswer } from "../../research/paper-answer";
import { pageOfPdf } from "./page-of-pdf";
import type { L10n } from "./tree-node";
import { asMarkdown, asText } from "./wording";

/**
 * An answer as Markdown, each quote with a link to its place. `link` gives the address of a file from where the answer is kept.
 * Words that were not found in the paper are told as that.
 */
export function answerText(
  l10n: L10n,
  question: string,
  name: string,
  answer: PaperAnswer,
  link: (file: string) => string,
): string {
  const quotes = answer.pieces.filter((piece) => piece.type === "quote");
  const lost = quotes.filter(({ place }) => !place).length;
  const by = answer.rehearsal ? l10n.t("Made by the rehearsal model.") : l10n.t("Answered by {0}.", answer.model);
  return [
    `# ${asText(question.replace(/\s+/g, " ").trim())}`,
    `*${asText(l10n.t("About {0}.", name))} ${asText(by)}*`,
    answer.pieces.map((piece) => pieceText(l10n, piece, link)).join(""),
    ...(lost > 0
      ? [
          `> ${asText(l10n.t("Words that are not in the paper as they were quoted: {0}. What rests on them may be wrong.", lost))}`,
        ]
      : []),
  ].join("\n\n");
}

function pieceText(l10n: L10n, piece: AnswerPiece, link: (file: string) => string): string {
  if (piece.type === "text") return asMarkdown(piece.text);
  const words = `“${asText(piece.words.replace(/\s+/g, " "))}”`;
  if (!piece.place) return `${words} (**${asText(l10n.t("not found in the paper"))}**)`;
  const { file, line, page } = piece.place;
  return page === undefined
    ? `${words} ([${asText(l10n.t("line {0}", line))}](${link(file)}#L${line}))`
    : `${words} ([${asText(l10n.t("page {0}", page))}](${link(pageOfPdf(file, page))}))`;
}
