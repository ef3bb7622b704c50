import { expect, test } from "vitest";
import { withInputs } from "../../src/latex/with-inputs";

test("what a source takes in stands where it is taken in; what is commented out or not known stays as it is", () => {
  const text = "A \\input{one} B \\include{two.tex} % \\input{one}\n\\input{gone} C";
  const inputs = { "one.tex": "1 \\input{./two}", "two.tex": "2" };
  expect(withInputs(text, inputs)).toBe("A 1 2 B \\include{two.tex} % \\input{one}\n\\input{gone} C");
});

test("files that take in each other come to an end", () => {
  expect(withInputs("\\input{a}", { "a.tex": "a\\input{b}", "b.tex": "b\\input{a}$&" })).toBe("ab\\input{a}$&");
});
