import { expect, test } from "vitest";
import { CITING, checkedBibliography, HO } from "../checked-bibliography";
import { found } from "../paper";

const rule = "unresolved-reference";
const nowhere = { verdict: "not-found", where: "Crossref, OpenAlex" } as const;

test("a reference that nobody has is an error, on its key", () => {
  expect(found(rule, CITING, checkedBibliography(HO, nowhere))).toEqual([
    "refs.bib:1:10-12 error “ho” was found nowhere: no “Denoising Diffusion” in Crossref, OpenAlex (asked on 2026-03-01).",
  ]);
});

test("one whose DOI is another work's says so", () => {
  expect(found(rule, CITING, checkedBibliography(HO, { ...nowhere, leadsTo: "Squirrels" }))).toEqual([
    expect.stringContaining("Its DOI or number is that of “Squirrels”."),
  ]);
});

test("a page of the web need be nowhere; one that was changed since, that nobody looked up, or of which nothing is known is left alone", () => {
  const page = "@misc{ho, title = {Our Program}, howpublished = {\\url{https://x.y}}}\n";
  expect(found(rule, CITING, checkedBibliography(page, nowhere))).toEqual([expect.stringContaining(" info “ho” was")]);
  const changed = { ...checkedBibliography(HO, nowhere), bibliographies: { "refs.bib": HO.replace("2020", "2021") } };
  expect(found(rule, CITING, changed)).toEqual([]);
  expect(found(rule, CITING, { bibliographies: { "refs.bib": HO } })).toEqual([]);
  expect(found(rule, CITING, checkedBibliography(HO, { verdict: "unknown", problem: "429" }))).toEqual([]);
});

test("a bibliography that the paper carries itself is looked at too", () => {
  const paper = `\\begin{filecontents}{refs.bib}\n${HO}\\end{filecontents}\n${CITING}`;
  const { checks } = checkedBibliography(HO, nowhere);
  expect(found(rule, paper, { checks: checks! })).toEqual([expect.stringMatching(/^2:10-12 error/)]);
});

test("one that came from the researcher's own files unseen is a warning until it is looked up", () => {
  const unseen = HO.replace("year = 2020", "verified = {your bibliography, 2026-03-01; not verified},\n  year = 2020");
  expect(found(rule, CITING, { bibliographies: { "refs.bib": unseen } })).toEqual([
    "refs.bib:1:10-12 warning “ho” is not verified: it was taken from your own files when nobody could be asked about it. Verify Citations looks it up.",
  ]);
  expect(found(rule, CITING, checkedBibliography(unseen, {}))).toEqual([]);
  expect(found(rule, CITING, checkedBibliography(unseen, { verdict: "unknown" }))).toHaveLength(1);
});
