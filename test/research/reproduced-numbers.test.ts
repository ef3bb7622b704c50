import { describe, expect, test } from "vitest";
import { environmentDifferences } from "../../src/research/environment-differences";
import type { Measurement } from "../../src/research/metrics";
import { isTime, reproducedNumbers } from "../../src/research/reproduced-numbers";
import type { Run } from "../../src/research/run";
import { measuredRun } from "../fakes/study";

const metrics = { kl: { unit: "nats", description: "" }, time: { unit: "s", description: "" } };

describe("a number of the paper and the same number, measured again", () => {
  const paper = measuredRun(0, "Baseline", [1, 1.1, 1.2]);

  test("is reproduced when it is no further away than seeds differ, with how far that is", () => {
    const again = measuredRun(0, "Baseline", [1.05, 1.15, 1.25]);
    const [kl] = reproducedNumbers(paper, again, { metrics, runs: [paper] });
    expect(kl).toMatchObject({ verdict: "reproduced", reason: "within-noise", seeds: { paper: 3, again: 3 } });
    // Welch: s = 0.1 in both, error = 0.1·√(2/3), 4 degrees of freedom, t = 2.7764.
    expect(kl!.tolerance).toBeCloseTo(2.7764 * 0.1 * Math.sqrt(2 / 3), 4);
  });

  test("differs when it is further away", () => {
    const again = measuredRun(0, "Baseline", [1.5, 1.6, 1.7]);
    expect(reproducedNumbers(paper, again, { metrics, runs: [paper] })[0]).toMatchObject({
      ...{ verdict: "differs", reason: "beyond-noise" },
      ...{ paper: expect.closeTo(1.1), again: expect.closeTo(1.6), unit: "nats" },
    });
  });

  test("may lie further away where repeats of the program did", () => {
    const again = measuredRun(0, "Baseline", [1.3, 1.4, 1.5]);
    expect(reproducedNumbers(paper, again, { metrics, runs: [paper] })[0]!.verdict).toBe("differs");
    const repeat: Run = { ...measuredRun(1, "Again", [1.4, 1.5, 1.6]), repeatOf: 0 };
    const known = { metrics, runs: [paper, repeat] };
    expect(reproducedNumbers(paper, again, known)[0]).toMatchObject({ verdict: "reproduced", reason: "within-noise" });
  });

  test("is the same when only floating-point arithmetic differs, also with one seed", () => {
    const one = measuredRun(0, "Baseline", [2]);
    const again = measuredRun(0, "Baseline", [2.000001]);
    expect(reproducedNumbers(one, again, { metrics, runs: [one] })[0]).toMatchObject({
      ...{ verdict: "reproduced", reason: "same" },
    });
  });

  test("cannot be judged with one seed and no repeat, unless no seed changes it at all", () => {
    const one = measuredRun(0, "Baseline", [2]);
    const judged = reproducedNumbers(one, measuredRun(0, "Baseline", [2.1]), { metrics, runs: [one] });
    expect(judged[0]).toMatchObject({ verdict: "not-comparable", reason: "noise-unknown" });
    const fixed = measuredRun(0, "Baseline", [7, 7, 7]);
    const other = reproducedNumbers(fixed, measuredRun(0, "Baseline", [8, 8, 8]), { metrics, runs: [fixed] });
    expect(other[0]).toMatchObject({ verdict: "differs", reason: "no-chance" });
  });

  test("is no time of another machine", () => {
    const again = {
      ...measuredRun(0, "Baseline", [1, 1.1, 1.2], 9),
      environment: { gpus: [], packages: {}, cpu: "Other" },
    };
    const [, time] = reproducedNumbers(paper, again, { metrics, runs: [paper] });
    expect(time).toMatchObject({ metric: "time", verdict: "not-comparable", reason: "other-hardware", again: 9 });
  });

  test("says so when the run did not measure it, or did not end well", () => {
    const fewer = measuredRun(0, "Baseline", [1, 1.1, 1.2]);
    const measurements: Measurement[] = [];
    const without: Run = { ...fewer, outcome: { type: "measured", measurements, warnings: [] } };
    const crashed: Run = { ...fewer, outcome: { type: "crashed", exitCode: 1, stdoutEnd: "", stderrEnd: "" } };
    const reasons = (again: Run) =>
      reproducedNumbers(paper, again, { metrics, runs: [paper] }).map(({ reason }) => reason);
    expect(reasons(without)).toEqual(["not-reported", "not-reported"]);
    expect(reasons(crashed)).toEqual(["not-measured", "not-measured"]);
  });
});

test("a time is known by its unit or its name", () => {
  const units = ["s", "ms", "seconds", "tokens/s", "h"].map((unit) => isTime("x", unit));
  const names = ["train_time", "fitTime", "samples_per_second", "latency"].map((name) => isTime(name, ""));
  const others = ["loss", "timestep_error", "sometimes"].map((name) => isTime(name, "nats"));
  expect([units, names, others]).toEqual([Array(5).fill(true), Array(4).fill(true), [false, false, false]]);
});

test("of two machines, what is recorded of both and not the same is named, and packages that are missing", () => {
  const paper = {
    gpus: ["A100"],
    cpu: "X",
    python: "3.11.4",
    packages: { numpy: "1.26.4", torch: "2.3.0", rich: "1" },
  };
  const again = { gpus: [], python: "3.12.1", packages: { numpy: "2.1.0" }, os: "Debian" };
  expect(environmentDifferences(paper, again, ["numpy", "torch"])).toEqual([
    { what: "gpus", paper: "A100", again: "" },
    { what: "python", paper: "3.11.4", again: "3.12.1" },
    { what: "numpy", paper: "1.26.4", again: "2.1.0" },
    { what: "torch", paper: "2.3.0", again: undefined },
  ]);
});
