import { expect, test } from "vitest";
import { Environment, environmentLine } from "../../src/research/environment";

test("the record of a run in a line leaves out what was not recorded, and the host", () => {
  const environment = Environment.parse({
    ...{ host: "box-of-ada", gpus: ["NVIDIA H100 80GB HBM3"], driver: "550.54.15", cpu: "AMD EPYC", cores: 16 },
    ...{ packages: { torch: "2.3.1", pip: "24.0" }, freezeSha256: "0123456789abcdef", slurm: { job: "812" } },
    ...{ seeds: [0, 1], tokensSeen: 1_000_000, wallSeconds: 12.5 },
  });
  expect(environmentLine(environment, { requirements: ["torch>=2"] })).toBe(
    "NVIDIA H100 80GB HBM3; driver 550.54.15; AMD EPYC; 16 cores; torch 2.3.1; packages 0123456789ab; Slurm job 812; seeds 0 1; 1000000 tokens seen; 12.5 s",
  );
  expect(environmentLine(Environment.parse({}), { requirements: [] })).toBe("no GPU");
});
