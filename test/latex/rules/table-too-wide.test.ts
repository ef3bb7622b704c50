import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const row = (columns: number, cell: string) => Array.from({ length: columns }, () => cell).join(" & ");
const table = (columns: number, cell: string, before = "") =>
  `\\begin{table}${before}\\caption{C}\\begin{tabular}{${"c".repeat(columns)}}${row(columns, cell)} \\\\ \\end{tabular}\\end{table}`;
const paper = (body: string) => found("table-too-wide", paperWith(body));

test("more cells than fit between the margins", () => {
  expect(paper(table(12, "$0.354 \\pm 0.003$"))).toEqual([
    "2:25-40 warning This table is about 150 mm wider than the text. Use fewer columns, shorter cells or smaller letters.",
  ]);
});

test("a column of a journal is narrow, and a starred table has the whole page", () => {
  const text = (name: string) =>
    `\\documentclass[10pt,twocolumn]{IEEEtran}\\begin{document}\n${table(8, "0.354").replaceAll("{table}", `{${name}}`)}\n\\end{document}`;
  expect(found("table-too-wide", text("table"))).toHaveLength(1);
  expect(found("table-too-wide", text("table*"))).toEqual([]);
});

test.each([
  table(6, "0.354 (0.01)"),
  table(12, "$0.354 \\pm 0.003$", "\\resizebox{\\linewidth}{!}{x}"),
  `\\begin{adjustbox}{width=1cm}${table(12, "$0.354 \\pm 0.003$")}\\end{adjustbox}`.replace(
    /\\begin\{table\}|\\end\{table\}/g,
    "",
  ),
  table(6, "a long text in a narrow column of its own").replace("cccccc", "p{2cm}p{2cm}p{2cm}p{2cm}p{2cm}p{2cm}"),
  "\\begin{tabular}{cc}\\multicolumn{2}{c}{A heading that goes over both of the columns of this table and more} \\\\ 1 & 2\\end{tabular}",
])("%j fits", (body) => {
  expect(paper(body)).toEqual([]);
});
