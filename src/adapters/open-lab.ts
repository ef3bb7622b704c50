import { join } from "node:path";
import type { Conversing, Lab } from "../engine/lab";
import type { Compute } from "../engine/ports/compute";
import type { Journal } from "../engine/ports/journal";
import type { LanguageModel } from "../engine/ports/language-model";
import type { Literature } from "../engine/ports/literature";
import type { Pace } from "../engine/ports/pace";
import type { PaperReader } from "../engine/ports/paper-reader";
import type { Purse } from "../engine/ports/purse";
import type { Researcher } from "../engine/ports/researcher";
import type { Typesetter } from "../engine/ports/typesetter";
import type { ReviewerCalibration } from "../research/calibration/acceptance";
import type { ReviewFormKind } from "../research/review-form";
import type { Template } from "../research/template";
import { systemClock } from "./clock";
import { localCompute } from "./compute/local";
import { placeIn } from "./compute/remote/place";
import type { RemotePlaces } from "./compute/remote/remote-places";
import { sshCompute } from "./compute/remote/ssh";
import { slurmCompute } from "./compute/slurm/slurm";
import { type JobPlace, placeOfJob, whereJobsRun } from "./compute/where-jobs-run";
import { pdfReader } from "./paper-reader/pdf-reader";
import { jobFolder, type Machine } from "./project/desk";
import { accessIn, clusterIn, parametersOf, type Settings } from "./settings";
import { openTypesetter } from "./typesetter/latex-typesetter";
import type { Origin } from "./workspace/begin-at";
import { type GitWorkspace, openGitWorkspace } from "./workspace/git-workspace";

/** What a lab is opened on: one idea of one project, with the settings and the parts that live outside. */
export type LabPlan = {
  readonly project: string;
  readonly slug: string;
  /** Set for an idea that goes on from a commit of another one. */
  readonly origin?: Origin | undefined;
  readonly template: Template;
  readonly settings: Settings;
  readonly models: { readonly model: LanguageModel; readonly reviewer: LanguageModel };
  readonly journal: Journal;
  readonly purse: Purse;
  readonly calibration: ReviewerCalibration | undefined;
  readonly reviewForm: ReviewFormKind | undefined;
  readonly researcher: Researcher;
  /** The folder of the bundles: the supervisor of local jobs is started from there. */
  readonly dist: string;
  readonly literature: Literature;
  /** The hosts that this project's experiments run on. */
  readonly places: RemotePlaces;
  readonly machine?: Machine | undefined;
  /** Set for an idea of a campaign. */
  readonly company?: Company | undefined;
  readonly signal: AbortSignal;
};

/** What an idea shares with others that are under way in the same process. */
export type Company = {
  readonly pace: Pace;
  /** The compute with a turn for each run, made of the one where no turn decides and those of other places. */
  readonly compute: (here: Compute, at: (place: string) => Compute, journal: Journal) => Compute;
  /** Does work that keeps a core busy here, a few at a time over all ideas. */
  readonly work: <Result>(signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>;
};

/** Settings → Lab: the one place where ports meet their adapters. */
export function openLab(plan: LabPlan): Lab & { readonly workspace: GitWorkspace } {
  const { project, slug, origin, company } = plan;
  const workspace = openGitWorkspace({ project, slug, origin, rehearsal: plan.models.model.rehearsal });
  const at = (place: string) =>
    computeOf({ ...plan, settings: { ...plan.settings, "compute.place": place } }, workspace.directory);
  const here = computeOf(plan, workspace.directory);
  const typesetter = typesetterOf(workspace.directory, plan.settings);
  return {
    ...openConversation(plan),
    ...(company && { pace: company.pace }),
    compute: company ? company.compute(here, at, plan.journal) : here,
    literature: plan.literature,
    typesetter: company ? inCompany(typesetter, company) : typesetter,
    paperReader: company ? readInCompany(company) : pdfReader(),
    workspace,
    researcher: plan.researcher,
    template: plan.template,
  };
}

function inCompany(typesetter: Typesetter, { work }: Company): Typesetter {
  return {
    available: () => typesetter.available(),
    compile: (source, signal, onWait) => work(signal, () => typesetter.compile(source, signal, onWait)),
    check: (source, signal) => work(signal, () => typesetter.check(source, signal)),
  };
}

function readInCompany({ work }: Company): PaperReader {
  return { read: (path, signal) => work(signal, () => pdfReader().read(path, signal)) };
}

type ComputePlan = Pick<LabPlan, "project" | "slug" | "settings" | "template" | "dist" | "places" | "machine">;

/** Where the idea's experiments run; and, for a job of before, where it was started. */
export function computeOf(plan: ComputePlan, worktree: string): Compute {
  if (plan.machine) return plan.machine(plan.slug, worktree);
  const place = plan.settings["compute.place"];
  const folder = plan.settings["compute.remoteFolder"];
  const elsewhere = (job: string) => {
    const started = placeOfJob(jobFolder(plan.project, plan.slug, job));
    return started?.place === place && (started.folder ?? folder) === folder ? undefined : started;
  };
  const open = (other: JobPlace) => {
    const settings = { ...plan.settings, "compute.remoteFolder": other.folder ?? folder };
    return computeAt(other.place, { ...plan, settings }, worktree);
  };
  return whereJobsRun(computeAt(place, plan, worktree), elsewhere, open);
}

function computeAt(
  text: string,
  { project, slug, settings, template, dist, places }: ComputePlan,
  worktree: string,
): Compute {
  const { requirements } = template.manifest;
  const place = placeIn(text);
  switch (place.kind) {
    case "local": {
      const python = settings["compute.python"];
      const sandbox = settings["compute.sandbox"];
      const supervisor = join(dist, "supervise.js");
      return localCompute({ project, slug, worktree, python, requirements, sandbox, supervisor });
    }
    case "ssh": {
      const at = places.ssh(place.host, accessIn(settings));
      return sshCompute({ project, slug, worktree, requirements, place: at });
    }
    case "slurm": {
      const cluster = clusterIn(settings);
      const at = places.slurm(place.host, accessIn(settings), cluster.pollSeconds);
      return slurmCompute({ project, slug, worktree, requirements, name: text, place: at, settings: cluster });
    }
  }
}

/** The part of a lab that ideas and reviews need. */
export function openConversation({
  models,
  journal,
  purse,
  settings,
  calibration,
  reviewForm,
  signal,
}: Pick<LabPlan, "models" | "journal" | "purse" | "settings" | "signal"> &
  Partial<Pick<LabPlan, "calibration" | "reviewForm">>): Conversing {
  const parameters = parametersOf(settings);
  return { ...models, journal, purse, clock: systemClock, parameters, calibration, reviewForm, signal };
}

export function workspaceOf(project: string, slug: string, rehearsal: boolean): GitWorkspace {
  return openGitWorkspace({ project, slug, rehearsal });
}

export function typesetterOf(directory: string, settings: Settings) {
  return openTypesetter({
    directory,
    tool: settings["paper.tool"],
    chktex: settings["paper.chktex"],
    timeLimitSeconds: settings["paper.timeLimit"],
  });
}
