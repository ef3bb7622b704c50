import { expect, test } from "vitest";
import { capacityWords, unmatched } from "../../src/research/capacity";
import { PlannedRun } from "../../src/research/findings";
import { matchedControl } from "../../src/research/matched-control";
import type { Run } from "../../src/research/run";
import { TemplateManifest } from "../../src/research/template";
import { measuredRun } from "../fakes/study";

const manifest = TemplateManifest.parse({ metrics: { training_time: { judged: false } } });
const baseline = withCapacity(measuredRun(0, "Baseline", [1.7, 1.8, 1.75]), {
  trainableParameters: 1000,
  tokensSeen: 500,
});
const wide = withCapacity(measuredRun(1, "Double width", [1.5, 1.55, 1.6]), {
  trainableParameters: 2000,
  tokensSeen: 500,
});

function withCapacity(run: Run, facts: Partial<NonNullable<Run["environment"]>>): Run {
  return { ...run, environment: { ...run.environment!, ...facts } };
}

/** With a training time on one data set, measured over seeds, which is what the whole run took. */
function taking(run: Run, seconds: number[]): Run {
  const mean = seconds.reduce((sum, one) => sum + one, 0) / seconds.length;
  const time = { dataset: "dino", metric: "training_time", mean, perSeed: seconds };
  return run.outcome.type === "measured"
    ? {
        ...withCapacity(run, { wallSeconds: seconds.length * mean }),
        outcome: { ...run.outcome, measurements: [...run.outcome.measurements, time] },
      }
    : run;
}

test("twice the parameters are not matched, the same tokens are", () => {
  const differences = unmatched(wide, baseline, manifest);
  expect(differences).toEqual([{ kind: "trainable parameters", own: 2000, reference: 1000 }]);
  expect(capacityWords(differences)).toBe("trainable parameters 2000 against 1000 (+100 %)");
});

test.each([
  [1050, []],
  [1051, ["trainable parameters"]],
  [949, ["trainable parameters"]],
])("%d against 1000 parameters: beyond five per cent counts", (trainableParameters, kinds) => {
  const run = withCapacity(wide, { trainableParameters });
  expect(unmatched(run, baseline, manifest).map(({ kind }) => kind)).toEqual(kinds);
});

test("training time that differs within its own noise is matched; beyond it, it is not", () => {
  const same = withCapacity(wide, { trainableParameters: 1000 });
  const against = taking(baseline, [3, 3.4, 3.2]);
  expect(unmatched(taking(same, [3.4, 3.3, 3.6]), against, manifest)).toEqual([]);
  const [slower] = unmatched(taking(same, [6, 6.3, 6.2]), against, manifest);
  expect(slower).toMatchObject({ kind: "mean training time (s)" });
  expect(slower!.own / slower!.reference).toBeCloseTo(18.5 / 9.6, 10);
});

test("runs that took as long as each other but for a few seconds are matched in time, however even their seeds were", () => {
  const same = withCapacity(wide, { trainableParameters: 1000 });
  const against = taking(baseline, [0.9, 0.9001, 0.9002]);
  expect(unmatched(taking(same, [1.2, 1.2001, 1.2002]), against, manifest)).toEqual([]);
});

test("no gain comes of less time for as much training; where nobody knows how much it was, less time counts", () => {
  const same = withCapacity(wide, { trainableParameters: 1000 });
  const against = taking(baseline, [6, 6.3, 6.2]);
  const quick = taking(same, [1.1, 1.2, 1.1]);
  expect(unmatched(quick, against, manifest)).toEqual([]);
  const unknown = withCapacity(quick, { tokensSeen: undefined });
  expect(unmatched(unknown, against, manifest).map(({ kind }) => kind)).toEqual(["mean training time (s)"]);
  const shorter = withCapacity(quick, { tokensSeen: 400 });
  expect(unmatched(shorter, against, manifest)).toHaveLength(2);
});

test("where nothing was recorded nothing is claimed, and the whole run's time stands in for training", () => {
  const { environment: _, ...bare } = wide;
  expect(unmatched({ ...bare, seconds: 12.3 }, baseline, manifest)).toEqual([]);
  expect(capacityWords(unmatched({ ...bare, seconds: 24 }, baseline, manifest))).toBe(
    "wall time (s) 24 against 12 (+100 %)",
  );
});

test("a second more of a time that was taken once is the machine's other work", () => {
  const { environment: _, ...bare } = wide;
  expect(unmatched({ ...bare, seconds: 13.5 }, { ...baseline, seconds: 12 }, manifest)).toEqual([]);
});

test("the matched control is a run like any other, from the reference and against the run", () => {
  const control = matchedControl(wide, [baseline, wide], manifest)!;
  expect(PlannedRun.parse(control)).toMatchObject({
    name: "Matched control: Double width",
    from: "Baseline",
    against: ["Double width"],
  });
  expect(control.change).toContain("trainable parameters 2000 against 1000 (+100 %)");
  const matched = withCapacity(wide, { trainableParameters: 1000 });
  expect(matchedControl(matched, [baseline, matched], manifest)).toBeUndefined();
});
