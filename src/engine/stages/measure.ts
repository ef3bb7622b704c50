import * as z from "zod";
import { Environment } from "../../research/environment";
import { failureAtLimit, failureIn } from "../../research/failure";
import { builtInGuards, type Guard, isTheSameForAllSeeds } from "../../research/guards";
import { type Measurement, readFinalInfo } from "../../research/metrics";
import { reachedIn } from "../../research/reached";
import type { Outcome, Run } from "../../research/run";
import { dataAt, separateSeedsAt, type TemplateManifest, timeLimitAt } from "../../research/template";
import type { Running } from "../lab";
import type { Job, JobEnd, Limits } from "../ports/compute";
import { step } from "../step";

/** How a job ended, and what it left. */
export const JobResult = z.object({
  end: z.unknown().transform((value) => value as JobEnd),
  files: z.array(z.string()),
  environment: Environment,
  finalInfo: z.string().optional(),
  /** `curves.json` of a run that did not end well. */
  curves: z.string().optional(),
});
export type JobResult = z.infer<typeof JobResult>;

/** The job that runs a commit of the experiment at the chosen scale; its results come back as `run_<number>`. */
export function experimentJob(
  lab: Pick<Running, "parameters" | "template">,
  { number, attempt, commit }: Pick<Run, "number" | "attempt" | "commit">,
): Job {
  const folder = `run_${number}`;
  const { seconds, ...atScale } = scaleOf(lab);
  const { command, locked, network } = lab.template.manifest;
  return {
    id: `${folder}-attempt-${attempt}`,
    commit,
    command: command.map((part) => part.replace("{out_dir}", folder)),
    ...atScale,
    collect: [folder],
    locked,
    limits: limitsOf(lab, seconds),
    network,
  };
}

/** Runs one job to its end. The job is submitted once; a resumed run watches the same job again. */
export async function runJob(lab: Running, name: string, job: Job): Promise<JobResult> {
  const id = await step(lab, `${name}: job`, z.string(), () => lab.compute.submit(job, lab.signal));
  return step(lab, `${name}: outcome`, JobResult, async () => {
    const end = await watchToTheEnd(lab, `${name}: outcome`, id);
    const { files, environment } = await lab.compute.collect(id, lab.signal);
    // Without a file of its own, an attempt must not be given that of the one before.
    const left = async (name: string) => {
      const path = `${job.collect[0]}/${name}`;
      return files.includes(path) ? lab.workspace.read(path) : undefined;
    };
    const finalInfo = await left("final_info.json");
    const curves = endedWell(end) ? undefined : await left("curves.json");
    return {
      ...{ end, files: [...files], environment },
      ...(finalInfo === undefined ? {} : { finalInfo }),
      ...(curves === undefined ? {} : { curves: curves.slice(0, 200_000) }),
    };
  });
}

/** Watches a job to its end and shows how it goes. */
export async function watchToTheEnd(lab: Running, name: string, id: string): Promise<JobEnd> {
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
export function limitsOf(lab: Pick<Running, "parameters">, seconds: number): Limits {
  const { memoryLimitMb, processLimit, diskLimitMb, outputLimitMb } = lab.parameters;
  return { seconds, memoryMb: memoryLimitMb, processes: processLimit, diskMb: diskLimitMb, outputMb: outputLimitMb };
}

type AtScale = Pick<Job, "gpus" | "carry" | "separateSeeds"> & { env: Record<string, string>; seconds: number };

/** The experiment's own environment, time limit, data, GPUs and seeds at the chosen scale. */
export function scaleOf(lab: Pick<Running, "parameters" | "template">): AtScale {
  const { scale } = lab.parameters;
  const { manifest } = lab.template;
  const gpus = lab.parameters.gpus ?? manifest.scales[scale]?.gpus;
  const separateSeeds = separateSeedsAt(scale, manifest);
  return {
    ...(gpus === undefined ? {} : { gpus }),
    ...(separateSeeds === undefined ? {} : { separateSeeds }),
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
  const outcome = plainOutcome(result, guarding);
  return outcome.type === "measured" || outcome.type === "unknown" ? outcome : { ...outcome, ...understood(result) };
}

/** What can be said of an end without numbers beyond its last words: for the researcher, and for whoever repairs it. */
function understood({ end, environment, finalInfo, curves }: JobResult): Pick<Ended, "failure" | "reached" | "denied"> {
  const { how, denied = [], stdoutEnd, stderrEnd } = end;
  const failure =
    how.type === "limit"
      ? failureAtLimit(how.limit)
      : how.type === "exited" && how.code !== 0
        ? failureIn({ code: how.code, stdoutEnd, stderrEnd }, environment)
        : undefined;
  const reached = how.type === "limit" || how.type === "cancelled" ? reachedIn({ finalInfo, curves, stdoutEnd }) : "";
  return {
    ...(failure ? { failure } : {}),
    ...(reached ? { reached } : {}),
    ...(denied.length > 0 ? { denied: [...denied] } : {}),
  };
}

type Ended = Extract<Outcome, { type: "crashed" }>;

function endedWell({ how }: JobEnd): boolean {
  return how.type === "exited" && how.code === 0;
}

function plainOutcome(result: JobResult, guarding: Guarding): Outcome {
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
  return {
    type: "measured",
    measurements: [...measurements],
    warnings: [...seedWarnings(measurements), ...(result.end.denied ?? [])],
  };
}

/** What the guards say that need no program; nothing of a run that did not end well or left no numbers. */
export function builtInGuardsOf({ end, finalInfo, environment }: JobResult, guarding: Guarding): Guard[] {
  if (end.violations.length > 0 || !endedWell(end) || finalInfo === undefined) return [];
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
