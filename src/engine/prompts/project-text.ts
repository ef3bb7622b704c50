import { importedFiles } from "../../python/imported-files";
import type { Idea } from "../../research/idea";
import { type Template, timeLimitAt } from "../../research/template";
import { metricTitle } from "./evidence";
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
  const { guards, guardCommand } = manifest;
  const seeds = manifest.scales[scale]?.seeds ?? manifest.seeds;
  const limit = timeLimitAt(scale, manifest);
  const list = Array.isArray(seeds)
    ? `seeds ${seeds.join(", ")}`
    : seeds
      ? `${seeds} seeds`
      : "the seeds that the code has";
  return `# How runs are made and compared
Scale “${scale}”, at most ${limit} s a run, ${list}. A run is compared with the baseline, with the result it starts from and with those that its plan names, metric by metric: the difference of the means with its 95 % interval over seeds, paired by seed where both ran the same ones (unless each seed differs by the same), else unpaired (Welch). A verdict holds for all comparisons of that metric on that data set together (Holm's correction), so that every further run makes all verdicts stricter. Running a program again shows the noise between runs, which widens every interval. With a single value, or with seeds that all give the same, and nothing repeated there is no interval, and no difference counts.
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
  return [own, papersBehind(idea), earlierStudy(idea)].filter(Boolean).join("\n\n");
}

type IdeaWords = Pick<Idea, "Title" | "Experiment" | "continues" | "sources">;

/** What an idea was distilled from: its question is theirs to be credited with. */
function papersBehind({ sources = [] }: IdeaWords): string {
  if (sources.length === 0) return "";
  const listed = sources.map(({ title, quote }) => `- “${title}”: “${quote}”`);
  return `# The papers that this idea was distilled from
${data("what they say", listed.join("\n"))}
What they leave open is the question here; no number of theirs is evidence. A paper about this idea says whose question it is, where the reference table has them.`;
}

/** What an idea goes on from: background to plan with. Its numbers were measured against another baseline, so no table is given. */
function earlierStudy({ continues }: IdeaWords): string {
  if (!continues) return "";
  const learnt = continues.learnt.map((line) => `- ${line}`).join("\n") || "Nothing was written down.";
  return `# The earlier study that this idea goes on from
The baseline's code is not the project's original experiment. It is what “${continues.idea.replaceAll("_", " ")}” had arrived at, and it is measured anew here, as this idea's own baseline. There it was learnt:
${data("what the earlier study taught", learnt)}
Use this to choose what is worth asking next, and do not ask again what it settled. It is background, not evidence: those runs had another baseline, so no number of theirs may be compared with one of this idea, quoted, or printed. A paper about this idea says in its setup that the baseline is the outcome of an earlier study and what its code does; it claims nothing of that study as a result of its own.`;
}
