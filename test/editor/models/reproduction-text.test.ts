import { expect, test } from "vitest";
import { reproductionText, rerunPlanText } from "../../../src/editor/models/reproduction-text";
import type { Reproduction } from "../../../src/research/reproduction";
import { l10n } from "../a-board";

const number = { metric: "loss", dataset: "toy", unit: "nats", paper: 0.51234, seeds: { paper: 3, again: 3 } };
const reproduction: Reproduction = {
  ...{
    format: 1,
    idea: "wider",
    title: "A Wider | Layer",
    place: "this machine",
    freshEnvironment: true,
    whole: false,
  },
  source: { kind: "bundle", name: "wider.zip" },
  runs: [
    {
      ...{ number: 0, name: "Baseline", commit: "abcdef0123456789", seconds: { paper: 2, again: 5 } },
      outcome: { type: "measured", measurements: [], warnings: [] },
      differences: [{ what: "torch", paper: "2.3.0" }],
      numbers: [{ ...number, again: 0.61, tolerance: 0.0123, verdict: "differs", reason: "beyond-noise" }],
    },
    { ...{ number: 1, name: "Double", commit: "c1", seconds: {}, differences: [], numbers: [] } },
  ],
};

test("a reproduction is a document: the count, each number beside the paper's with its reason, and what the machine has not", () => {
  const text = reproductionText(l10n, reproduction);
  expect(text).toContain("# “A Wider \\| Layer”, run again");
  expect(text).toContain("0 of 1 numbers reproduced within noise, 1 differ, 0 cannot be compared\\.");
  expect(text).toContain(
    "| loss \\(toy\\) | 0\\.51234 nats | 0\\.61000 | ± 0\\.0123 | ✗ differs | further apart than seeds",
  );
  expect(text).toContain("| torch | 2\\.3\\.0 | – |");
  expect(text).toContain("Not run yet");
});

test("the plan shows what would run, where, and what to know of somebody else's code", () => {
  const concern = { rule: "network", path: "experiment.py", line: 3, message: "Opens a connection." };
  const text = rerunPlanText(l10n, {
    ...{ title: "A Wider Layer", place: "this machine", folder: "/there", cautions: ["The run has no sandbox."] },
    ...{ interpreter: "/usr/bin/python3 (Python 3.12.1)", guards: "{python} guards.py", network: true },
    variables: ["STEPS=50"],
    installs: { packages: ["numpy==1.26.4", "scipy"], from: "https://packages.example/simple" },
    runs: [{ number: 0, name: "Baseline", commit: "abcdef01234", command: "{python} experiment.py", limitSeconds: 60 }],
    concerns: [{ concern, commits: ["abcdef01234"] }],
  });
  expect(text).toContain("made with /usr/bin/python3 \\(Python 3\\.12\\.1\\)");
  expect(text).toContain("installed into it from https://packages\\.example/simple");
  expect(text).toContain("numpy==1\\.26\\.4, scipy");
  expect(text).toContain("\\{python\\} guards\\.py");
  expect(text).toContain("The template sets STEPS=50\\.");
  expect(text).toContain("The template lets its runs use the network\\.");
  expect(text).toContain("> The run has no sandbox\\.");
  expect(text).toContain("| 0 | Baseline | abcdef01 | \\{python\\} experiment\\.py | 1 min 00 s |");
  expect(text).toContain("| experiment\\.py:3 | Opens a connection\\. | abcdef01 |");
});
