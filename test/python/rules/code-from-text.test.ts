import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("a text that only the run knows must not be run", () => {
  expect(found("code-from-text", "import sys\neval(sys.argv[1])\n")).toEqual([
    "2 Runs a text as code with eval, so what runs cannot be read here. Ask for the code itself, or for ast.literal_eval where values are read.",
  ]);
});

test("a text that is written out is read as code itself, also within another", () => {
  expect(linesOf("code-from-text", "x = eval('1 + 1')\n")).toEqual([]);
  expect(linesOf("process", `exec("import os\\nexec('os.system(1)')")\n`)).toEqual([]);
  expect(linesOf("process", `exec("import os\\nexec('import os; os.system(1)')")\n`)).toEqual(["1"]);
});

test("methods of that name are none", () => {
  expect(
    linesOf(
      "code-from-text",
      "model.eval()\nimport re, torch\nre.compile('a')\ntorch.compile(model)\ndf.eval('a + b')\n",
    ),
  ).toEqual([]);
});
