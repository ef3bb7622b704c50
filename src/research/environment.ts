import * as z from "zod";
import { Measurement } from "./metrics";

/** `run_<i>/env.json`: where and with what a run was made. The paper may name only what stands here. */
export const Environment = z.looseObject({
  host: z.string().optional(),
  os: z.string().optional(),
  python: z.string().optional(),
  cpu: z.string().optional(),
  cores: z.number().optional(),
  memoryGb: z.number().optional(),
  architecture: z.string().optional(),
  /** The GPUs that the run had, and the memory of each. */
  gpus: z.array(z.string()).default([]),
  gpuMemoryMb: z.array(z.number()).optional(),
  driver: z.string().optional(),
  /** The newest CUDA that the driver knows; `torchCuda` is the one that PyTorch was built for. */
  cuda: z.string().optional(),
  torchCuda: z.string().optional(),
  /** Threads that a numeric library may use. */
  threads: z.number().optional(),
  packages: z.record(z.string(), z.string()).default({}),
  freezeSha256: z.string().optional(),
  commit: z.string().optional(),
  /** Whether the files differed from the commit when the run began: never, since a run is of an export. */
  dirty: z.boolean().optional(),
  /** The cluster's own numbers of the job. */
  slurm: z.record(z.string(), z.string()).optional(),
  scale: z.string().optional(),
  /** What kept the run from everything that is not its own: `bubblewrap` or `none`. */
  sandbox: z.string().optional(),
  wallSeconds: z.number().optional(),
  peakMemoryMb: z.number().optional(),
  peakGpuMemoryMb: z.number().optional(),
  trainableParameters: z.number().optional(),
  samplesSeen: z.number().optional(),
  tokensSeen: z.number().optional(),
  seeds: z.array(z.number()).optional(),
  /** Numbers that the experiment kept beside its results. Nothing is judged by them. */
  diagnostics: z.array(Measurement).optional(),
});
export type Environment = z.infer<typeof Environment>;

/** The record in a line, for notes: what the machine is, what ran on it, how much of it was used. Without the host's name. */
export function environmentLine(environment: Environment, needs: Needs): string {
  const { gpus, slurm } = environment;
  const fact = (value: unknown, words: (value: string) => string) =>
    value === undefined ? [] : [words(String(value))];
  return [
    gpus.length > 0 ? gpus.join(", ") : "no GPU",
    ...fact(environment.driver, (version) => `driver ${version}`),
    ...fact(environment.torchCuda, (version) => `CUDA ${version}`),
    ...fact(environment.cpu, (name) => name),
    ...fact(environment.cores, (count) => `${count} cores`),
    ...fact(environment.memoryGb, (size) => `${size} GB`),
    ...fact(environment.os, (name) => name),
    ...fact(environment.python, (version) => `Python ${version}`),
    ...packagesUsed(environment, needs).map(([name, version]) => `${name} ${version}`),
    ...fact(environment.freezeSha256?.slice(0, 12), (hash) => `packages ${hash}`),
    ...fact(slurm?.job, (job) => `Slurm job ${job}`),
    ...fact(environment.sandbox, (kind) => `sandbox ${kind}`),
    ...fact(environment.seeds?.join(" "), (seeds) => `seeds ${seeds}`),
    ...fact(environment.trainableParameters, (count) => `${count} trainable parameters`),
    ...fact(environment.tokensSeen, (count) => `${count} tokens seen`),
    ...fact(environment.samplesSeen, (count) => `${count} samples seen`),
    ...fact(environment.wallSeconds, (seconds) => `${seconds} s`),
    ...fact(environment.peakMemoryMb, (size) => `${size} MB at most`),
  ].join("; ");
}

/** What a template says that its interpreter must have. */
type Needs = { readonly requirements: readonly string[] };

/** What the experiment needs, with its version: what else is installed was not used, and a paper must not say so. */
export function packagesUsed(
  { packages }: Pick<Environment, "packages">,
  { requirements }: Needs,
): [name: string, version: string][] {
  const plain = (name: string) => name.toLowerCase().replace(/[-_.]+/g, "-");
  const needed = new Set(requirements.map((one) => plain(/^[\w.-]+/.exec(one.trim())?.[0] ?? "")));
  return Object.entries(packages).filter(([name]) => needed.has(plain(name)));
}
