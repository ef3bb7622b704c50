import { describe, expect, test } from "vitest";
import { changedCode, comparedRuns } from "../../../../src/editor/models/experiments/compared";
import { parametersOf } from "../../../../src/editor/models/experiments/parameters";
import type { Run } from "../../../../src/research/run";
import { TemplateManifest } from "../../../../src/research/template";
import { begun, board, l10n, measured, recordOf } from "../../a-board";

const baseline = measured(0, "Baseline", { sine: [1.0, 1.02, 0.98] });
const half = measured(1, "Half bandwidth", { sine: [0.5, 0.52, 0.48] });
const quarter = measured(2, "Quarter bandwidth", { sine: [0.3, 0.32, 0.28], chirp: [1] });
const record = recordOf(...[baseline, half, quarter].map((run) => ({ type: "run-recorded" as const, run })));
const state = board(begun({ record }));
const diff = [
  "diff --git a/experiment.py b/experiment.py",
  "index 1..2 100644",
  "--- a/experiment.py",
  "+++ b/experiment.py",
  "@@ -10,2 +10,2 @@ import numpy",
  "-bandwidth = 0.15",
  "+bandwidth = 0.075",
  " ridge = 1e-3",
  "--- a/not/a/header",
  "diff --git a/run_2/final_info.json b/run_2/final_info.json",
  "@@ -1 +1 @@",
  "-{}",
  "+[]",
  "",
].join("\n");

describe("two runs side by side", () => {
  test("every metric of either with its interval, the difference from the first to the second", () => {
    const compared = comparedRuns(l10n, state, "adaptive-steps/1", "adaptive-steps/2", diff)!;
    expect(
      compared.metrics.map(({ dataset, one, other, difference }) => [
        dataset,
        one?.text,
        other?.text,
        difference?.verdict,
      ]),
    ).toEqual([
      ["sine", "0.500", "0.300", "better"],
      ["chirp", undefined, "1", undefined],
    ]);
    expect(compared.metrics[0]!.difference!.text).toBe("−40 %");
  });
  test("the two named the other way round are the same comparison, corrected for as many", () => {
    const [there, back] = [
      ["adaptive-steps/0", "adaptive-steps/1"],
      ["adaptive-steps/1", "adaptive-steps/0"],
    ].map(([one, other]) => comparedRuns(l10n, state, one!, other!, "")!.metrics[0]!.difference!);
    expect([there!.text, there!.verdict]).toEqual(["−50 %", "better"]);
    expect([back!.text, back!.verdict]).toEqual(["+100 %", "worse"]);
    expect([back!.value, back!.low, back!.high]).toEqual([-there!.value, -there!.high!, -there!.low!]);
    expect(back!.title).toMatch(/corrected for 2 comparisons$/);
  });
  test("a repeat of a third run is judged like any other, and what differs from that run is not its noise", () => {
    const again: Run = { ...half, number: 3, name: "Once more", from: "Baseline", repeatOf: 1 };
    const other: Run = { ...baseline, number: 4, name: "Nothing new", from: "Baseline", repeatOf: 0 };
    const runs = [baseline, half, quarter, again, other].map((run) => ({ type: "run-recorded" as const, run }));
    const shown = board(begun({ record: recordOf(...runs) }));
    const difference = (one: number, two: number) =>
      comparedRuns(l10n, shown, `adaptive-steps/${one}`, `adaptive-steps/${two}`, "")!.metrics[0]!.difference!;
    expect(difference(2, 3)).toMatchObject({ verdict: "worse" });
    expect(difference(2, 4)).toMatchObject({ verdict: "worse" });
    expect(difference(4, 3)).toMatchObject({ verdict: "better" });
    expect(difference(3, 1)).toMatchObject({ verdict: "repeat" });
  });
  test("the code that differs, without what runs left", () => {
    const { diff: lines, note } = comparedRuns(l10n, state, "adaptive-steps/1", "adaptive-steps/2", diff)!;
    expect(lines).toEqual([
      { kind: "file", text: "experiment.py" },
      { kind: "hunk", text: "@@ -10,2 +10,2 @@ import numpy" },
      { kind: "removed", text: "bandwidth = 0.15" },
      { kind: "added", text: "bandwidth = 0.075" },
      { kind: "same", text: "ridge = 1e-3" },
      { kind: "removed", text: "-- a/not/a/header" },
    ]);
    expect(note).toBe("");
    expect(changedCode(diff, TemplateManifest.parse({}))).toEqual(["experiment.py"]);
  });
  test("a run that is gone is compared with nothing", () => {
    expect(comparedRuns(l10n, state, "adaptive-steps/1", "adaptive-steps/9", "")).toBeUndefined();
  });
});

describe("what differs between runs", () => {
  const code = (bandwidth: string, steps: string) => [
    `bandwidth = ${bandwidth}\nridge = 1e-3\nfor step in range(${steps}):\n    pass\n`,
  ];
  test("is each number of the code and each fact that is not the same in all", () => {
    const large = { ...half, environment: { gpus: ["H100"], packages: {}, trainableParameters: 2000 } };
    const axes = parametersOf([
      {
        key: "a/0",
        run: { ...baseline, environment: { gpus: [], packages: {}, trainableParameters: 1000 } },
        code: code("0.3", "1_000"),
      },
      { key: "a/1", run: large, code: code("0.15", "1_000") },
    ]);
    expect(axes).toEqual([
      { name: "bandwidth", kind: "setting", values: { "a/0": 0.3, "a/1": 0.15 } },
      { name: "trainable parameters", kind: "fact", values: { "a/0": 1000, "a/1": 2000 } },
    ]);
  });
  test("is nothing between runs of the same code", () => {
    expect(parametersOf([{ key: "a/0", run: baseline, code: code("1", "2") }])).toEqual([]);
  });
});
