import { expect, test } from "vitest";
import { applyLine } from "../../../src/engine/edits/apply-line";
import { block } from "./answers";

test("one JSON line in, one out, with the changed files only", () => {
  const line = JSON.stringify({
    files: { "a.py": "x = 1\n", "b.py": "y\n" },
    message: block("a.py", "x = 1", "x = 2"),
    finish: null,
  });
  expect(applyLine(line)).toBe('{"files":{"a.py":"x = 2\\n"},"failures":[],"noops":[]}');
});

test("editable and finish are honoured", () => {
  const request = { files: { "a.py": "x = 1\n" }, message: block("a.py", "x = 1", "x = 2") };
  expect(JSON.parse(applyLine(JSON.stringify({ ...request, editable: ["b.py"] }))).failures[0].reason).toBe(
    "not-editable",
  );
  expect(JSON.parse(applyLine(JSON.stringify({ ...request, editable: [] }))).failures[0].reason).toBe("not-editable");
  expect(JSON.parse(applyLine(JSON.stringify({ ...request, finish: "length" }))).failures[0].reason).toBe("truncated");
});

test.each(["", "{", "[]", "null", '{"files":{}}', '{"files":{"a":1},"message":"x"}', '{"files":"a","message":"x"}'])(
  "a broken line is answered, not thrown at: %j",
  (line) => {
    const answer = JSON.parse(applyLine(line));
    expect(answer.files).toEqual({});
    expect(answer.failures).toMatchObject([{ path: "", reason: "bad-input" }]);
  },
);
