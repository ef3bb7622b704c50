import { expect, test } from "vitest";
import { configurationIn } from "../../src/language-server/configuration";

test("what is set counts, what is not or has the wrong shape does not", () => {
  const paper = {
    chktex: false,
    numbersAsMacros: true,
    markCheckedNumbers: 1,
    minReferences: -1,
    pageLimit: 9,
    anonymous: true,
    ignoredRules: ["missing-tie"],
  };
  expect(configurationIn({ aiScientist: { paper } })).toEqual({
    chktex: false,
    numbersAsMacros: true,
    markCheckedNumbers: false,
    conventions: {
      minReferences: 15,
      pageLimit: 9,
      anonymous: true,
      ignoredRules: ["missing-tie"],
      writtenWithAi: false,
    },
  });
  expect(configurationIn(null).chktex).toBe(true);
});
