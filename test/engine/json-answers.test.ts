import { expect, test } from "vitest";
import * as z from "zod";
import { jsonAnswer } from "../../src/engine/answers";

const shape = jsonAnswer("pair", z.object({ name: z.string() }));

function problemOf(text: string): string | undefined {
  const read = shape.read(text, "stop");
  return read.ok ? undefined : read.problem;
}

test("where an answer's JSON breaks is told, so that it can be mended", () => {
  expect(problemOf('{"name": "a"}')).toBeUndefined();
  expect(problemOf('Here it is:\n```json\n{"name": "a \\x b"}\n```\n')).toMatch(
    /^The JSON does not parse: Bad escaped character in JSON at position 13.*\.$/,
  );
  expect(problemOf('{"name": "a",}')).toMatch(/^The JSON does not parse: .*position 13/);
});

test("what is no JSON at all is called so", () => {
  expect(problemOf("I would rather not.")).toBe("There is no JSON in the answer.");
});
