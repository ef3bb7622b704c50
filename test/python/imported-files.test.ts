import { expect, test } from "vitest";
import { importedFiles } from "../../src/python/imported-files";

const files = {
  "evaluate.py": "from data.texts import load\nimport json, numpy as np",
  "data/texts.py": "from . import tables",
  "tables.py": "ROWS = 3",
  "guards.py": "import evaluate",
  "sample.txt": "import guards",
};

test("what a program imports is found, and what that imports, in the order of the files", () => {
  expect(importedFiles(["import os\nfrom evaluate import run as go"], files)).toEqual([
    "evaluate.py",
    "data/texts.py",
    "tables.py",
  ]);
});

test("nothing is found twice, in circles, or by a name that only looks like it", () => {
  const circle = { "a.py": "import b", "b.py": "import a", "ab.py": "" };
  expect(importedFiles(["import a", "from a import b"], circle)).toEqual(["a.py", "b.py"]);
  expect(importedFiles(["import sample, guard", "x = 'import guards'"], files)).toEqual([]);
});
