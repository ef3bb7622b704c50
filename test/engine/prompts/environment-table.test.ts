import { expect, test } from "vitest";
import { environmentTable } from "../../../src/engine/prompts/experiment-log";
import { Environment } from "../../../src/research/environment";

test("a paper is told the packages that the experiment needs, not what else is installed", () => {
  const packages = { torch: "2.13.0", numpy: "2.4.6", "scikit-learn": "1.9.1", pip: "23.2" };
  const told = environmentTable(Environment.parse({ python: "3.11.7", packages }), {
    requirements: ["numpy>=2", "scikit_learn[alldeps]"],
  });
  expect(told).toContain("| numpy | 2.4.6 |");
  expect(told).toContain("| scikit-learn | 1.9.1 |");
  expect(told).not.toMatch(/torch|pip/);
});
