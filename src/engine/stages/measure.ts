import * as z from "zod";
import { Environment } from "../../research/environment";
import { builtInGuards, type Guard, isTheSameForAllSeeds } from "../../research/guards";
import { type Measurement, readFinalInfo } from "../../research/metrics";
import type { Outcome } from "../../research/run";
import { dataAt, type TemplateManifest, timeLimitAt } from "../../research/template";
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

/** Watches a job to its end and shows how it goes. */
export async function watchToTheEnd(lab: Lab, name: string, id: string): Promise<JobEnd> {
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

/** The experiment's own environment, time limit, data and GPUs at the chosen scale. */
export function scaleOf(lab: Lab): Pick<Job, "gpus" | "carry"> & { env: Record<string, string>; seconds: number } {
  const { scale } = lab.parameters;
  const { manifest } = lab.template;
  const gpus = lab.parameters.gpus ?? manifest.scales[scale]?.gpus;
  return {
    ...(gpus === undefined ? {} : { gpus }),
    env: { AI_SCIENTIST_SCALE: scale, ...manifest.scales[scale]?.env },
    seconds: timeLimitAt(scale, manifest),
    carry: dataAt(scale, manifest),
  };
}

/** What a template says that decides whether numbers count. */
type Guarding = Pick<TemplateManifest, "guards" | "locked" | "metrics">;
const UNGUARDED: Guarding = { guards: [], locked: {}, metrics: {} };

/** What the end of an experiment's job and its `final_info.json` come to. Guards decide before any number counts. */
export function outcomeOf(result: JobResult, guarding: Guarding = UNGUARDED): Outcome {
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
      if (end.how.code === 0) return measuredOrInvalid(result, guarding, lastLines);
      return { type: "crashed", exitCode: end.how.code, stdoutEnd: end.stdoutEnd, stderrEnd: end.stderrEnd };
  }
}

function measuredOrInvalid(result: JobResult, guarding: Guarding, lastLines: string): Outcome {
  if (result.finalInfo === undefined)
    return { type: "invalid", reasons: ["It ended well but wrote no final_info.json."], lastLines };
  const { measurements, problems } = readFinalInfo(result.finalInfo);
  const failed = builtInGuardsOf(result, guarding).filter(({ name, passed }) => !passed && name !== "finite-metrics");
  const reasons = [...problems, ...failed.map(({ detail }) => detail)];
  if (reasons.length > 0) return { type: "invalid", reasons, lastLines };
  return { type: "measured", measurements: [...measurements], warnings: seedWarnings(measurements) };
}

/** What the guards say that need no program; nothing of a run that did not end well or left no numbers. */
export function builtInGuardsOf({ end, finalInfo, environment }: JobResult, guarding: Guarding): Guard[] {
  const endedWell = end.violations.length === 0 && end.how.type === "exited" && end.how.code === 0;
  if (!endedWell || finalInfo === undefined) return [];
  return builtInGuards(readFinalInfo(finalInfo), environment, guarding);
}

function lockedSentence(file: string): string {
  return `${file} is locked by the template and was not what it must be.`;
}

/** Seeds that all give the very same value are no seeds. */
function seedWarnings(measurements: readonly Measurement[]): string[] {
  return measurements
    .filter(isTheSameForAllSeeds)
    .map(({ dataset, metric }) => `All seeds gave the same ${metric} on ${dataset}.`);
}
