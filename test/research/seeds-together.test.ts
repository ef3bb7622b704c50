import { describe, expect, test } from "vitest";
import { environmentsTogether } from "../../src/research/environments-together";
import { readFinalInfo } from "../../src/research/metrics";
import { type SeedRecord, seedsTogether } from "../../src/research/seeds-together";
import { seedWords } from "../../src/research/separate-seeds";

/** What a template's process leaves that was told one seed. */
function left(seed: number, loss: number | string, more: object = {}): SeedRecord {
  const seeds = `{"loss": [${loss}]}`;
  return {
    seed,
    finalInfo: `{"text": {"means": {"loss": ${loss}}, "stderrs": {}, "final_info_dict": ${seeds}}}`,
    curves: JSON.stringify({ text: { loss: { x: [1, 2], y: [3, loss], xLabel: "step" } } }),
    extra: JSON.stringify({ seeds: [seed], tokens_seen: 100 + seed, wall_time_seconds: 2, device: "cuda", ...more }),
  };
}

const together = (...records: SeedRecord[]) => seedsTogether(records, "SEEDS");
const parsed = (text: string | undefined) => JSON.parse(text ?? "null");

describe("seeds that were measured apart", () => {
  test("are the record that one process would have left: means, standard errors with n-1, values in order", () => {
    const { finalInfo, problem } = together(left(0, 1), left(1, 2), left(2, 6));
    expect(problem).toBeUndefined();
    // The deviations are -2, -1, 3: a variance of 7, and sqrt(7 / 3) = 1.527…
    expect(parsed(finalInfo)).toEqual({
      text: {
        means: { loss: 3 },
        stderrs: { loss: expect.closeTo(1.527525, 6) },
        final_info_dict: { loss: [1, 2, 6] },
      },
    });
    expect(readFinalInfo(finalInfo ?? "").measurements).toEqual([
      { dataset: "text", metric: "loss", mean: 3, stderr: expect.closeTo(1.527525, 6), perSeed: [1, 2, 6] },
    ]);
  });

  test("keep the names of the older shape, _mean and _stderr", () => {
    const one = (seed: number) => ({
      seed,
      finalInfo: `{"a": {"means": {"loss_mean": ${seed}}, "final_info_dict": {"loss": [${seed}]}}}`,
    });
    expect(parsed(together(one(1), one(3)).finalInfo)).toEqual({
      a: { means: { loss_mean: 2 }, stderrs: { loss_stderr: 1 }, final_info_dict: { loss: [1, 3] } },
    });
  });

  test("draw each its curve, with the seed in its name where it is not there yet", () => {
    const named = { ...left(1, 2), curves: '{"text": {"loss (seed 1)": {"x": [1], "y": [NaN]}}}' };
    expect(parsed(together(left(0, 1), named).curves)).toEqual({
      text: {
        "loss (seed 0)": { x: [1, 2], y: [3, 1], xLabel: "step" },
        "loss (seed 1)": { x: [1], y: [null] },
      },
    });
  });

  test("sum up what else they tell as the templates do; what differs is left to each", () => {
    const facts = (file: string, odd: number) => ({ data_sources: { [file]: "x" }, diagnostics: [odd], odd });
    expect(parsed(together(left(0, 1, facts("a", 1)), left(1, 2, facts("b", 2))).extra)).toEqual({
      ...{ seeds: [0, 1], tokens_seen: 101, wall_time_seconds: 4, device: "cuda" },
      ...{ data_sources: { a: "x", b: "x" }, diagnostics: [1, 2] },
    });
  });

  test("of which one is not finite, the run's number is none, and is told as such", () => {
    const { finalInfo } = together(left(0, 1), left(1, "NaN"));
    expect(readFinalInfo(finalInfo ?? "").problems).toContain("text / loss is not a finite number.");
  });

  test.each([
    ["wrote nothing", { seed: 1 }, "Seed 1 ended well but wrote no final_info.json."],
    ["wrote another shape", { seed: 1, finalInfo: "[1]" }, /^The final_info.json of seed 1 is not/],
    [
      "measured something else",
      { seed: 1, finalInfo: '{"text": {"means": {"accuracy": 1}}}' },
      "Seed 1 measured no loss of text, which other seeds did.",
    ],
    [
      "measured all seeds",
      { ...left(1, 2), extra: '{"seeds": [0, 1, 2]}' },
      "The process of seed 1 measured other seeds too: the experiment does not keep to those that SEEDS names.",
    ],
    [
      "gave several values",
      { seed: 1, finalInfo: '{"text": {"means": {"loss": 1}, "final_info_dict": {"loss": [1, 1]}}}' },
      /measured other seeds too/,
    ],
  ])("are no run together when one %s; the curves are there all the same", (_, odd, problem) => {
    const record = together(left(0, 1), odd);
    expect(record).toMatchObject({ problem: expect.stringMatching(problem), curves: expect.any(String) });
    expect(record.finalInfo).toBeUndefined();
  });
});

describe("the machines of seeds that were measured apart", () => {
  const machine = (host: string, gpu: string, task: string) => ({
    ...{ host, gpus: [gpu], gpuMemoryMb: [80_000], packages: { torch: "2.4" }, cores: 16, driver: "550" },
    slurm: { job: `1${task}`, arrayJob: "10", arrayTask: task, node: host },
  });

  test("are told once where they are alike; a process had one GPU, so the run has one", () => {
    expect(environmentsTogether([machine("n1", "H100", "0"), machine("n1", "H100", "1")])).toEqual({
      ...{ host: "n1", gpus: ["H100"], gpuMemoryMb: [80_000], packages: { torch: "2.4" }, cores: 16, driver: "550" },
      slurm: { job: "10", node: "n1" },
    });
  });

  test("what was left on the host is all of what any of them left", () => {
    const left = [["run_1/a.pt"], ["run_1/a.pt", "run_1/b.pt"]];
    const machines = left.map((leftOnHost, at) => ({ ...machine("n1", "H100", String(at)), leftOnHost }));
    expect(environmentsTogether(machines)).toMatchObject({ leftOnHost: ["run_1/a.pt", "run_1/b.pt"] });
  });

  test("are all named where they differ; a number that differs is left out", () => {
    const other = { ...machine("n2", "A100", "1"), cores: 64, gpuMemoryMb: [40_000], packages: { torch: "2.5" } };
    expect(environmentsTogether([machine("n1", "H100", "0"), other])).toEqual({
      ...{ host: "n1, n2", gpus: ["H100", "A100"], gpuMemoryMb: [80_000, 40_000], packages: { torch: "2.4, 2.5" } },
      ...{ driver: "550", slurm: { job: "10", node: "n1, n2" } },
    });
  });
});

test("seeds in words", () => {
  expect([[1], [0, 1], [0, 1, 2]].map(seedWords)).toEqual(["seed 1", "seeds 0 and 1", "seeds 0, 1 and 2"]);
});
