import { expect, test } from "vitest";
import { found, paperWith, written } from "../paper";

const stated = (body: string, writtenWithAi = true) =>
  found("missing-ai-statement", paperWith(`\\maketitle ${body}\n${written()}`), { conventions: { writtenWithAi } });

test("a paper that a model wrote and that does not say so", () => {
  expect(stated("")).toEqual([
    "2:1-11 warning The paper does not say that a model wrote it. Add a section “Use of AI”.",
  ]);
});

test.each([
  "\\section*{Use of AI}",
  "\\section{AI Use Statement}",
  "\\paragraph{Disclosure.}",
  "This paper was written with the help of a large language model.",
  "Text and code were proposed by a language model and accepted by the authors.",
])("%j says it", (body) => {
  expect(stated(body)).toEqual([]);
});

test("a paper that people wrote need not", () => {
  expect(stated("", false)).toEqual([]);
});
