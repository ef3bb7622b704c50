import { promptSizes } from "../../src/engine/estimate/prompt-sizes";
import type { ExperimentContext } from "../../src/engine/prompts/context";
import type { PaperContext } from "../../src/engine/prompts/write-paper";
import type { Findings } from "../../src/research/findings";
import type { Run } from "../../src/research/run";
import { Template } from "../../src/research/template";

/** A tiny study with known numbers: three seeds, one data set, one run that helps and one that crashed. */
export const template = Template.parse({
  manifest: {
    requirements: ["torch", "numpy"],
    metrics: {
      kl: { direction: "lower", unit: "nats", description: "Divergence from the held-out points.", primary: true },
      time: { direction: "lower", unit: "s", description: "Time to train one model." },
    },
  },
  system: "You study small diffusion models.",
  task: "A denoiser learns two-dimensional data.",
  seedIdeas: [
    {
      Name: "wider_layers",
      Title: "Wider Layers for Small Denoisers",
      Experiment: "Double the hidden width.",
      Interestingness: 5,
      Feasibility: 9,
      Novelty: 3,
    },
  ],
});

export const idea = {
  ...template.seedIdeas[0]!,
  Name: "cosine_schedule",
  Title: "Does a Cosine Schedule Help Small Denoisers?",
  Experiment: "Replace the linear noise schedule by a cosine one and compare the divergence on all data sets.",
};

export const baselineFiles = { "experiment.py": 'SCHEDULE = "linear"\nSTEPS = 100\nprint(SCHEDULE, STEPS)\n' };

export function measuredRun(number: number, name: string, kl: readonly number[], time = 3): Run {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    number,
    name,
    description: number === 0 ? "The unchanged experiment." : "SCHEDULE becomes cosine.",
    from: number === 0 ? "" : "Baseline",
    against: [],
    commit: `c${number}`.padEnd(40, "0"),
    attempt: 1,
    diff: "",
    outcome: {
      type: "measured",
      warnings: [],
      measurements: [
        { dataset: "dino", metric: "kl", mean: mean(kl), perSeed: [...kl] },
        { dataset: "dino", metric: "time", mean: time },
      ],
    },
    environment: {
      cpu: "Test CPU",
      cores: 2,
      gpus: [],
      os: "Linux",
      python: "3.11.7",
      packages: { torch: "2.13.0", numpy: "2.0.0" },
      scale: "smoke",
      seeds: [0, 1, 2],
      trainableParameters: number === 2 ? 2000 : 1000,
    },
    seconds: 12,
    lesson: number === 0 ? "" : "The divergence fell on dino; its interval excludes zero.",
    guards: [],
  };
}

export const findings: Findings = {
  baseline: measuredRun(0, "Baseline", [1.7, 1.8, 1.75]),
  runs: [measuredRun(1, "Cosine schedule", [1.5, 1.55, 1.6])],
  plan: [
    {
      name: "Wider network",
      from: "Baseline",
      against: [],
      change: "HIDDEN doubles.",
      expectation: "kl falls a little",
    },
  ],
  complete: false,
};

export const experiment: ExperimentContext = {
  template,
  idea,
  base: "c0",
  baselineFiles,
  lockedFiles: {},
  maxRuns: 5,
  scale: "smoke",
  sizes: promptSizes({ template, scale: "smoke", files: baselineFiles, locked: {} }, { plot: "", paper: "" }, idea),
};

export const paper: PaperContext = {
  experiment,
  findings,
  figures: [{ path: "kl.png", description: "Divergence by run with 95 % intervals." }],
  bibliography: [
    { key: "ho2020", title: "Denoising Diffusion Probabilistic Models", authors: "Ho, Jain, Abbeel", year: "2020" },
  ],
  sections: ["Introduction", "Method", "Results"],
  remarks: [],
  written: [{ heading: "title and abstract", latex: "A Study\n\nWe ask." }],
};
