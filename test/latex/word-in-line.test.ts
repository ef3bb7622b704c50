import { expect, test } from "vitest";
import { columnOfWord } from "../../src/latex/word-in-line";

const line = "The model \\emph{wins} where the other model fails, and the model of 2024 ties.";

test.each([
  ["first", { before: "The ", word: "model", after: " wins where" }, 4],
  ["second, by what stands around it", { before: "where the other ", word: "model", after: " fails, and" }, 38],
  ["third", { before: "fails, and the ", word: "model", after: " of 2024 ties." }, 59],
  ["inside a command", { before: "The model ", word: "wins", after: " where" }, 16],
])("the word is found where it stands: %s", (_name, word, column) => {
  expect(columnOfWord(line, word)).toBe(column);
});

test("a word that is not in the line, and no word, have no column", () => {
  expect(columnOfWord(line, { before: "", word: "cat", after: "" })).toBeUndefined();
  expect(columnOfWord(line, { before: "The ", word: "", after: "" })).toBeUndefined();
  expect(columnOfWord("a (b+c", { before: "", word: "(b+", after: "" })).toBe(2);
});
