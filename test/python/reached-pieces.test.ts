import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reachedPieces } from "../../src/python/reached-pieces";

const files = {
  "evaluate.py": `"""How runs are judged."""
from metrics import test_error

ROWS = 64

def run(fit):
    record(measure(fit))


@cached
def measure(fit):
    return {"test_mse": test_error(fit, ROWS)}


def record(values):
    ${"print(values)\n    ".repeat(20)}

def unused():
    return 1
`,
  "metrics.py": "def test_error(fit, rows):\n    return fit(rows)\n",
  "guards.py": "def run(): pass\n",
};
const programs = ["from evaluate import run\nrun(lambda rows: rows)"];

test("what fits is shown whole, and what the programs do not import is not", () => {
  const all = reachedPieces(programs, files, [], 10_000);
  expect(all.startsWith('# evaluate.py\n"""How runs are judged."""')).toBe(true);
  expect(all).toContain("# metrics.py\ndef test_error");
  expect(all).not.toContain("guards");
  expect(reachedPieces(["import os"], files, [], 10_000)).toBe("");
});

test("of more than fits the definitions about the words come first, then what is nearest; gaps are marked", () => {
  expect(reachedPieces(programs, files, ["test_mse"], 260)).toBe(`# evaluate.py
…

ROWS = 64

def run(fit):
    record(measure(fit))

@cached
def measure(fit):
    return {"test_mse": test_error(fit, ROWS)}

…

# metrics.py
def test_error(fit, rows):
    return fit(rows)`);
  expect(reachedPieces(programs, files, ["test_mse"], 98)).toBe(`# evaluate.py
…

@cached
def measure(fit):
    return {"test_mse": test_error(fit, ROWS)}

…`);
});

test.each(["2d_diffusion", "grokking", "kernel_regression", "nanogpt"])(
  "of %s the measuring itself is shown",
  (name) => {
    const folder = join("templates", name);
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    const { locked, metrics } = JSON.parse(read("template.json"));
    const texts = Object.fromEntries(Object.keys(locked).map((path) => [path, read(path)]));
    const part = reachedPieces([read("experiment.py")], texts, Object.keys(metrics), 5000);
    expect(part.length).toBeLessThanOrEqual(5000);
    expect(part).toContain("def measure(");
  },
);
