import { expect, test } from "vitest";
import { graphicsRootsOf } from "../../src/latex/figures";
import { namedPlaces, sameNamed } from "../../src/latex/named-places";
import { paperOf } from "../../src/latex/paper";
import { paperFilesAround } from "../../src/latex/paper-around";
import { paperWith } from "./paper";

test("an entry that is a part of another names it, wherever that is renamed", () => {
  const bib = "@inproceedings{a, title = {T}, crossref = {proc}}\n@proceedings{proc, title = {P}}";
  const paper = paperOf(paperWith("\\cite{proc}\\bibliography{r}"), {
    file: "paper.tex",
    bibliographies: { "r.bib": bib },
  });
  const all = namedPlaces(paper);
  const same = sameNamed(all, all.find(({ name }) => name === "proc")!);
  expect(same.map(({ source, start, end }) => `${source.file} ${source.text.slice(start, end)} ${start}`)).toEqual([
    "r.bib proc 63",
    "paper.tex proc 46",
    "r.bib proc 43",
  ]);
});

test("pictures are not looked for on other machines", async () => {
  const text = paperWith(
    "\\graphicspath{{//host/share/}{\\\\host\\share}{/own/}}\\includegraphics{//host/share/a}\\includegraphics{b}",
  );
  expect(graphicsRootsOf(text)).toEqual(["", "/own/"]);
  const listed: string[] = [];
  const list = async (folder: string) => {
    listed.push(folder);
    return [];
  };
  await paperFilesAround(text, "paper.tex", { read: async () => undefined, list });
  expect(listed).toEqual(["", "/own/"]);
});
