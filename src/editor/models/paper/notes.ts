import type { PaperAnswer } from "../../../research/paper-answer";
import type { Review } from "../../../research/review";
import type { PaperNote } from "../../../webview/contract";
import { placeOfRemark } from "../place-of-remark";
import type { L10n } from "../tree-node";

/** Things that are said about a paper, with the word for all of them. */
export type PaperNotes = { readonly title: string; readonly notes: readonly PaperNote[] };

/** What a review asks to be changed or answered; a remark is known by its own words. */
export function notesOfReview(l10n: L10n, { form }: Review): PaperNotes {
  const all = [
    ...form.Weaknesses.map((text) => ({ tone: "bad" as const, kind: l10n.t("Weakness"), text })),
    ...form.Questions.map((text) => ({ tone: "question" as const, kind: l10n.t("Question"), text })),
    ...form.Limitations.map((text) => ({ tone: "plain" as const, kind: l10n.t("Limitation"), text })),
  ];
  const notes = all.map((note) => ({ ...note, id: note.text, ...(placeOfRemark(note.text) ?? { texts: [] }) }));
  return { title: l10n.t("Remarks"), notes: notes.map((note) => ({ ...note, texts: [...note.texts] })) };
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
