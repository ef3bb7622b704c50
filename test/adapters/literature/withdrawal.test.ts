import { expect, test } from "vitest";
import { withdrawalIn } from "../../../src/adapters/literature/withdrawal";

const ofComment = (comment: string) => withdrawalIn(comment, "We study noise.").retracted;

test.each([
  "Withdrawn",
  "12 pages, 3 figures; withdrawn.",
  "Withdrawn: Lemma 2 is wrong",
  "Withdrawn by the authors",
  "withdrawn due to an error in Eq. 3.2",
  "Paper withdrawn in favor of arXiv:2101.00001",
  "This paper has been withdrawn by the author due to a crucial sign error in equation 1",
  "5 pages. Unfortunately, this paper has been withdrawn",
  "Please note that this paper has been withdrawn by its authors",
  "This submission has been withdrawn by arXiv administrators due to disputed authorship",
  "This article has been removed by arXiv administrators",
  "This version withdrawn by arXiv administrators because the author did not have the right to agree to the license",
  "Withdrawn from arXiv by the authors",
  "The authors have withdrawn this paper",
  "Submitted to ICLR 2024. This paper has been withdrawn by the authors",
  "This article has been retracted",
  "This paper was withdrawn at the request of its authors",
  "This paper has been withdrawn after discovering an error in the proof",
])("“%s” is a withdrawal of the paper", (comment) => {
  expect(ofComment(comment)).toBe(true);
});

test.each([
  "12 pages",
  "Withdrawn from ICML 2024 submission",
  "This paper was withdrawn from ICLR 2023",
  "Withdrawn by the authors from NeurIPS 2022",
  "The paper has been withdrawn from the journal and is now under review elsewhere",
  "Withdrawn ICLR 2023 submission",
  "This submission was withdrawn at NeurIPS",
  "This paper was withdrawn after the ICLR reviews",
  "This work was withdrawn during the review of ICML",
])("“%s” takes nothing of the paper back", (comment) => {
  expect(ofComment(comment)).toBe(false);
});

test.each([
  "Submitted to ICLR 2024, withdrawn",
  "ICLR 2023 (withdrawn)",
  "Supersedes the withdrawn arXiv:2101.00001",
  "An earlier version of this paper was withdrawn",
  "Section 4 of this paper has been withdrawn",
])("of “%s” it cannot be told, and nothing is said", (comment) => {
  expect(ofComment(comment)).toBeUndefined();
});

test("a notice in the place of the abstract says it; an abstract that speaks of what was withdrawn does not", () => {
  const ofAbstract = (abstract: string) => withdrawalIn("", abstract).retracted;
  expect(ofAbstract("This paper has been withdrawn by the authors due to an error.")).toBe(true);
  expect(ofAbstract("This submission (v3) has been withdrawn.")).toBe(true);
  expect(ofAbstract("[Withdrawn]")).toBe(true);
  expect(ofAbstract("We read 5,000 submissions, some of them withdrawn by the authors.")).toBe(false);
  expect(ofAbstract("This paper studies drugs that were withdrawn from the market.")).toBe(false);
  expect(ofAbstract("Withdrawn, isolated people talk less. We ask why.")).toBe(false);
});
