import { expect, test } from "vitest";
import { diagnosticTable } from "../../../src/engine/prompts/evidence";
import { environmentTable } from "../../../src/engine/prompts/experiment-log";
import { Environment } from "../../../src/research/environment";
import type { Run } from "../../../src/research/run";

test("a paper is told the packages that the experiment needs, not what else is installed", () => {
  const packages = { torch: "2.13.0", numpy: "2.4.6", "scikit-learn": "1.9.1", pip: "23.2" };
  const told = environmentTable(Environment.parse({ python: "3.11.7", packages }), {
    requirements: ["numpy>=2", "scikit_learn[alldeps]"],
  });
  expect(told).toContain("| numpy | 2.4.6 |");
  expect(told).toContain("| scikit-learn | 1.9.1 |");
  expect(told).not.toMatch(/torch|pip/);
});

test("what a run kept beside its results is shown, and that nothing is judged by it is said", () => {
  const kept = Array.from({ length: 42 }, (_, at) => ({
    ...{ dataset: "dino", metric: `gate_${at}`, mean: 0.25, perSeed: [0.2, 0.3] },
  }));
  const run = { number: 2, environment: Environment.parse({ diagnostics: kept }) } as Run;
  const told = diagnosticTable(run);
  expect(told).toContain("no verdict rests on them");
  expect(told).toContain("| dino | gate_0 | 0.2500 | 0.2000, 0.3000 |");
  expect(told).not.toContain("gate_40");
  expect(told).toContain("2 more stand in run_2/env.json.");
  expect(diagnosticTable({ ...run, environment: Environment.parse({}) })).toBe("");
});
