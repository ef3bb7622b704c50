import { expect, test } from "vitest";
import { evidenceOf } from "../../src/claims/evidence";
import { materialsOf } from "../../src/claims/materials";
import { claimSources } from "../../src/claims/results-folder";

const results = (error: number) => JSON.stringify({ sine: { means: { test_mse: error } } });
const USED = 'def test_mse(a, b):\n    """Mean of squared differences."""\n    return sum((a - b) ** 2) / len(a)\n';
const UNUSED = `def draw_everything(a):\n${"    a = a + 1  # nothing that a run uses\n".repeat(300)}`;
const FOLDER = {
  "run_0/final_info.json": results(0.0124),
  "run_1/final_info.json": results(0.0096),
  "experiment.py": "from measure import test_mse\nprint(test_mse([1], [2]))\n",
  "run_1.py": "from measure import test_mse\nprint(test_mse([1], [3]))\n",
  "measure.py": `${USED}\n${UNUSED}`,
  "guards.py": "import json\nprint(json.dumps({}))\n",
  "sweep.py": "for rate in (0.1, 0.2):\n    print(rate)\n",
};

function shownOf(locked: Record<string, string>) {
  const sources = claimSources(FOLDER)!;
  const manifest = { ...sources.manifest, locked };
  const programs = sources.programs;
  const materials = materialsOf({ ...sources, manifest, programs }, evidenceOf(sources));
  return new Map(materials.map(({ file, shown, about }) => [file, { shown, about }]));
}

test("of a long file that every run imports is shown what measures it and what the runs use", () => {
  const { shown, about } = shownOf({}).get("measure.py")!;
  expect(shown).toContain("Mean of squared differences.");
  expect(shown).not.toContain("nothing that a run uses");
  expect(about).toBe("used by every run; “…” stands for what is left out");
});

test("a program beside the runs is shown whole; one that nobody may change and no run uses is not", () => {
  expect(shownOf({}).get("guards.py")!.shown).toContain("json.dumps");
  const locked = shownOf({ "guards.py": "0".repeat(64), "measure.py": "0".repeat(64) });
  expect(locked.has("guards.py")).toBe(false);
  expect(locked.get("measure.py")!.shown).toContain("Mean of squared differences.");
  expect(locked.get("sweep.py")!.shown).toContain("(0.1, 0.2)");
});
