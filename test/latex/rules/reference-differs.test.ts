import { expect, test } from "vitest";
import { lintPaper } from "../../../src/latex/lint";
import { CITING, checkedBibliography, HO } from "../checked-bibliography";

const rule = "reference-differs";
const differing = (wrong: object[], bib = HO) =>
  lintPaper(CITING, {
    file: "paper.tex",
    ...checkedBibliography(bib, { verdict: "differs", wrong: wrong as never }),
  })
    .filter((problem) => problem.rule === rule)
    .map(({ line, column, severity, message, correction }) => [`${line}:${column}`, severity, message, correction]);

test("each field that the record has otherwise is marked, with what stands right in its place", () => {
  expect(
    differing([
      { field: "title", said: "Denoising Diffusion", record: "Denoising GAN & More" },
      { field: "author", said: "Ho", record: "Jonathan Ho and {Tom and Jerry Group}" },
      { field: "year", said: "2020", record: "2021" },
      { field: "doi", said: "10.5555/ho", record: "10.5555/h_o" },
    ]),
  ).toEqual([
    ...[
      ["2:11", "warning", expect.stringContaining("The title is “Denoising GAN & More”"), "{Denoising {GAN} \\& More}"],
    ],
    ["3:12", "warning", expect.stringContaining("The authors are"), "{Jonathan Ho and {Tom and Jerry Group}}"],
    ["4:10", "warning", "The year is “2021”, not “2020”. So says Crossref.", "{2021}"],
    ["5:9", "warning", expect.stringContaining("The DOI is"), "{10.5555/h_o}"],
  ]);
});

test("what nothing can be put in the place of is said alone, and on the key where the field stands nowhere", () => {
  const nowhere = { field: "doi", said: "10.5555/ho", record: "" };
  expect(differing([nowhere])).toEqual([
    ["5:9", "warning", "Its DOI “10.5555/ho” leads to no such work. So says Crossref.", undefined],
  ]);
  const inAddress = HO.replace("doi = {10.5555/ho}", "url = {https://doi.org/10.5555/ho}");
  expect(differing([{ ...nowhere, record: "10.5555/x" }], inAddress)[0]?.[3]).toBeUndefined();
  expect(differing([{ field: "arxiv", said: "1", record: "2" }])[0]?.[0]).toBe("1:10");
});
