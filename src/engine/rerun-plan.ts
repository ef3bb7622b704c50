import * as z from "zod";
import { policyOf } from "../python/policy";
import type { Concern } from "../research/concern";
import type { Study } from "../research/reproduction";
import type { Run } from "../research/run";
import { timeLimitAt } from "../research/template";
import { concernsIn } from "./concerns";
import type { Running } from "./lab";
import { experimentJob } from "./stages/measure";

/** What will run, before anything does. */
export type RerunPlan = {
  readonly title: string;
  readonly place: string;
  /** Why these runs, where nobody named any. */
  readonly why?: string | undefined;
  /** Where it lies, and its version where an environment is made of it; undefined on a host, which has its own. */
  readonly interpreter: string | undefined;
  /** What is installed for it once it is decided; undefined when the packages are those that are there. */
  readonly installs: Installs | undefined;
  /** Where the code can be read: the last commit, with all that came before in its history. */
  readonly folder: string;
  readonly runs: readonly {
    readonly number: number;
    readonly name: string;
    readonly commit: string;
    readonly command: string;
    readonly limitSeconds: number;
  }[];
  /** The program that judges what a run left, as a job of its own after each; undefined when there is none. */
  readonly guards: string | undefined;
  /** What the template sets for its runs, `NAME=value` each. */
  readonly variables: readonly string[];
  /** Whether its runs may use the network where they are kept apart. */
  readonly network: boolean;
  /** What to know before, a sentence each: that nothing keeps it apart. */
  readonly cautions: readonly string[];
  /** What a careful reader of somebody else's code would stop at, each with the commits that have it. */
  readonly concerns: readonly { readonly concern: Concern; readonly commits: readonly string[] }[];
};

/** Packages, with versions where the record has them, and the addresses that they come from. */
export const Installs = z.object({ packages: z.array(z.string()), from: z.string() });
export type Installs = z.infer<typeof Installs>;

/** What the runs run with. `prepare` makes what is not there yet: it is called once somebody has decided that they may run. */
export type Surroundings = Pick<RerunPlan, "interpreter" | "installs"> & { readonly prepare: () => Promise<void> };

/** Whether it may run. There is no policy for this: the code may be somebody else's. */
export type RerunGate = (plan: RerunPlan, signal: AbortSignal) => Promise<boolean>;

/** What a study would run, and what a reader of its code would stop at. */
export async function planOf(lab: Running, study: Study, around: Surroundings): Promise<RerunPlan> {
  const first = study.runs[0];
  const { guardCommand, network = false } = lab.template.manifest;
  const cautions = first
    ? ((await lab.compute.cautions?.(experimentJob(atScaleOf(lab, first), first), lab.signal)) ?? [])
    : [];
  return {
    title: study.title,
    place: lab.compute.place,
    why: study.why,
    ...{ interpreter: around.interpreter, installs: around.installs },
    folder: lab.workspace.directory,
    runs: study.runs.map((run) => ({
      ...{ number: run.number, name: run.name, commit: run.commit },
      command: experimentJob(atScaleOf(lab, run), run).command.join(" "),
      limitSeconds: timeLimitAt(scaleOf(lab, run), lab.template.manifest),
    })),
    ...{ guards: guardCommand?.join(" "), variables: variablesOf(lab, study), network },
    cautions,
    concerns: study.source.kind === "bundle" ? await concernsOf(lab, study) : [],
  };
}

function variablesOf(lab: Running, { runs }: Study): string[] {
  const { scales } = lab.template.manifest;
  const all = runs.flatMap((run) => Object.entries(scales[scaleOf(lab, run)]?.env ?? {}));
  return [...new Set(all.map(([name, value]) => `${name}=${value}`))];
}

/**
 * Of all the code that is about to run, as if every line of it were new: what a commit has, though a later one took it away, and what
 * is said to draw only, which a program can import. An idea's own was read before it ran first.
 */
async function concernsOf({ workspace, template }: Running, study: Study): Promise<RerunPlan["concerns"]> {
  const found = new Map<string, { concern: Concern; commits: string[] }>();
  for (const commit of new Set(study.runs.map((run) => run.commit))) {
    const files = await workspace.listAt(commit);
    const programs = files.filter((path) => path.endsWith(".py"));
    const policy = policyOf(template.manifest, files);
    const texts = programs.map(async (path) => ({ path, before: null, after: await workspace.readAt(commit, path) }));
    const changes = (await Promise.all(texts)).map((change) => ({ ...change, after: change.after ?? "" }));
    for (const concern of concernsIn(changes, policy).filter(({ rule }) => rule !== OF_CHANGES)) {
      const key = `${concern.path}\n${concern.line}\n${concern.message}`;
      found.set(key, { concern, commits: [...(found.get(key)?.commits ?? []), commit] });
    }
  }
  return [...found.values()];
}

/** A program may write its own files; only a change in a proposal must not. */
const OF_CHANGES = "own-file";

/** A run is made again at the scale that it was made at, whatever the setting says now. */
export function atScaleOf(lab: Running, run: Run): Running {
  return { ...lab, parameters: { ...lab.parameters, scale: scaleOf(lab, run) } };
}

function scaleOf({ parameters }: Running, { environment }: Run): string {
  return environment?.scale ?? parameters.scale;
}
