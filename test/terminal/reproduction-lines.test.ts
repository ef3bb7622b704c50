import { expect, test } from "vitest";
import type { Reproduction } from "../../src/research/reproduction";
import { planLines, reproductionLines } from "../../src/terminal/reproduction-lines";

const CLEAR = "\u001b[2J";

test("what a bundle calls its runs is shown, and not obeyed by the terminal", () => {
  const lines = planLines({
    ...{ title: `Wider${CLEAR}`, place: "this machine", folder: "/there", cautions: [] },
    ...{ interpreter: "/usr/bin/python3", installs: undefined, guards: undefined, variables: [], network: false },
    runs: [
      { number: 0, name: `Base\nline\u202e${CLEAR}`, commit: "abcdef0123", command: "python x.py", limitSeconds: 60 },
    ],
    concerns: [{ concern: { rule: "network", path: `a${CLEAR}.py`, line: 1, message: "Connects." }, commits: ["c1"] }],
  });
  expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
  expect(lines[1]).toBe("The interpreter: /usr/bin/python3");
  expect(lines[2]).toBe("  run 0 “Base�line��[2J”: python x.py  (commit abcdef01, at most 1 min 00 s)");
});

test("the plan lists what a fresh environment gets once it is launched, and what else the template wants", () => {
  const plan = {
    ...{ title: "Wider", place: "this machine", folder: "/there", cautions: [], runs: [], concerns: [] },
    interpreter: "/usr/bin/python3 (Python 3.12.1)",
    ...{ guards: "{python} guards.py", variables: ["STEPS=50"], network: true },
  };
  const installs = { packages: ["numpy==1.26.4", "scipy"], from: "https://packages.example/simple" };
  expect(planLines({ ...plan, installs }).slice(1, 3)).toEqual([
    "The interpreter: a fresh environment made with /usr/bin/python3 (Python 3.12.1)",
    "Installed into it once you launch, with what they need: numpy==1.26.4, scipy  (from https://packages.example/simple)",
  ]);
  expect(planLines({ ...plan, installs }).slice(3)).toEqual([
    "After each run, what judges it: {python} guards.py  (at most as long once more)",
    "The template sets STEPS=50",
    "The template lets its runs use the network.",
    "The code: /there",
  ]);
  expect(planLines({ ...plan, installs: { ...installs, packages: [] } })[2]).toBe("Nothing is installed into it.");
});

test("a table has a line for each number, with how far chance may move it and why", () => {
  const number = { metric: "loss", dataset: "toy", unit: "nats", seeds: { paper: 3, again: 3 } };
  const reproduction: Reproduction = {
    ...{ format: 1, idea: "wider", title: "Wider", place: "here", freshEnvironment: false, whole: true },
    source: { kind: "bundle", name: "wider.zip" },
    runs: [
      {
        ...{ number: 0, name: "Baseline", commit: "c0", seconds: { paper: 2, again: 5 } },
        outcome: { type: "measured", measurements: [], warnings: [] },
        differences: [{ what: "python", paper: "3.11.2", again: "3.12.1" }],
        numbers: [
          { ...number, paper: 0.5, again: 0.61, tolerance: 0.0123, verdict: "differs", reason: "beyond-noise" },
          { ...number, metric: "time", unit: "s", paper: 3, verdict: "not-comparable", reason: "not-reported" },
        ],
      },
    ],
  };
  expect(reproductionLines(reproduction)).toEqual([
    "“Wider”: 0 of 2 numbers reproduced within noise, 1 differ, 1 cannot be compared",
    "",
    "run 0 “Baseline”: measured 0 numbers, 5 s (paper: 2 s)",
    "  python: 3.11.2 → 3.12.1",
    "  loss (toy)  0.5 nats  0.61  ± 0.0123  differs         further apart than seeds and repeats explain",
    "  time (toy)  3 s       –               not comparable  the run made again did not report it",
  ]);
});
