import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary, judgedParts } from "../../src/latex/claim-problems";
import { parseLatex } from "../../src/latex/document";
import { paperWith } from "../latex/paper";

test.each(["constructor", "__proto__", "数据", "C++", "", "a(b"])("a data set may be called %j", (name) => {
  const results = JSON.stringify({ [name]: { means: { "peak.infected": 0.5 } }, other: { means: { [name]: 0.25 } } });
  const library = claimLibrary(
    claimSources({
      "run_0/final_info.json": results,
      "run_1/final_info.json": results,
      "experiment.py": `${name} = 5\nconstructor = 3\n`,
    })!,
  );
  const text = paperWith(`The constructor has 3 steps and a constructor of 5. The other peak is 0.5 on ${name}.`);
  expect(judgedParts([parseLatex(text, "paper.tex")], library)).toHaveLength(1);
});
