import { importedFiles } from "../../python/imported-files";
import { capacityWords, unmatched } from "../../research/capacity";
import { referencesOf } from "../../research/comparisons";
import type { Environment } from "../../research/environment";
import type { Findings } from "../../research/findings";
import { guardWords } from "../../research/guards";
import type { Idea } from "../../research/idea";
import { describeOutcome, type Run } from "../../research/run";
import { type Template, timeLimitAt } from "../../research/template";
import type { PromptSizes } from "../estimate/prompt-sizes";
import { comparisonTable, costLine, metricTitle, noiseTable, resultTable, table } from "./evidence";
import { data } from "./scientist";

/** Source files as they were at the idea's first commit. */
export type SourceFiles = Readonly<Record<string, string>>;

/** A project as the model reads it. `locked` files hold data and evaluation; nobody may change them. */
export type ProjectText = {
  readonly template: Template;
  readonly scale: string;
  readonly files: SourceFiles;
  readonly locked: SourceFiles;
};

/** What does not change for the whole idea: the project, its code at the start, the idea. The prefix that providers cache. */
export function projectContext({ template, scale, files, locked }: ProjectText, idea?: Idea): string {
  return [
    `# The project\n${template.system}\n\n${template.task}`,
    metricList(template),
    howRunsAreMade(template, scale),
    ...lockedTexts(files, locked),
    ...Object.entries(files).map(([path, text]) => `# The baseline's ${path}\n${data(path, text)}`),
    ...(idea ? [ideaText(idea)] : []),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** What the experiment is built on is read whole; data, checks and the like are only named: nobody needs their text to change the code. */
function lockedTexts(files: SourceFiles, locked: SourceFiles): string[] {
  const read = importedFiles(Object.values(files), locked);
  const named = Object.entries(locked).filter(([path]) => !read.includes(path));
  const list = named.map(([path, text]) => `${path} (${text.split("\n").length} lines)`).join(", ");
  return [
    ...read.map((path) => `# ${path}, which is locked: to be read, never edited\n${data(path, locked[path]!)}`),
    ...(list ? [`# Also locked\n${list}. The experiment's code does not import these; they are not shown.`] : []),
  ];
}

function howRunsAreMade({ manifest }: Template, scale: string): string {
  const { seeds, guards, guardCommand } = manifest;
  const limit = timeLimitAt(scale, manifest);
  const list = Array.isArray(seeds)
    ? `seeds ${seeds.join(", ")}`
    : seeds
      ? `${seeds} seeds`
      : "the seeds that the code has";
  return `# How runs are made and compared
Scale “${scale}”, at most ${limit} s a run, ${list}. A run is compared with the baseline, with the result it starts from and with those that its plan names, metric by metric: the difference of the means with its 95 % interval over seeds, paired by seed where both ran the same ones, else unpaired (Welch). A verdict holds for all comparisons of that metric on that data set together (Holm's correction), so that every further run makes all verdicts stricter. Running a program again shows the noise between runs, which widens every interval. With a single value and nothing repeated there is no interval, and no difference counts.
Before its numbers count, a run must pass these guards: ${[...new Set(["finite-metrics", ...guards])].join(", ")}${guardCommand ? `, and whatever else \`${guardCommand.join(" ")}\` reports` : ""}. A run that fails one is invalid and its numbers are not used.`;
}

function metricList(template: Template): string {
  const rows = Object.entries(template.manifest.metrics).map(
    ([metric, info]) => `- ${metricTitle(metric, template.manifest)}: ${info.description}`,
  );
  return rows.length ? `# The metrics\n${rows.join("\n")}` : "";
}

export function ideaText(idea: IdeaWords): string {
  const own = `# The idea\nTitle: ${idea.Title}\nExperiment: ${idea.Experiment}`;
  return [own, earlierStudy(idea)].filter(Boolean).join("\n\n");
}

type IdeaWords = Pick<Idea, "Title" | "Experiment" | "continues">;

/** What an idea goes on from: background to plan with. Its numbers were measured against another baseline, so no table is given. */
function earlierStudy({ continues }: IdeaWords): string {
  if (!continues) return "";
  const learnt = continues.learnt.map((line) => `- ${line}`).join("\n") || "Nothing was written down.";
  return `# The earlier study that this idea goes on from
The baseline's code is not the project's original experiment. It is what “${continues.idea.replaceAll("_", " ")}” had arrived at, and it is measured anew here, as this idea's own baseline. There it was learnt:
${data("what the earlier study taught", learnt)}
Use this to choose what is worth asking next, and do not ask again what it settled. It is background, not evidence: those runs had another baseline, so no number of theirs may be compared with one of this idea, quoted, or printed. A paper about this idea says in its setup that the baseline is the outcome of an earlier study and what its code does; it claims nothing of that study as a result of its own.`;
}

/** What all questions after the baseline share. */
export type ExperimentContext = {
  readonly template: Template;
  readonly idea: Idea;
  /** The commit that the idea's branch began at. */
  readonly base: string;
  readonly baselineFiles: SourceFiles;
  /** Files that nobody may change: data and evaluation. */
  readonly lockedFiles: SourceFiles;
  readonly maxRuns: number;
  readonly scale: string;
  /** How many ideas were begun in the project, this one among them; one where nobody counted. */
  readonly ideasTried?: number;
  /** What the prompts are made of, for estimates of what they cost. */
  readonly sizes: PromptSizes;
};

/** Frozen project first, then the log, then what every new run changes: the order that providers can cache. */
export function experimentContext(context: ExperimentContext, findings: Findings): string[] {
  const { template, scale, idea, baselineFiles: files, lockedFiles: locked } = context;
  return [
    projectContext({ template, scale, files, locked }, idea),
    ...experimentLog(findings, template),
    ...standings(findings, context),
  ];
}

/** How the results compare as things stand; nothing before there is something to compare. */
function standings(findings: Findings, { template: { manifest }, ideasTried = 1 }: ExperimentContext): string[] {
  if (!findings.runs.some(({ outcome }) => outcome.type === "measured")) return [];
  const noise = noiseTable(findings, manifest);
  return [
    [
      "# Comparisons and verdicts, as things stand",
      "These verdicts are the ones that count; a further run may change them.",
      comparisonTable(findings, manifest),
      ideasTried > 1 ? triedSentence(ideasTried) : "",
      noise ? `The noise between runs, as far as programs were run again:\n${noise}` : "",
    ]
      .filter(Boolean)
      .join("\n"),
  ];
}

/** Verdicts are corrected within an idea; what trying many ideas does is said with them. */
function triedSentence(ideas: number): string {
  const chance = Math.round(100 * (1 - 0.95 ** ideas));
  return `This is one of ${ideas} ideas that were begun in this project. Verdicts are not corrected for that: had none of them any effect, the chance that one of them showed a “better” or “worse” in a metric on a data set all the same would be ${chance} %.`;
}

/** What happened so far, oldest first. It only ever grows at its end. */
export function experimentLog(findings: Findings, template: Template): string[] {
  return [baselineEntry(findings.baseline, template), ...findings.runs.map((run) => runEntry(run, findings, template))];
}

function baselineEntry(baseline: Run, template: Template): string {
  return [
    `# Result: ${baseline.name}`,
    baseline.description,
    resultTable(baseline, baseline, template.manifest),
    costLine(baseline, template.manifest),
    guardLine(baseline),
    baseline.environment
      ? `## Recorded environment (of all runs, unless one says otherwise)\n${environmentTable(baseline.environment)}`
      : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function runEntry(run: Run, findings: Findings, template: Template): string {
  const { manifest } = template;
  const measured = run.outcome.type === "measured";
  const numbers = measured
    ? [resultTable(run, findings.baseline, manifest), costLine(run, manifest)]
    : [`Outcome: ${describeOutcome(run.outcome)}`];
  const lesson = run.lesson ? `Lesson: ${run.lesson}` : "";
  const code = run.diff ? data(`code, against ${run.from}`, run.diff) : "";
  const parts = [
    `# Result: ${run.name}`,
    run.description,
    repeatNote(run, findings),
    code,
    ...numbers,
    guardLine(run),
    otherMachine(run, findings.baseline),
    ...capacityNotes(run, findings, manifest),
    lesson,
  ];
  return parts.filter(Boolean).join("\n");
}

/** What was checked before the numbers counted; nothing for runs of a version that recorded no guards. */
function guardLine({ guards }: Run): string {
  return guards.length > 0 ? `Guards: ${guardWords(guards)}.` : "";
}

/** Says what differs where a run was not made with the baseline's machine and versions. */
function otherMachine(run: Run, baseline: Run): string {
  const facts = ({ environment: e }: Run): Record<string, string> => ({
    CPU: e?.cpu ?? "",
    GPU: e?.gpus.join(", ") ?? "",
    Python: e?.python ?? "",
    torch: e?.packages.torch ?? "",
    numpy: e?.packages.numpy ?? "",
  });
  const [own, reference] = [facts(run), facts(baseline)];
  const different = Object.keys(own).filter((name) => own[name] !== reference[name]);
  return different.length
    ? `Made elsewhere than the baseline: ${different.map((name) => `${name} ${own[name]}`).join("; ")}.`
    : "";
}

/** A program that ran before is no method: what differs is noise. */
function repeatNote({ repeatOf }: Run, { baseline, runs }: Findings): string {
  const original = [baseline, ...runs].find(({ number }) => number === repeatOf);
  return original
    ? `A repeat: the program of “${original.name}” once more. It is no method; what differs from it is noise.`
    : "";
}

/** Says so where a run has noticeably (> 5 %) more or less capacity than what it is compared with. */
function capacityNotes(run: Run, { baseline, runs }: Findings, manifest: Template["manifest"]): string[] {
  if (run.outcome.type !== "measured") return [];
  return referencesOf(run, [baseline, ...runs]).flatMap((reference) => {
    const words = capacityWords(unmatched(run, reference, manifest));
    return words ? [`Not capacity-matched with “${reference.name}”: ${words}.`] : [];
  });
}

/** The recorded facts that a paper may state. */
export function environmentTable(environment: Environment): string {
  const { packages, gpus } = environment;
  const facts: [string, unknown][] = [
    ["CPU", environment.cpu],
    ["cores", environment.cores],
    ["memory (GB)", environment.memoryGb],
    ["GPU", gpus.length ? gpus.join(", ") : "none"],
    ["GPU memory (MB)", environment.gpuMemoryMb?.join(", ")],
    ["NVIDIA driver", environment.driver],
    ["CUDA that PyTorch was built for", environment.torchCuda],
    ["operating system", environment.os],
    ["Python", environment.python],
    ...["torch", "numpy", "scipy"].map((name): [string, unknown] => [name, packages[name]]),
    ["scale", environment.scale],
    ["seeds", environment.seeds?.join(", ")],
    ["device", environment.device],
    ["data sources", environment.dataSources === undefined ? undefined : JSON.stringify(environment.dataSources)],
    ["trainable parameters", environment.trainableParameters],
    ["training samples seen", environment.samplesSeen],
    ["training tokens seen", environment.tokensSeen],
    ["wall time (s)", environment.wallSeconds?.toFixed(1)],
    ["peak memory (MB)", environment.peakMemoryMb],
    ["peak GPU memory (MB)", environment.peakGpuMemoryMb],
  ];
  const known = facts.filter(([, value]) => value !== undefined && value !== "");
  return table(
    ["fact", "recorded value"],
    known.map(([name, value]) => [name, String(value)]),
  );
}
