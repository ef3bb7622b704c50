import { expect, test } from "vitest";
import { pageOfPdf, pdfWithPage } from "../../../src/editor/models/page-of-pdf";

test("a page of a PDF has a name, by which it is found again; other names are none's", () => {
  expect(pdfWithPage(pageOfPdf("/my papers/study.v2.pdf", 12))).toEqual({ pdf: "/my papers/study.v2.pdf", page: 12 });
  expect(pdfWithPage("/my papers/study.v2.pdf")).toBeUndefined();
  expect(pdfWithPage("/my papers/notes.page-3")).toBeUndefined();
});
