import * as z from "zod";
import type { Autonomy } from "../engine/autonomy";
import type { Caps } from "../research/budget";
import type { Conventions } from "../research/conventions";
import { Parameters } from "../research/parameters";
import { Price } from "../research/usage";
import { placeHelp, placePattern } from "./compute/remote/place";
import type { ClusterSettings } from "./compute/slurm/cluster";
import { SOURCE_IDS } from "./literature/source";

const AskOrAuto = z.enum(["ask", "auto"]);

/**
 * Every setting, under the key that it has in VS Code after `aiScientist.`. The terminal program reads the same keys from
 * `.ai-scientist/settings.json` and from the environment (`AI_SCIENTIST_MODEL_BASE_URL` for `model.baseUrl`). Never a secret.
 */
export const Settings = z.object({
  /** `rehearsal`, `openai:<model>` or, in VS Code, `vscode:<vendor>/<family>/<id>`; empty until the researcher has chosen. */
  "model.name": z.string().default(""),
  "model.baseUrl": z.string().default("https://api.openai.com/v1"),
  /** The model of the referees; empty means the same as `model.name`. */
  "model.reviewer": z.string().default(""),
  /** The endpoint of `model.reviewer`; empty means the same as `model.baseUrl`. */
  "model.reviewerBaseUrl": z.string().default(""),
  /** Tokens; 0 means what is known of the model. */
  "model.contextTokens": z.number().int().min(0).default(0),
  "model.maxOutputTokens": z.number().int().min(0).default(0),
  /** US dollars that one idea may cost; with 0 no paid request is made. */
  "budget.dollars": z.number().min(0).default(10),
  /** US dollars that the whole project may cost; null where there is no such cap. */
  "budget.total": z.number().min(0).nullable().default(null),
  /** US dollars per million tokens by model name, on top of the built-in table. */
  "budget.prices": z.record(z.string(), Price).default({}),
  "review.code": AskOrAuto.default("ask"),
  "review.plots": AskOrAuto.default("ask"),
  "review.prose": AskOrAuto.default("ask"),
  "review.launch": AskOrAuto.default("ask"),
  /** With `review.launch` on `auto`, runs with a longer time limit are asked about; 0 means that no limit is too long. */
  "review.launchMinutes": z.number().min(0).default(120),
  /** Whether a change whose only concern is its use of the network may be accepted by itself. */
  "review.network": AskOrAuto.default("ask"),
  "experiments.maxRuns": Parameters.shape.maxRuns,
  "experiments.attemptsPerRun": Parameters.shape.attemptsPerRun,
  "experiments.scale": Parameters.shape.scale,
  "experiments.ideaReflections": Parameters.shape.ideaReflections,
  /** `local`, `ssh:HOST`, `slurm` (this machine is the login node) or `slurm:HOST`. */
  "compute.place": z.string().regex(placePattern, placeHelp).default("local"),
  /** Where a host keeps jobs, data and what belongs to them; `~` is the home there. */
  "compute.remoteFolder": z
    .string()
    .regex(/^(~|~?\/.*)$/, "must be a path that begins with / or ~/")
    .default("~/.ai-scientist"),
  /** The Python interpreter of a host; empty means that one is looked for there. */
  "compute.remotePython": z.string().default(""),
  /** Lines of `sh` that a host runs before the interpreter: `module load cuda`, `conda activate lab`. */
  "compute.remoteSetup": z.string().default(""),
  /** GPUs that a run has to itself; 0 is none, null is what the template's scale says. */
  "compute.gpus": Parameters.shape.gpus,
  /** The Python interpreter of local runs; empty means that one is looked for. */
  "compute.python": z.string().default(""),
  /** `auto`: local runs are kept in a sandbox where the system gives one. */
  "compute.sandbox": z.enum(["auto", "off"]).default("auto"),
  "compute.memoryLimitMb": Parameters.shape.memoryLimitMb,
  "compute.diskLimitMb": Parameters.shape.diskLimitMb,
  "compute.outputLimitMb": Parameters.shape.outputLimitMb,
  "compute.processLimit": Parameters.shape.processLimit,
  /** What every job asks a cluster for; an empty text leaves it to the cluster. */
  "slurm.partition": z.string().default(""),
  "slurm.account": z.string().default(""),
  "slurm.qos": z.string().default(""),
  /** What a GPU is called there: `gpu`, `gpu:h100`; empty means `gpu`. With a number at its end it is asked for as it stands. */
  "slurm.gres": z.string().default(""),
  /** As `--time` of sbatch takes it; empty means the run's own limit and a little more. */
  "slurm.time": z.string().default(""),
  /** Further options of sbatch, one each: `--constraint=a100`. */
  "slurm.extra": z.array(z.string()).default([]),
  "slurm.jobPrefix": z
    .string()
    .regex(/^[\w.-]{0,40}$/, "may have letters, digits and . _ - alone, and forty of them")
    .default("ai-scientist-"),
  /** Whether seeds that a template can measure apart are the tasks of an array. */
  "slurm.seedArrays": z.boolean().default(true),
  /** Seconds between two questions to the queue; up to three times as many while nothing changes. */
  "slurm.pollSeconds": z.number().min(0.2).max(300).default(5),
  /** The services that are searched, in their order; empty means that nothing is asked. */
  "literature.sources": z.array(z.enum(SOURCE_IDS)).default([]),
  /** Other addresses of these services, by their names: a mirror, a proxy. */
  "literature.servers": z.partialRecord(z.enum(SOURCE_IDS), z.url({ protocol: /^https?$/ })).default({}),
  /** Told to OpenAlex and Crossref, which are kinder to those whom they can write to. */
  "literature.email": z.string().default(""),
  /** The researcher's own bibliographies, searched beside the services; from the project's folder. */
  "literature.bibFiles": z.array(z.string().min(1)).default([]),
  /** A folder of papers that the researcher has; empty means none. */
  "literature.pdfFolder": z.string().default(""),
  /** The search page of an engine that answers as SearXNG does (`https://host/search`); empty means that the web is not searched. */
  "literature.webSearch": z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  "paper.tool": z.enum(["auto", "latexmk", "pdflatex", "tectonic"]).default("auto"),
  "paper.chktex": z.boolean().default(true),
  "paper.markCheckedNumbers": z.boolean().default(false),
  "paper.numbersAsMacros": z.boolean().default(false),
  /** Seconds after which LaTeX is stopped, with everything that it started. */
  "paper.timeLimit": z.number().min(5).max(3600).default(300),
  "paper.compileOnSave": z.boolean().default(false),
  /** `auto`: LaTeX Workshop's viewer where it is installed, else our own panel. */
  "paper.viewer": z.enum(["auto", "own", "system"]).default("auto"),
  "paper.compileRounds": Parameters.shape.compileRounds,
  "paper.citationRounds": Parameters.shape.citationRounds,
  "paper.minReferences": Parameters.shape.minReferences,
  "paper.pageLimit": Parameters.shape.pageLimit,
  "paper.anonymous": Parameters.shape.anonymous,
  "paper.ignoredRules": Parameters.shape.ignoredRules,
  "paper.reflectOnSections": Parameters.shape.reflectOnSections,
  "paper.readClaims": Parameters.shape.readClaims,
  "paper.reviewers": Parameters.shape.reviewers,
  "paper.reviewReflections": Parameters.shape.reviewReflections,
  "paper.improvementRounds": Parameters.shape.improvementRounds,
  /** `neurips`, `iclr`, or a file that describes a form, from the project's folder. */
  "paper.reviewForm": z.string().default("neurips"),
  "paper.reviewWay": Parameters.shape.reviewWay,
  "paper.reviewExample": Parameters.shape.reviewExample,
  "paper.reviewEvidence": Parameters.shape.reviewEvidence,
  /** The file of `ai-scientist calibrate --save`, from the project's folder; empty means none. */
  "paper.calibration": z.string().default(""),
});
export type Settings = z.infer<typeof Settings>;

