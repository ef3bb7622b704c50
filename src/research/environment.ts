import * as z from "zod";

/** `run_<i>/env.json`: where and with what a run was made. The paper may name only what stands here. */
export const Environment = z.looseObject({
  host: z.string().optional(),
  os: z.string().optional(),
  python: z.string().optional(),
  cpu: z.string().optional(),
  cores: z.number().optional(),
  memoryGb: z.number().optional(),
  gpus: z.array(z.string()).default([]),
  driver: z.string().optional(),
  cuda: z.string().optional(),
  packages: z.record(z.string(), z.string()).default({}),
  freezeSha256: z.string().optional(),
  commit: z.string().optional(),
  scale: z.string().optional(),
  /** What kept the run from everything that is not its own: `bubblewrap` or `none`. */
  sandbox: z.string().optional(),
  wallSeconds: z.number().optional(),
  peakMemoryMb: z.number().optional(),
  trainableParameters: z.number().optional(),
  samplesSeen: z.number().optional(),
  tokensSeen: z.number().optional(),
  seeds: z.array(z.number()).optional(),
});
export type Environment = z.infer<typeof Environment>;
