import { expect, test } from "vitest";
import { notesOfAnswer, notesOfReview } from "../../../src/editor/models/paper/notes";
import { placeOfRemark } from "../../../src/editor/models/place-of-remark";
import type { Review } from "../../../src/research/review";
import { NEURIPS } from "../../../src/research/review-forms";

const said = (text: string, ...places: { quote: string; where?: { page: number } }[]) => ({ text, places });

test("what a remark quotes is looked for first, whole and then by its beginning", () => {
  expect(
    placeOfRemark(said("The claim “our method always wins on every data set.” in Section 4 is too strong.")),
  ).toEqual({
    texts: ["our method always wins on every data set", "our method always wins on"],
  });
});

test("a figure or a table that it names is the next best, a page the last", () => {
  expect(placeOfRemark(said("Fig. 3 has no error bars, and Table 2 on page 7 repeats it."))).toEqual({
    texts: ["Figure 3", "Table 2"],
    page: 7,
  });
  expect(placeOfRemark(said("See p. 4."))).toEqual({ texts: [], page: 4 });
});

test.each(["The paper lacks ablations.", "The authors' results aren't new, it's known.", "A “toy” problem."])(
  "a remark that names no place has none: %s",
  (remark) => {
    expect(placeOfRemark(said(remark))).toBeUndefined();
  },
);

test("the words that a remark is tied to come first, and their page", () => {
  const tied = said("Figure 2 is not needed.", { quote: "as Figure 2 shows at once", where: { page: 5 } });
  expect(placeOfRemark(tied)).toEqual({
    texts: ["as Figure 2 shows at once", "as Figure 2 shows at", "Figure 2"],
    page: 5,
  });
});

test("the notes of a review are what asks for an answer, those of an answer what it quotes from pages", () => {
  const l10n = { t: (text: string) => text };
  const form = { Strengths: ["Short."], Weaknesses: [said("See p. 4.")], Questions: ["Why?"], Limitations: ["Small."] };
  const notes = notesOfReview(l10n, { kind: NEURIPS, form } as unknown as Review);
  expect(notes.notes).toEqual([
    { id: "See p. 4.", tone: "bad", kind: "Weakness", text: "See p. 4.", texts: [], page: 4 },
    { id: "Why?", tone: "question", kind: "Question", text: "Why?", texts: [] },
    { id: "Small.", tone: "plain", kind: "Limitation", text: "Small.", texts: [] },
  ]);
  const quote = (words: string, page?: number) => ({
    type: "quote" as const,
    words,
    place: { file: "a.pdf", line: 1, ...(page === undefined ? {} : { page }) },
  });
  const pieces = [{ type: "text" as const, text: "It falls" }, quote("to 0.52", 3), quote("in a source")];
  expect(notesOfAnswer(l10n, { pieces, model: "m", rehearsal: false }).notes).toEqual([
    { id: "to 0.52", tone: "plain", kind: "Quote", text: "“to 0.52”", texts: ["to 0.52"], page: 3 },
  ]);
});
