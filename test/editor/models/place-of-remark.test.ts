import { expect, test } from "vitest";
import { placeOfRemark } from "../../../src/editor/models/place-of-remark";

test("what a remark quotes is looked for first, whole and then by its beginning", () => {
  expect(placeOfRemark("The claim “our method always wins on every data set.” in Section 4 is too strong.")).toEqual({
    texts: ["our method always wins on every data set", "our method always wins on"],
  });
});

test("a figure or a table that it names is the next best, a page the last", () => {
  expect(placeOfRemark("Fig. 3 has no error bars, and Table 2 on page 7 repeats it.")).toEqual({
    texts: ["Figure 3", "Table 2"],
    page: 7,
  });
  expect(placeOfRemark("See p. 4.")).toEqual({ texts: [], page: 4 });
});

test.each(["The paper lacks ablations.", "The authors' results aren't new, it's known.", "A “toy” problem."])(
  "a remark that names no place has none: %s",
  (remark) => {
    expect(placeOfRemark(remark)).toBeUndefined();
  },
);
