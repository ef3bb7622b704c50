import { expect, test } from "vitest";
import { citedRuns } from "../../src/latex/cited-runs";
import { measuredRun, template } from "../fakes/study";

const runs = [
  measuredRun(0, "Baseline", [1.71, 1.82, 1.93]),
  measuredRun(1, "Cosine schedule", [1.21, 1.32, 1.43]),
  measuredRun(2, "Wide network", [1.01, 1.12, 1.23]),
];
const sources = {
  findings: { baseline: runs[0]!, runs: runs.slice(1), plan: [], complete: true },
  manifest: template.manifest,
  programs: [],
};
const paper = (text: string) => `\\documentclass{article}\\begin{document}\\section{Results}\n${text}\n\\end{document}`;

test("a paper cites the runs whose numbers it prints, and no others", () => {
  expect(citedRuns(paper("With the cosine schedule the divergence is 1.32."), sources)).toEqual([1]);
  expect(citedRuns(paper("The divergence is 1.82 for the baseline and 1.12 for the wide network."), sources)).toEqual([
    0, 2,
  ]);
  expect(citedRuns(paper("The cosine schedule has a divergence of 7.77."), sources)).toEqual([]);
  expect(citedRuns("", sources)).toEqual([]);
});
