import * as z from "zod";
import { Idea } from "./idea";
import { SeparateSeeds } from "./separate-seeds";

/** Which way a metric is good. */
export const Direction = z.enum(["lower", "higher"]);
export type Direction = z.infer<typeof Direction>;

export const MetricInfo = z.object({
  direction: Direction.optional().describe("Which way is good. Without it no difference is called an improvement."),
  unit: z.string().default("").describe("The unit, as a paper would print it."),
  description: z.string().default("").describe("What the number says, in a sentence. The model reads it."),
  primary: z.boolean().optional().describe("Whether this metric decides."),
  judged: z
    .boolean()
    .optional()
    .describe("False for what a run costs rather than what it shows, such as wall time: no verdict is given."),
});
export type MetricInfo = z.infer<typeof MetricInfo>;

/** How large a run is: what the environment says to the experiment, and how long it may take. */
export const Scale = z.object({
  env: z.record(z.string(), z.string()).default({}).describe("Environment variables that the experiment reads."),
  timeLimitSeconds: z.number().positive().optional().describe("How long a run may take at this scale, in seconds."),
  gpus: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("How many GPUs a run has to itself at this scale, where the place has any. Without it: one."),
  data: z.array(z.string()).default([]).describe("Files or folders, unknown to git, that only this scale needs."),
  seeds: z
    .union([z.number(), z.array(z.number())])
    .optional()
    .describe("How many seeds a run has at this scale, or which, where they are not those of the template."),
  separateSeeds: SeparateSeeds.optional().describe("The seeds of this scale that can be measured apart, if they can."),
});
export type Scale = z.infer<typeof Scale>;

/** `template.json`: what the experiment is, beyond what its code says. Every field has a default that fits a bare template. */
export const TemplateManifest = z.object({
  $schema: z.string().optional(),
  name: z.string().default("experiment").describe("The template's own name."),
  title: z.string().default("").describe("What the experiment is about, as a heading."),
  description: z.string().default("").describe("What the experiment is about, in a sentence or two."),
  command: z
    .array(z.string())
    .min(1)
    .default(["{python}", "experiment.py", "--out_dir={out_dir}"])
    .describe("How a run is started. {python} and {out_dir} are filled in."),
  editable: z
    .array(z.string())
    .min(1)
    .default(["experiment.py", "plot.py"])
    .describe("The files that the model may propose to change."),
  locked: z
    .record(z.string(), z.string())
    .default({})
    .describe("File and sha256 of its content: data and evaluation. A run whose copy differs does not count."),
  metrics: z
    .record(z.string(), MetricInfo)
    .default({})
    .describe("The metrics that final_info.json reports, by name, and which way each is good."),
  seeds: z
    .union([z.number(), z.array(z.number())])
    .optional()
    .describe("How many seeds a run has, or which. The model is told."),
  separateSeeds: SeparateSeeds.optional().describe(
    "How a run's seeds can be measured apart, each in a process of its own. A Slurm cluster starts them side by side, as an array.",
  ),
  timeLimitSeconds: z.number().positive().default(7200).describe("How long a run may take, in seconds."),
  scales: z
    .record(z.string(), Scale)
    .default({})
    .describe("Sizes of the experiment by name, usually smoke for a laptop and full for a GPU."),
  guards: z
    .array(z.string())
    .default(["finite-metrics"])
    .describe(
      "What must hold before a run's numbers count: seeds-differ, parameter-count, samples-seen, tokens-seen, wall-time, environment, and whatever guardCommand reports.",
    ),
  guardCommand: z
    .array(z.string())
    .min(1)
    .optional()
    .describe(
      "The template's own guards: a program that reads what a run left and writes guards.json into {out_dir}. Its file belongs into locked.",
    ),
  requirements: z
    .array(z.string())
    .default([])
    .describe("Python packages that the interpreter must have. Without it, those that the code imports."),
  network: z
    .boolean()
    .default(false)
    .describe("Whether a run may use the network. Where runs are kept in a sandbox, they cannot otherwise."),
  data: z.array(z.string()).default([]).describe("Files or folders, unknown to git, that a run needs beside the code."),
});
export type TemplateManifest = z.infer<typeof TemplateManifest>;

/** Seconds that one run may take at a scale. */
export function timeLimitAt(scale: string, { scales, timeLimitSeconds }: TemplateManifest): number {
  return scales[scale]?.timeLimitSeconds ?? timeLimitSeconds;
}

/** The seeds of a run that a place may start apart, at a scale. */
export function separateSeedsAt(scale: string, { scales, separateSeeds }: TemplateManifest): SeparateSeeds | undefined {
  return scales[scale]?.separateSeeds ?? separateSeeds;
}

/** What a run needs beside its commit at a scale: files or folders that git does not know. */
export function dataAt(scale: string, { scales, data }: TemplateManifest): string[] {
  return [...new Set([...data, ...(scales[scale]?.data ?? [])])];
}

/** `prompt.json` */
export const PromptFile = z.object({
  system: z.string().min(1).describe("Who the model is to be: the field and its point of view."),
  task_description: z.string().min(1).describe("What the experiment does and what is to be studied with it."),
});

/** An experiment to start from, as read from a project's folder. */
export const Template = z.object({
  manifest: TemplateManifest,
  system: z.string(),
  task: z.string(),
  seedIdeas: z.array(Idea),
});
export type Template = z.infer<typeof Template>;
