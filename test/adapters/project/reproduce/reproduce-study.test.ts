import { expect, test } from "vitest";
import { fits } from "../../../../src/adapters/project/reproduce/reproduce-study";

test("a reproduction goes on for the same runs with the same packages only", () => {
  const begun = { runs: [0, 2], freshEnvironment: false };
  expect(fits(begun, { runs: [2, 0], freshEnvironment: false })).toBe(true);
  expect(fits(begun, { runs: [0], freshEnvironment: false })).toBe(false);
  expect(fits(begun, { freshEnvironment: true })).toBe(false);
  expect(fits({ ...begun, freshEnvironment: true }, { freshEnvironment: false })).toBe(false);
  expect(fits({ ...begun, freshEnvironment: true }, { freshEnvironment: undefined })).toBe(true);
  expect(fits({ runs: undefined }, { runs: [0], freshEnvironment: true })).toBe(true);
});
