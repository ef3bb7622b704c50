import { expect, test } from "vitest";
import { found, paperWith, written } from "../paper";

const paper = (body: string) => found("undefined-acronym", paperWith(`\n${body}\n${written()}`));
const often = (name: string) => `We use ${name} here. Then ${name} again. And ${name} at last.`;

test("an acronym that is used again and again and written out nowhere", () => {
  expect(paper(often("QKN"))).toEqual(["3:8-11 info QKN is never written out. Say once what it stands for."]);
});

test.each([
  `${often("QKN")} Quick kernel networks (QKN) are new.`,
  `${often("QKN")} QKN (quick kernel network) is new.`,
  `${often("QKN")} QKN stands for quick kernel network.`,
  `\\newacronym{qkn}{QKN}{quick kernel network} ${often("QKN")}`,
  "QKN and QKN",
  often("MNIST"),
  often("GPU"),
  often("XVII"),
  often("GPT-QKN"),
  often("\\texttt{QKN}"),
  `\\title{The QKN} ${often("QKN")}`,
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
