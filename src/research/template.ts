import * as z from "zod";
import { Idea } from "./idea";

/** Which way a metric is good. */
export const Direction = z.enum(["lower", "higher"]);
export type Direction = z.infer<typeof Direction>;

export const MetricInfo = z.object({
  direction: Direction.optional(),
  unit: z.string().default(""),
  description: z.string().default(""),
  primary: z.boolean().optional(),
  /** False for what a run costs rather than what it shows, such as wall time on a shared machine: no verdict is given. */
  judged: z.boolean().optional(),
});
export type MetricInfo = z.infer<typeof MetricInfo>;

/** How large a run is: what the environment says to the experiment, and how long it may take. */
export const Scale = z.object({
  env: z.record(z.string(), z.string()).default({}),
  timeLimitSeconds: z.number().positive().optional(),
});
export type Scale = z.infer<typeof Scale>;

/** `template.json`: what the experiment is, beyond what its code says. Every field has a default that fits a bare template. */
export const TemplateManifest = z.object({
  $schema: z.string().optional(),
  name: z.string().default("experiment"),
  title: z.string().default(""),
  description: z.string().default(""),
  /** `{python}` and `{out_dir}` are filled in. */
  command: z.array(z.string()).min(1).default(["{python}", "experiment.py", "--out_dir={out_dir}"]),
  editable: z.array(z.string()).min(1).default(["experiment.py", "plot.py"]),
  /** File → sha256 of its content. A run whose copy differs does not count. */
  locked: z.record(z.string(), z.string()).default({}),
  metrics: z.record(z.string(), MetricInfo).default({}),
  seeds: z.union([z.number(), z.array(z.number())]).optional(),
  timeLimitSeconds: z.number().positive().default(7200),
  scales: z.record(z.string(), Scale).default({}),
  guards: z.array(z.string()).default(["finite-metrics"]),
  requirements: z.array(z.string()).default([]),
  /** Untracked files or folders that a run needs beside the code. */
  data: z.array(z.string()).default([]),
});
export type TemplateManifest = z.infer<typeof TemplateManifest>;

/** `prompt.json` */
export const PromptFile = z.object({ system: z.string().min(1), task_description: z.string().min(1) });

/** An experiment to start from, as read from a project's folder. */
export const Template = z.object({
  manifest: TemplateManifest,
  system: z.string(),
  task: z.string(),
  seedIdeas: z.array(Idea),
});
export type Template = z.infer<typeof Template>;