/** Checks raw settings. What is wrong is said in one sentence a setting; nothing is guessed. */
export function readSettings(raw: Readonly<Record<string, unknown>>): Settings {
  const known = Object.fromEntries(
    Object.entries(raw).filter(([key, value]) => key in Settings.shape && value !== undefined),
  );
  const read = Settings.safeParse(known);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `“${path.join(".")}”: ${message}`);
  throw new SettingsWrong(`These settings cannot be used: ${wrong.join("; ")}.`);
}

export class SettingsWrong extends Error {
  override readonly name = "SettingsWrong";
}

/** The method's numbers as the settings have them. */
export function parametersOf(settings: Settings): Parameters {
  return Parameters.parse({
    maxRuns: settings["experiments.maxRuns"],
    attemptsPerRun: settings["experiments.attemptsPerRun"],
    scale: settings["experiments.scale"],
    ideaReflections: settings["experiments.ideaReflections"],
    gpus: settings["compute.gpus"],
    memoryLimitMb: settings["compute.memoryLimitMb"],
    diskLimitMb: settings["compute.diskLimitMb"],
    outputLimitMb: settings["compute.outputLimitMb"],
    processLimit: settings["compute.processLimit"],
    compileRounds: settings["paper.compileRounds"],
    citationRounds: settings["paper.citationRounds"],
    ...conventionsOf(settings),
    reflectOnSections: settings["paper.reflectOnSections"],
    readClaims: settings["paper.readClaims"],
    reviewers: settings["paper.reviewers"],
    reviewReflections: settings["paper.reviewReflections"],
    reviewWay: settings["paper.reviewWay"],
    reviewExample: settings["paper.reviewExample"],
    reviewEvidence: settings["paper.reviewEvidence"],
    improvementRounds: settings["paper.improvementRounds"],
  });
}

/** What is asked of every paper. Whether a model wrote it is no setting. */
export function conventionsOf(settings: Settings): Omit<Conventions, "writtenWithAi"> {
  return {
    minReferences: settings["paper.minReferences"],
    pageLimit: settings["paper.pageLimit"],
    anonymous: settings["paper.anonymous"],
    ignoredRules: settings["paper.ignoredRules"],
  };
}

/** What the settings say of a remote place beside its name. */
export function accessIn(settings: Settings) {
  return {
    folder: settings["compute.remoteFolder"],
    python: settings["compute.remotePython"],
    setup: settings["compute.remoteSetup"],
  };
}

/** What the settings say of a cluster. */
export function clusterIn(settings: Settings): ClusterSettings {
  return {
    partition: settings["slurm.partition"],
    account: settings["slurm.account"],
    qos: settings["slurm.qos"],
    gres: settings["slurm.gres"],
    time: settings["slurm.time"],
    extra: settings["slurm.extra"],
    jobPrefix: settings["slurm.jobPrefix"],
    seedArrays: settings["slurm.seedArrays"],
    pollSeconds: settings["slurm.pollSeconds"],
    setup: settings["compute.remoteSetup"],
  };
}

export function capsOf(settings: Settings): Caps {
  return { idea: settings["budget.dollars"], project: settings["budget.total"] ?? undefined };
}

/** Which decisions the researcher wants to be asked for. */
export function autonomyOf(settings: Settings): Autonomy {
  return {
    code: settings["review.code"],
    plots: settings["review.plots"],
    prose: settings["review.prose"],
    launch: settings["review.launch"],
    launchMinutes: settings["review.launchMinutes"],
    network: settings["review.network"],
  };
}
