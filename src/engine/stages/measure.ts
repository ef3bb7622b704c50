import * as z from "zod";
import { Environment } from "../../research/environment";
import { readFinalInfo } from "../../research/metrics";
import type { Outcome } from "../../research/run";
import { timeLimitAt } from "../../research/template";
import type { Lab } from "../lab";
import type { Job, JobEnd, Limits } from "../ports/compute";
import { step } from "../step";

/** How a job ended, and what it left. */
export const JobResult = z.object({
  end: z.unknown().transform((value) => value as JobEnd),
  files: z.array(z.string()),
  environment: Environment,
  finalInfo: z.string().optional(),
});
export type JobResult = z.infer<typeof JobResult>;

/** Runs one job to its end. The job is submitted once; a resumed run watches the same job again. */
export async function runJob(lab: Lab, name: string, job: Job): Promise<JobResult> {
  const id = await step(lab, `${name}: job`, z.string(), () => lab.compute.submit(job, lab.signal));
  return step(lab, `${name}: outcome`, JobResult, async () => {
    const end = await watchToTheEnd(lab, `${name}: outcome`, id);
    const { files, environment } = await lab.compute.collect(id, lab.signal);
    const finalInfo = await lab.workspace.read(`${job.collect[0]}/final_info.json`);
    return { end, files: [...files], environment, ...(finalInfo === undefined ? {} : { finalInfo }) };
  });
}

async function watchToTheEnd(lab: Lab, name: string, id: string): Promise<JobEnd> {
  for await (const event of lab.compute.watch(id, lab.signal)) {
    if (event.type === "ended") return event.end;
    if (event.type === "state") {
      lab.journal.show({ type: "live-job", step: name, state: event.state });
      continue;
    }
    const line = event.text.trimEnd().split("\n").at(-1) ?? "";
    lab.journal.show({ type: "live-log", step: name, line, seconds: event.seconds });
  }
  lab.signal.throwIfAborted();
  throw new Error(`The job ${id} was watched to no end.`);
}

/** The limits that hold for every job, with the time limit of this one. */
export function limitsOf(lab: Lab, seconds: number): Limits {
  const { memoryLimitMb, processLimit, diskLimitMb, outputLimitMb } = lab.parameters;
  return { seconds, memoryMb: memoryLimitMb, processes: processLimit, diskMb: diskLimitMb, outputMb: outputLimitMb };
}

/** The experiment's own environment, time limit and GPUs at the chosen scale. */
export function scaleOf(lab: Lab): Pick<Job, "gpus"> & { env: Record<string, string>; seconds: number } {
  const { scale } = lab.parameters;
  const { manifest } = lab.template;
  const gpus = lab.parameters.gpus ?? manifest.scales[scale]?.gpus;
  return {
    ...(gpus === undefined ? {} : { gpus }),
    env: { AI_SCIENTIST_SCALE: scale, ...manifest.scales[scale]?.env },
    seconds: timeLimitAt(scale, manifest),
  };
}

/** What the end of an experiment's job and its `final_info.json` come to. Guards decide before any number counts. */
export function outcomeOf(result: JobResult, guards: readonly string[] = []): Outcome {
  const { end } = result;
  const lastLines = [end.stdoutEnd, end.stderrEnd].filter(Boolean).join("\n");
  if (end.violations.length > 0) return { type: "invalid", reasons: end.violations.map(lockedSentence), lastLines };
  switch (end.how.type) {
    case "limit":
      if (end.how.limit === "seconds") return { type: "timed-out", seconds: Math.round(end.seconds), lastLines };
      return { type: "stopped", reason: end.how.detail, lastLines };
    case "cancelled":
      return { type: "stopped", reason: "The researcher stopped it.", lastLines };
    case "lost":
      return { type: "unknown", reason: end.how.reason };
    case "exited":
      if (end.how.code === 0) return measuredOrInvalid(result, guards, lastLines);
      return { type: "crashed", exitCode: end.how.code, stdoutEnd: end.stdoutEnd, stderrEnd: end.stderrEnd };
  }
}

function measuredOrInvalid(
  { finalInfo, environment }: JobResult,
  guards: readonly string[],
  lastLines: string,
): Outcome {
  if (finalInfo === undefined)
    return { type: "invalid", reasons: ["It ended well but wrote no final_info.json."], lastLines };
  const { measurements, problems } = readFinalInfo(finalInfo);
  const reasons = [...problems, ...unguarded(environment, guards)];
  if (reasons.length > 0) return { type: "invalid", reasons, lastLines };
  return { type: "measured", measurements: [...measurements], warnings: seedWarnings(measurements) };
}

/** What a template wants recorded before numbers count. Finite metrics and locked files are guarded always. */
function unguarded(environment: Environment, guards: readonly string[]): string[] {
  const missing = [
    [
      "parameter-count",
      environment.trainableParameters,
      "The run did not record its trainable parameters in extra.json.",
    ],
    ["environment", environment.python, "The environment of the run could not be recorded."],
  ] as const;
  return missing.flatMap(([guard, value, reason]) => (guards.includes(guard) && value === undefined ? [reason] : []));
}

function lockedSentence(file: string): string {
  return `${file} is locked by the template and was not what it must be.`;
}

/** Seeds that all give the very same value are no seeds. */
function seedWarnings(
  measurements: readonly { dataset: string; metric: string; perSeed?: number[] | undefined }[],
): string[] {
  const same = measurements.filter(({ perSeed }) => perSeed && perSeed.length > 1 && new Set(perSeed).size === 1);
  return same.map(({ dataset, metric }) => `All seeds gave the same ${metric} on ${dataset}.`);
}
