import { expect, test } from "vitest";
import { bibliographyOf } from "../../src/latex/bibliography";

const fieldsOf = (bib: string) => bibliographyOf("", { "r.bib": bib }).map(({ key, title }) => ({ key, title }));

test("an entry that is not closed has a key and no fields, at once however much is open in it", () => {
  expect(fieldsOf(`@article{k, title = {${"{".repeat(200)}`)).toEqual([{ key: "k", title: "" }]);
  expect(fieldsOf('@article{k, title="'.repeat(200))).toEqual([{ key: "k", title: "" }]);
  expect(fieldsOf(`@article{k, title = "${"{".repeat(200)}${"}".repeat(201)}`)).toEqual([{ key: "k", title: "" }]);
});

test("what is closed is read, however deep", () => {
  const deep = `${"{".repeat(60)}a${"}".repeat(60)}`;
  expect(fieldsOf(`@article{k, title = {${deep}}}\n@misc{l, title = "A {"}B{"}" # c}`)).toEqual([
    { key: "k", title: deep },
    { key: "l", title: 'A {"}B{"}c' },
  ]);
});
