import { homedir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import type { Running } from "../../../engine/lab";
import { NeedsPerson } from "../../../engine/needs-person";
import { reopen } from "../../../engine/reopen";
import {
  type KeptReproduction,
  type Reproduced,
  type ReproductionWish,
  RerunDeclined,
  reproduce,
} from "../../../engine/reproduce";
import type { RerunGate, Surroundings } from "../../../engine/rerun-plan";
import { sentenceOf, step } from "../../../engine/step";
import type { Study } from "../../../research/reproduction";
import type { Ending } from "../../../research/run-view";
import { findInterpreter, type InterpreterWish } from "../../compute/find-interpreter";
import { placeIn } from "../../compute/remote/place";
import { ComputeUnavailable } from "../../compute/start-job";
import type { OpenJournal } from "../../journal/jsonl-journal";
import { computeOf } from "../../open-lab";
import { ProjectBroken, templateIn } from "../../read-template";
import { parametersOf, type Settings } from "../../settings";
import { openGitWorkspace } from "../../workspace/git-workspace";
import type { Desk } from "../desk";
import { cancelJobs } from "../stop-idea";
import { EmptyEnvironment, emptyEnvironment, installInto, pythonIn } from "./fresh-environment";
import { openStudy } from "./open-study";
import { RecordedStudy, recordedStudy, STUDY_STEP } from "./recorded-study";
import { discardFolder, keptReproductions, nextFolder, type Original } from "./reproduction-folders";
import { linkData, refuseReaching } from "./study-data";
import { identityOf } from "./unpack-bundle";

export type ReproductionDesk = Pick<Desk, "settings" | "dist" | "places" | "journals" | "log">;

/**
 * Runs the paper's runs again, in a repository and, if wanted, an environment of their own, and says of each number whether it came
 * again. One that was begun goes on where it stopped; one that ended is shown, unless another is wanted.
 */
export async function reproduceStudy(
  desk: ReproductionDesk,
  original: Original,
  wish: ReproductionWish,
  gate: RerunGate,
  signal: AbortSignal,
): Promise<Reproduced> {
  requireLocal(wish, desk.settings);
  const bundle = original.kind === "bundle" ? await identityOf(original.path) : undefined;
  const begun = wish.again ? [] : (await keptReproductions(original)).filter((kept) => fits(kept, wish));
  const last = begun.findLast((kept) => isOf(kept, bundle));
  if (last?.reproduction?.whole)
    return { ending: { how: "done", reason: DONE }, folder: last.folder, reproduction: last.reproduction };
  const folder = last?.folder ?? (await nextFolder(original));
  const journal = await desk.journals.open(folder, { subject: "reproduction", rehearsal: false });
  const other = last ? undefined : begun.at(-1)?.folder;
  const told = other === undefined ? gate : withCaution(gate, anotherBundle(other));
  try {
    const walked = walk(desk, original, wish, { folder, journal, gate: told, signal });
    return { ...(await walked.finally(() => journal.close())), folder };
  } catch (error) {
    await discardFolder(original, folder);
    throw error;
  }
}

const DONE = "Every run was made again.";

/** Whether what was begun is what is wanted now: the runs, and with which packages. What was not decided yet fits. */
export function fits(
  { runs: begun, freshEnvironment }: Pick<KeptReproduction, "runs" | "freshEnvironment">,
  { runs: wanted, freshEnvironment: fresh }: Pick<ReproductionWish, "runs" | "freshEnvironment">,
): boolean {
  if (fresh !== undefined && freshEnvironment !== undefined && fresh !== freshEnvironment) return false;
  if (begun === undefined || wanted === undefined) return true;
  return begun.length === wanted.length && begun.every((number) => wanted.includes(number));
}

/** Another bundle under the same name is another study. Of one that cannot be read the next step says why. */
function isOf({ bundle: begun }: Pick<KeptReproduction, "bundle">, bundle: string | undefined): boolean {
  return begun === undefined || bundle === undefined || begun === bundle;
}

function anotherBundle(folder: string): string {
  return `This bundle is not the one that was reproduced under this name before (${folder}): it is begun anew.`;
}

/** Whoever decides is told first. */
function withCaution(gate: RerunGate, caution: string): RerunGate {
  return (plan, signal) => gate({ ...plan, cautions: [caution, ...plan.cautions] }, signal);
}

type Way = {
  readonly folder: string;
  readonly journal: OpenJournal;
  readonly gate: RerunGate;
  readonly signal: AbortSignal;
};

/** Throws where no study could be opened: then there is nothing that could go on. */
async function walk(
  desk: ReproductionDesk,
  original: Original,
  wish: ReproductionWish,
  way: Way,
): Promise<Omit<Reproduced, "folder">> {
  const { journal, signal } = way;
  let running: Running | undefined;
  try {
    const recorded = await step(way, STUDY_STEP, RecordedStudy, () => openStudy(original, way.folder, wish));
    const opened = await openRunning(desk, original, recorded, way);
    running = opened.running;
    const reproduction = await reproduce(running, recorded.study, opened.surroundings, way.gate);
    const ending = { how: "done", reason: DONE } as const;
    await journal.append({ type: "ended", ...ending });
    return { ending, reproduction };
  } catch (error) {
    if (!signal.aborted && recordedStudy(journal.history) === undefined) throw error;
    const ending = await endingOf(error, way, running);
    if (ending.how === "failed") desk.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (signal.reason !== "closed") await journal.append({ type: "ended", how: ending.how, reason: ending.reason });
    const kept = (await keptReproductions(original)).find(({ folder }) => folder === way.folder);
    return { ending, reproduction: kept?.reproduction };
  }
}

async function endingOf(error: unknown, { journal, signal }: Way, running: Running | undefined): Promise<Ending> {
  if (error instanceof RerunDeclined) return { how: "paused", reason: error.message };
  if (!signal.aborted) {
    const missing = error instanceof ComputeUnavailable ? { missing: true } : {};
    const unanswered = error instanceof NeedsPerson ? { unanswered: true } : {};
    return { how: "failed", reason: sentenceOf(error), ...missing, ...unanswered };
  }
  if (signal.reason !== "stopped" || !running) return { how: "paused", reason: PAUSED };
  const left = await cancelJobs(journal, running.compute);
  // What was ended in the middle is begun anew when it goes on.
  const begun = journal.history.flatMap((event) => (event.type === "step-started" ? [event.step] : []));
  const open = begun.filter((name) => name.endsWith(": outcome")).at(-1);
  if (open) await reopen({ journal }, [open.replace(/: outcome$/, ": job"), open], "It was stopped.");
  return { how: "stopped", reason: ["Stopped. What was running is begun anew when you go on.", ...left].join(" ") };
}

const PAUSED = "Paused. A run that was launched goes on, and is watched again when you go on.";

/** What it takes to run a commit of the study: never anything of the original's but its data. */
async function openRunning(
  desk: ReproductionDesk,
  original: Original,
  { slug, study }: RecordedStudy,
  way: Way,
): Promise<{ readonly running: Running; readonly surroundings: Surroundings }> {
  const { folder, journal, signal } = way;
  const project = join(folder, "study");
  const workspace = openGitWorkspace({ project, slug, rehearsal: false });
  await workspace.open();
  const template = await templateIn({
    text: (file) => workspace.readAt(study.base, file),
    names: () => workspace.list(),
  });
  if (original.kind === "bundle") refuseReaching(template.manifest);
  const parameters = parametersOf(desk.settings);
  const scales = study.runs.map(({ environment }) => environment?.scale ?? parameters.scale);
  await linkData(original, project, template.manifest, scales);
  const requirements = template.manifest.requirements;
  const home = original.kind === "idea" ? original.project : homedir();
  const wish = { python: desk.settings["compute.python"], project: home, requirements };
  const { python, ...surroundings } = await surroundingsFor(desk.settings, study, wish, way);
  const settings = python === undefined ? desk.settings : { ...desk.settings, "compute.python": python };
  const compute = computeOf(
    { project, slug, template, settings, dist: desk.dist, places: desk.places },
    workspace.directory,
  );
  return { running: { compute, workspace, journal, template, parameters, signal }, surroundings };
}

/** The interpreter is looked for beside the original, never in the study: what lies there has not been seen by anybody yet. */
async function surroundingsFor(
  settings: Settings,
  { freshEnvironment, runs }: Study,
  wish: InterpreterWish,
  way: Way,
): Promise<Surroundings & { readonly python: string | undefined }> {
  const nothing = { installs: undefined, prepare: async () => {} };
  // One that was begun here may go on elsewhere, but not with an environment that lies here.
  requireLocal({ freshEnvironment }, settings);
  if (placeIn(settings["compute.place"]).kind !== "local")
    return { ...nothing, python: undefined, interpreter: settings["compute.remotePython"] || undefined };
  const { signal } = way;
  if (!freshEnvironment) {
    const python = await step(way, "interpreter", z.string(), () => interpreterFor(wish, signal));
    return { ...nothing, python, interpreter: python };
  }
  const folder = join(way.folder, "environment");
  const recorded = runs[0]?.environment;
  const { madeOf, installs } = await step(way, "environment", EmptyEnvironment, () =>
    emptyEnvironment(folder, recorded, wish, signal),
  );
  const prepare = async () => {
    await step(way, "packages", z.literal(true), () => installInto(folder, installs, signal).then(() => true as const));
  };
  return { python: pythonIn(folder), interpreter: madeOf, installs, prepare };
}

/** Where none has what is needed, nothing is recorded: the next time it is looked for again. */
async function interpreterFor(wish: InterpreterWish, signal: AbortSignal): Promise<string> {
  const { interpreter, problems } = await findInterpreter(wish, signal);
  if (!interpreter || problems.length > 0) throw new ComputeUnavailable(problems.join(" "));
  return interpreter;
}

function requireLocal(
  { freshEnvironment: fresh }: Pick<ReproductionWish, "freshEnvironment">,
  settings: Settings,
): void {
  if (fresh && placeIn(settings["compute.place"]).kind !== "local")
    throw new ProjectBroken(
      "A fresh environment can be made on this machine only. On a host, make it there and name it.",
    );
}
