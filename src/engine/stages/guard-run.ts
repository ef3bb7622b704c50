import * as z from "zod";
import { failedGuards, type Guard, guardsIn, programGuards } from "../../research/guards";
import type { Outcome } from "../../research/run";
import type { Running } from "../lab";
import type { Job, JobEnd } from "../ports/compute";
import { isDone, step } from "../step";
import { builtInGuardsOf, type JobResult, outcomeOf, watchToTheEnd } from "./measure";

/** What a run came to once its guards have spoken, and what they said. */
export type Guarded = { readonly outcome: Outcome; readonly guards: readonly Guard[] };

/**
 * Decides whether what a job measured counts: the guards that need no program first, then the template's own, which run as a
 * second job of the same commit with what the run left. Guards that cannot be run or reported decide against the run.
 */
export async function guardRun(lab: Running, name: string, job: Job, result: JobResult): Promise<Guarded> {
  const { manifest } = lab.template;
  const outcome = outcomeOf(result, manifest);
  const builtIn = builtInGuardsOf(result, manifest);
  if (outcome.type !== "measured") return { outcome, guards: builtIn };
  const wanted = programGuards(manifest);
  if (wanted.length === 0 && !manifest.guardCommand) return { outcome, guards: builtIn };
  // A version without guards counted the run as it was; what stands on its numbers since is not taken away.
  if (isCounted(lab, name, job)) return { outcome, guards: builtIn };
  if (!manifest.guardCommand) return refused(builtIn, guardsMissing(wanted), "");
  const { end, text } = await runGuards(lab, `${name}, guards`, guardJob(job, manifest.guardCommand), result);
  return judged(outcome, builtIn, end, guardsIn(text, wanted));
}

function isCounted(lab: Running, name: string, { collect: [folder] }: Job): boolean {
  const wasGuarded = lab.journal.history.some((event) => "step" in event && event.step === `${name}, guards: job`);
  return isDone(lab, `${folder}: results`) && !wasGuarded;
}

function guardsMissing(wanted: readonly string[]): Guard[] {
  const detail = "The template names it and has no guardCommand that would report it.";
  return wanted.map((name) => ({ name, passed: false, detail }));
}

/** One process for all seeds: it judges the run's record as a whole. */
function guardJob({ separateSeeds: _, ...job }: Job, command: readonly string[]): Job {
  const folder = job.collect[0]!;
  return {
    ...job,
    id: `${job.id}-guards`,
    command: command.map((part) => part.replace("{out_dir}", folder)),
    carry: [...job.carry, folder],
  };
}

const GuardResult = z.object({
  end: z.unknown().transform((value) => value as JobEnd),
  /** The content of guards.json. */
  text: z.string().optional(),
});

/**
 * Whatever the experiment itself left as guards.json is blanked before, and the numbers are put back after: what the guards load
 * is code that the model wrote.
 */
async function runGuards(
  lab: Running,
  name: string,
  job: Job,
  result: JobResult,
): Promise<z.infer<typeof GuardResult>> {
  const folder = job.collect[0]!;
  const file = `${folder}/guards.json`;
  const id = await step(lab, `${name}: job`, z.string(), async () => {
    if (result.files.includes(file)) await lab.workspace.write(file, "");
    return lab.compute.submit(job, lab.signal);
  });
  return step(lab, `${name}: outcome`, GuardResult, async () => {
    const end = await watchToTheEnd(lab, `${name}: outcome`, id);
    const { files } = await lab.compute.collect(id, lab.signal);
    const text = files.includes(file) ? await lab.workspace.read(file) : undefined;
    await lab.workspace.write(`${folder}/final_info.json`, result.finalInfo ?? "");
    await lab.workspace.write(`${folder}/env.json`, JSON.stringify(result.environment));
    return { end, ...(text === undefined ? {} : { text: text.slice(0, 100_000) }) };
  });
}

function judged(outcome: Outcome, builtIn: readonly Guard[], end: JobEnd, told: readonly Guard[]): Guarded {
  const lastLines = [end.stdoutEnd, end.stderrEnd].filter(Boolean).join("\n");
  const { how, violations } = end;
  if (how.type === "lost") return { outcome: { type: "unknown", reason: how.reason }, guards: builtIn };
  if (how.type === "cancelled")
    return { outcome: { type: "stopped", reason: "The researcher stopped it.", lastLines }, guards: builtIn };
  const changed = violations.map((file) => ({
    name: "locked-files",
    passed: false,
    detail: `${file} was changed while the guards ran.`,
  }));
  const failed = told.some(({ passed }) => !passed);
  const broken = how.type === "limit" ? how.detail : how.code !== 0 && !failed ? exitSentence(how.code, end) : "";
  const whole = broken ? [{ name: "guards", passed: false, detail: broken }] : [];
  const guards = [...told, ...changed, ...whole];
  if (failedGuards(guards).length > 0) return refused(builtIn, guards, lastLines);
  return { outcome, guards: [...builtIn, ...guards] };
}

function exitSentence(code: number, { stderrEnd }: JobEnd): string {
  const last = stderrEnd.trimEnd().split("\n").at(-1)?.trim();
  return `The program of the guards ended with exit code ${code}${last ? `: ${last}` : "."}`;
}

function refused(builtIn: readonly Guard[], guards: readonly Guard[], lastLines: string): Guarded {
  return {
    outcome: { type: "invalid", reasons: failedGuards(guards), lastLines },
    guards: [...builtIn, ...guards],
  };
}
