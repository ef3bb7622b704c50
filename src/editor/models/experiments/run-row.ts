import { capacityWords, unmatched } from "../../../research/capacity";
import { describeOutcome, isMeasured, type Run } from "../../../research/run";
import { type TemplateManifest, timeLimitAt } from "../../../research/template";
import type { Row, RowState } from "../../../webview/contract/experiments";
import type { BegunShown, BoardState } from "../board-state";
import { stateOf } from "../idea-state";
import { jobOf } from "../job-rows";
import { runTitle } from "../run-title";
import type { L10n } from "../tree-node";
import { duration } from "../wording";

type Shown = { readonly run: Run; readonly cells: Row["cells"]; readonly isBest: boolean };

/** A run that has ended, with its numbers beside the baseline's. */
export function runRow(l10n: L10n, manifest: TemplateManifest, idea: BegunShown, { run, cells, isBest }: Shown): Row {
  const job = jobOf(idea.record.jobs, run);
  return {
    ...frameOf(idea, run.number, runTitle(l10n, run.name)),
    isBest,
    commit: run.commit,
    change: run.description,
    state: run.outcome.type,
    stateText: stateWords(l10n, run.outcome.type),
    reason: run.outcome.type === "measured" ? "" : reasonOf(run),
    remarks: remarksOf(l10n, run, idea.record.view.runs, manifest),
    ...(run.seconds === undefined ? {} : { seconds: run.seconds }),
    ...costOf(idea, run.number),
    host: placeOf(run),
    cells,
    ...(run.guards.length > 0 ? { guards: guardsOf(run) } : {}),
    ...(job ? { job } : {}),
    actions: [
      ...(job ? (["openLog", "openTerminal"] as const) : []),
      ...(run.outcome.type === "measured" ? (["openResults"] as const) : []),
      ...(run.commit ? (["showCommit"] as const) : []),
      ...markingOf(run),
    ],
  };
}

/** The same object always: a row whose numbers are other ones is sent anew. */
const NO_CELLS: Row["cells"] = {};

/** The run that is under way or in a queue; undefined when there is none. */
export function pendingRow(l10n: L10n, state: BoardState, idea: BegunShown): Row | undefined {
  const { record } = idea;
  const { job, view, titles } = record;
  if (!job) return undefined;
  const number = Number(/^run (\d+)/.exec(job.step)?.[1] ?? 0);
  const watched = ["running", "elsewhere"].includes(stateOf(idea));
  const now = watched ? (view.job?.type ?? "running") : "unknown";
  const place =
    view.job?.type === "running" ? [view.job.host, gpuWords(view.job.gpus)].filter(Boolean).join(" · ") : "";
  return {
    ...frameOf(idea, number, runTitle(l10n, titles[job.step] ?? (number === 0 ? "Baseline" : job.step))),
    isBest: false,
    commit: "",
    change: "",
    state: now,
    stateText: watched ? stateWords(l10n, now) : l10n.t("watched again on Resume"),
    reason: view.job && view.job.type !== "running" ? view.job.reason : "",
    remarks: [],
    // A queue takes nothing of the time that a run may have.
    ...(now === "running"
      ? { since: Date.parse(job.since), limit: timeLimitAt(state.settings.scale, state.template.manifest) }
      : {}),
    line: watched ? view.live : "",
    ...costOf(idea, number),
    host: place,
    cells: NO_CELLS,
    ...(record.jobs[job.step] ? { job: record.jobs[job.step] } : {}),
    actions: ["openLog", "openTerminal"],
  };
}

function frameOf({ slug, idea }: BegunShown, number: number, name: string) {
  return { key: `${slug}/${number}`, slug, idea: idea.Title, number, name, isBaseline: number === 0, line: "" };
}

function gpuWords(gpus: readonly number[]): string {
  return gpus.length === 0 ? "" : `GPU ${gpus.join(", ")}`;
}

/** The researcher's word on numbers: that they do not count, or that they do after all. The baseline's always count. */
function markingOf(run: Run): Row["actions"] {
  if (run.marked) return ["markValid"];
  return isMeasured(run) && run.number > 0 ? ["markInvalid"] : [];
}

/** Why there are no numbers that count, without the words that the state says already. */
function reasonOf({ outcome }: Run): string {
  return describeOutcome(outcome).replace(/^(?:crashed with|invalid:|stopped:|state unknown:) /, "");
}

/** That a run is another's program once more, that it is larger or smaller than the baseline, and what the outcome warns of. */
function remarksOf(l10n: L10n, run: Run, runs: readonly Run[], manifest: TemplateManifest): string[] {
  const { outcome, repeatOf } = run;
  const original = runs.find(({ number }) => number === repeatOf);
  const baseline = runs.find(({ number }) => number === 0);
  const sizes =
    baseline && run !== baseline && isMeasured(run) ? capacityWords(unmatched(run, baseline, manifest)) : "";
  const repeat = original ? [l10n.t("repeats {0}", runTitle(l10n, original.name))] : [];
  return [
    ...repeat,
    ...(sizes ? [l10n.t("not matched: {0}", sizes)] : []),
    ...(outcome.type === "measured" ? outcome.warnings : []),
  ];
}

/** How many held; the reader who wants more has each with what it found. */
function guardsOf({ guards }: Run) {
  const lines = guards.map(({ name, passed, detail }) => `${passed ? "✓" : "✗"} ${name}${detail ? `: ${detail}` : ""}`);
  const passed = guards.filter((guard) => guard.passed).length;
  return { passed, failed: guards.length - passed, title: lines.join("\n") };
}

/** Where it ran, as far as that was recorded: the machine, and the GPU where there was one. */
function placeOf({ environment }: Run): string {
  return [environment?.host, environment?.gpus[0]].filter(Boolean).join(" · ");
}

/** What the model's calls for this run cost; left out where there were none. */
function costOf({ record }: BegunShown, number: number): { dollars?: number } {
  const own = new RegExp(number === 0 ? "^(run 0|baseline)\\b" : `^run ${number}\\b`);
  const calls = record.view.calls.filter(({ step }) => own.test(step));
  return calls.length === 0 ? {} : { dollars: calls.reduce((sum, { dollars }) => sum + dollars, 0) };
}

function stateWords(l10n: L10n, state: RowState): string {
  const words: Record<RowState, string> = {
    measured: l10n.t("measured"),
    running: l10n.t("running"),
    waiting: l10n.t("waiting"),
    unseen: l10n.t("out of sight"),
    crashed: l10n.t("crashed"),
    "timed-out": l10n.t("time limit"),
    invalid: l10n.t("does not count"),
    stopped: l10n.t("stopped"),
    unknown: l10n.t("unknown"),
  };
  return words[state];
}

/** Seconds in words, for exports. */
export function timeWords({ seconds }: Row): string {
  return seconds === undefined ? "" : duration(seconds);
}
