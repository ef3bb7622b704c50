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
