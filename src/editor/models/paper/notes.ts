import type { PaperAnswer } from "../../../research/paper-answer";
import { type Review, remarksOn } from "../../../research/review";
import type { PaperNote } from "../../../webview/contract/paper";
import { placeOfRemark } from "../place-of-remark";
import type { L10n } from "../tree-node";

/** Things that are said about a paper, with the word for all of them. */
export type PaperNotes = { readonly title: string; readonly notes: readonly PaperNote[] };

/** What a review asks to be changed or answered; a remark is known by its own words. */
export function notesOfReview(l10n: L10n, review: Review): PaperNotes {
  const kinds = [
    { about: "weaknesses", tone: "bad", kind: l10n.t("Weakness") },
    { about: "questions", tone: "question", kind: l10n.t("Question") },
    { about: "limitations", tone: "plain", kind: l10n.t("Limitation") },
  ] as const;
  const notes = kinds.flatMap(({ about, tone, kind }) =>
    remarksOn(review, about).map((remark): PaperNote => {
      const { texts, page } = placeOfRemark(remark) ?? { texts: [] };
      return {
        id: remark.text,
        tone,
        kind,
        text: remark.text,
        texts: [...texts],
        ...(page === undefined ? {} : { page }),
      };
    }),
  );
  return { title: l10n.t("Remarks"), notes };
}

/** What an answer quotes from the pages of a paper. */
export function notesOfAnswer(l10n: L10n, { pieces }: PaperAnswer): PaperNotes {
  const notes = pieces.flatMap((piece): PaperNote[] => {
    if (piece.type !== "quote" || piece.place?.page === undefined) return [];
    const { words, place } = piece;
    return [{ id: words, tone: "plain", kind: l10n.t("Quote"), text: `“${words}”`, texts: [words], page: place.page }];
  });
  return { title: l10n.t("Quotes"), notes };
}
