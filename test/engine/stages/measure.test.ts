import { describe, expect, test } from "vitest";
import type { JobEnd } from "../../../src/engine/ports/compute";
import { failureText } from "../../../src/engine/prompts/run-experiments";
import { outcomeOf } from "../../../src/engine/stages/measure";

const exited: JobEnd = {
  how: { type: "exited", code: 0 },
  stdoutEnd: "done",
  stderrEnd: "",
  seconds: 3,
  violations: [],
};
const finalInfo = '{"dino": {"means": {"kl": 1.5}}}';
const environment = { gpus: [], packages: {}, python: "3.11.7", trainableParameters: 10 };
const result = { end: exited, files: [], environment, finalInfo };
const guarding = {
  guards: ["finite-metrics", "locked-files", "parameter-count", "environment"],
  locked: {},
  metrics: {},
};

test("a run whose guards hold is measured", () => {
  expect(outcomeOf(result, guarding)).toMatchObject({
    type: "measured",
    measurements: [{ dataset: "dino", metric: "kl", mean: 1.5 }],
  });
});

describe("a run does not count", () => {
  test.each([
    [
      "that changed a locked file, however it ended",
      { ...result, end: { ...exited, how: { type: "exited", code: 1 } as const, violations: ["evaluate.py"] } },
      "evaluate.py is locked",
    ],
    ["without final_info.json", { end: exited, files: [], environment }, "wrote no final_info.json"],
    [
      "with a metric that is no number",
      { ...result, finalInfo: '{"dino": {"means": {"kl": NaN}}}' },
      "dino / kl is not a finite number",
    ],
    [
      "that did not record its parameters",
      { ...result, environment: { gpus: [], packages: {}, python: "3.11.7" } },
      "trainable parameters",
    ],
    [
      "whose environment is not recorded",
      { ...result, environment: { gpus: [], packages: {}, trainableParameters: 10 } },
      "environment of the run",
    ],
  ])("%s", (_, broken, reason) => {
    const outcome = outcomeOf(broken, guarding);
    expect(outcome.type).toBe("invalid");
    expect(outcome.type === "invalid" && outcome.reasons.join(" ")).toContain(reason);
  });
});

test.each([
  ["the time limit", "seconds", "timed-out"],
  ["the disk limit", "diskMb", "stopped"],
] as const)("%s ends a run as what it is", (_, limit, type) => {
  expect(outcomeOf({ ...result, end: { ...exited, how: { type: "limit", limit, detail: "too much" } } }).type).toBe(
    type,
  );
});

test("a job that was lost sight of is unknown, never failed", () => {
  expect(outcomeOf({ ...result, end: { ...exited, how: { type: "lost", reason: "reboot" } } })).toEqual({
    type: "unknown",
    reason: "reboot",
  });
});

test("seeds that all give the same value are warned about", () => {
  const same = '{"dino": {"means": {"kl": 1}, "final_info_dict": {"kl": [1, 1, 1]}}}';
  expect(outcomeOf({ ...result, finalInfo: same })).toMatchObject({
    warnings: ["All seeds gave the same kl on dino."],
  });
});

test("a run that was stopped in time keeps its last values, what it was denied and what to do about it", () => {
  const end: JobEnd = {
    ...exited,
    how: { type: "limit", limit: "seconds", detail: "It ran longer." },
    denied: ["It asked for the network, which runs have only where template.json says so."],
  };
  const curves = '{"dino": {"loss": {"x": [10], "y": [0.5], "xLabel": "step"}}}';
  const outcome = outcomeOf({ end, files: [], environment, curves });
  expect(outcome).toMatchObject({ type: "timed-out", reached: "loss 0.5 on dino at step 10", denied: end.denied });
  const told = failureText(outcome);
  expect(told).toContain("What it failed of: out of time. The limit stays as it is.");
  expect(told).toContain("loss 0.5 on dino at step 10");
  expect(told).toContain("only where the template says so");
  expect(told).toContain("It asked for the network, which runs have only where template.json says so.");
});

test("what the sandbox refused a run that measured all the same is a warning", () => {
  const denied = ["It asked for the network, which runs have only where template.json says so."];
  expect(outcomeOf({ ...result, end: { ...exited, denied } }, guarding)).toMatchObject({ warnings: denied });
});
