import { describe, expect, test } from "vitest";
import { claimSources, isResultText } from "../../src/claims/results-folder";
import { claimLibrary, claimProblems } from "../../src/latex/claim-problems";
import { lintPaper } from "../../src/latex/lint";
import { paperFilesAround } from "../../src/latex/paper-around";
import { Conventions } from "../../src/research/conventions";
import { describeProblem } from "../../src/research/problem";
import { type ForeignPaper, foreignPapers } from "../fixtures/foreign-papers/papers";

/** A folder in memory. */
function around({ files }: ForeignPaper) {
  return {
    read: async (path: string) => files[path],
    list: async (folder: string) => {
      const names = Object.keys(files).filter((path) => path.startsWith(folder));
      return [...new Set(names.map((path) => path.slice(folder.length).split("/")[0]!))];
    },
  };
}

describe("ten papers of others, each in a style of its own, right in every respect", () => {
  test.each(foreignPapers().map((paper) => [paper.name, paper] as const))("%s", async (_, paper) => {
    const text = paper.files[paper.root]!;
    const files = await paperFilesAround(text, paper.root, around(paper));
    const problems = lintPaper(text, { ...files, conventions: Conventions.parse({ pageLimit: 12 }), pages: 10 });
    expect(problems.map(describeProblem)).toEqual([]);
    const results = Object.fromEntries(Object.entries(paper.files).filter(([path]) => isResultText(path)));
    expect(claimProblems(text, files, claimLibrary(claimSources(results)!)).map(describeProblem)).toEqual([]);
  });
});
