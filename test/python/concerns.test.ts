import { expect, test } from "vitest";
import { concernsIn } from "../../src/engine/concerns";
import { policyOf } from "../../src/python/policy";
import { type Concern, concernsOf } from "../../src/research/concern";
import { TemplateManifest } from "../../src/research/template";
import { hunk } from "../editor/a-board";

const policy = policyOf(TemplateManifest.parse({ requirements: ["numpy"] }));
const found = (before: string | null, after: string) =>
  concernsIn([{ path: "experiment.py", before, after }], policy).map(({ rule, line, endLine }) => [
    rule,
    line,
    endLine,
  ]);

test("a change that starts another program has a concern on the line that does", () => {
  const before = "import numpy as np\nx = 1\n";
  expect(found(before, `${before}import subprocess as sp\nsp.run(\n    ["ls"],\n)\n`)).toContainEqual([
    "process",
    4,
    6,
  ]);
  expect(found(before, `${before}from os import system as s\ns("ls")\n`)).toContainEqual(["process", 4, undefined]);
  expect(found(before, `${before}import os\ngetattr(os, "sys" + "tem")("ls")\n`)).toContainEqual([
    "process",
    4,
    undefined,
  ]);
});

test("what stood there before is not new, wherever it stands now; a second copy is", () => {
  const before = 'import os\nos.system("ls")\n';
  expect(found(before, 'import os\nif True:\n    x = 1\n    os.system( "ls" )\n')).toEqual([]);
  expect(found(before, `${before}os.system("ls")\n`)).toEqual([["process", 3, undefined]]);
  expect(found(null, before)).toEqual([["process", 2, undefined]]);
});

test("a concern belongs to the hunk on whose lines it stands, else to the nearest", () => {
  const [first, second] = [hunk({ newStart: 3, newLines: 2 }), hunk({ id: "h2", newStart: 9, newLines: 0 })];
  const at = (line: number, endLine?: number): Concern => ({
    rule: "process",
    path: first.path,
    line,
    ...(endLine && { endLine }),
    message: "",
  });
  const ids = (concern: Concern) =>
    [first, second].filter((one) => concernsOf(one, [concern], [first, second]).length > 0).map(({ id }) => id);
  expect(ids(at(4))).toEqual(["h1"]);
  expect(ids(at(1, 3))).toEqual(["h1"]);
  expect(ids(at(10))).toEqual(["h2"]);
  expect(ids(at(8))).toEqual(["h2"]);
  expect(ids(at(4, 9))).toEqual(["h1", "h2"]);
  expect(ids({ ...at(4), path: "plot.py" })).toEqual([]);
});
