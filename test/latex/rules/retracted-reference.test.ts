import { expect, test } from "vitest";
import { CITING, checkedBibliography, HO } from "../checked-bibliography";
import { found } from "../paper";

const rule = "retracted-reference";

test("a reference that was withdrawn is marked, by its record or by its own note, once", () => {
  const byRecord = "refs.bib:1:10-12 warning “ho” was retracted, by OpenAlex, 2026-03-01.";
  const retracted = { retracted: true, where: "OpenAlex, 2026-03-01" };
  expect(found(rule, CITING, checkedBibliography(HO, retracted))).toEqual([byRecord]);
  const noted = HO.replace("year = 2020,", "year = 2020,\n  note = {Retracted},");
  expect(found(rule, CITING, { bibliographies: { "refs.bib": noted } })).toEqual([
    "refs.bib:1:10-12 warning “ho” was retracted, by its own note.",
  ]);
  expect(found(rule, CITING, checkedBibliography(noted, retracted))).toEqual([byRecord]);
  const about = HO.replace("year = 2020,", "year = 2020,\n  note = {On what was retracted},");
  expect(found(rule, CITING, checkedBibliography(about, {}))).toEqual([]);
});

test("one that was taken while nobody could say is a remark until it is looked up by somebody who can", () => {
  const open = HO.replace("year = 2020", "verified = {arXiv, 2026-03-01; not checked for retraction},\n  year = 2020");
  const remark =
    "refs.bib:1:10-12 info “ho” was not checked for retraction: nobody who tells of it could be asked. Verify Citations asks those that literature.sources names.";
  expect(found(rule, CITING, { bibliographies: { "refs.bib": open } })).toEqual([remark]);
  expect(found(rule, CITING, checkedBibliography(open, {}))).toEqual([remark]);
  expect(found(rule, CITING, checkedBibliography(open, { retracted: false }))).toEqual([]);
});
