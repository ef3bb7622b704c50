import { failureIn } from "../../python/traceback";
import type { JobState } from "../../research/job-state";
import { timeLimitAt } from "../../research/template";
import type { BegunShown, BoardState } from "./board-state";
import { stateOf } from "./idea-state";
import { runTitle } from "./run-title";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText, duration, fenced } from "./wording";

/** The job that is running: where, for how long, and what it printed last. */
export function jobNodes(l10n: L10n, state: BoardState, idea: BegunShown): TreeNode[] {
  const { slug, record } = idea;
  if (!record.job) return [];
  const watched = stateOf(idea) === "running" || stateOf(idea) === "elsewhere";
  const job = watched ? record.view.job : undefined;
  const words = watched ? stateWords(l10n, state, idea) : l10n.t("watched again on Resume");
  const label = runTitle(l10n, record.titles[record.job.step] ?? record.job.step);
  const id = record.jobs[record.job.step];
  return [
    {
      id: `job:${slug}`,
      label,
      description: [words, watched && job?.type !== "unseen" ? record.view.live : ""].filter(Boolean).join(" · "),
      tooltip: [asText(words), explanation(l10n, job), ...lastLine(record.view.live)].filter(Boolean).join("\n\n"),
      ...(watched ? iconOf(job) : { icon: "debug-pause" }),
      context: "job",
      command: "openLog",
      spoken:
        job?.type === "waiting" || job?.type === "unseen"
          ? `${label}, ${words}`
          : l10n.t("Running: {0}, {1}", label, words),
      subject: { slug, ...(id ? { job: id } : {}) },
    },
  ];
}

function stateWords(l10n: L10n, state: BoardState, { record }: BegunShown): string {
  const { job } = record.view;
  if (job?.type === "waiting") return l10n.t("waiting: {0}", job.reason);
  if (job?.type === "unseen") return l10n.t("last seen {0} ago", duration((state.now - Date.parse(job.since)) / 1000));
  // What it waited before it ran counts neither for it nor for its limit.
  const since = job?.since ?? record.job!.since;
  const elapsed = (state.now - Date.parse(since)) / 1000;
  const limit = timeLimitAt(state.settings.scale, state.template.manifest);
  return [l10n.t("{0} of {1}", duration(elapsed), duration(limit)), placeWords(l10n, job)].filter(Boolean).join(" · ");
}

/** `h100-box · GPU 0, 3 · job 4711`; empty for this machine. */
export function placeWords(l10n: L10n, job: JobState | undefined): string {
  if (job?.type !== "running") return "";
  const { host, gpus, clusterJob, detail } = job;
  return [
    host ?? "",
    gpus.length > 0 ? l10n.t("GPU {0}", gpus.join(", ")) : "",
    clusterJob === undefined ? "" : l10n.t("job {0}", clusterJob),
    detail ?? "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function explanation(l10n: L10n, job: JobState | undefined): string {
  if (job?.type !== "unseen") return "";
  return [
    asText(job.reason),
    l10n.t("This says nothing about the run: it goes on there, and is asked for again and again."),
  ].join("\n\n");
}

function iconOf(job: JobState | undefined): Pick<TreeNode, "icon" | "color"> {
  if (job?.type === "waiting") return { icon: "clock", color: COLORS.waiting };
  if (job?.type === "unseen") return { icon: "debug-disconnect", color: COLORS.warning };
  return { icon: "loading~spin" };
}

function lastLine(live: string): string[] {
  return live ? [fenced("text", live)] : [];
}

/** The last job, when it crashed and its run has no row yet because the model is about to repair it. */
export function crashNodes(l10n: L10n, state: BoardState, { slug, record }: BegunShown): TreeNode[] {
  const { crash, view, titles } = record;
  if (!crash || record.job || view.runs.some((run) => jobOf(record.jobs, run) === crash.job)) return [];
  const words = failureWords(state, crash.output) ?? l10n.t("crashed");
  const label = runTitle(l10n, titles[crash.step] ?? crash.step);
  return [
    {
      id: `crash:${slug}`,
      label,
      description: words,
      tooltip: [asText(crash.step), fenced("text", lastLinesOf(crash.output))].join("\n\n"),
      icon: "error",
      color: COLORS.bad,
      context: "crash",
      command: "openFailure",
      spoken: l10n.t("Crashed: {0}, {1}", label, words),
      subject: { slug, job: crash.job },
    },
  ];
}

/** `NameError: name 'x' is not defined · experiment.py, line 41`; undefined where Python said nothing. */
export function failureWords(state: BoardState, output: string): string | undefined {
  const { editable, locked } = state.template.manifest;
  const failure = failureIn(output, [...editable, ...Object.keys(locked)]);
  if (!failure) return undefined;
  return [failure.message, failure.place ? `${failure.place.file}:${failure.place.line}` : ""]
    .filter(Boolean)
    .join(" · ");
}

/** The job that made a run, or made it fail. */
export function jobOf(
  jobs: Readonly<Record<string, string>>,
  { number, attempt }: { readonly number: number; readonly attempt: number },
): string | undefined {
  return jobs[number === 0 ? "baseline" : `run ${number}, attempt ${attempt}`];
}

function lastLinesOf(text: string): string {
  return text.trimEnd().split("\n").slice(-12).join("\n");
}
