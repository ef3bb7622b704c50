import { describeOutcome, isMeasured, type Run } from "../../research/run";
import { type BegunShown, type BoardState, shownIdea } from "./board-state";
import { capacityTexts } from "./capacity-text";
import { failureLines, failureNodes } from "./failure-rows";
import { crashNodes, failureWords, jobNodes, jobOf } from "./job-rows";
import { launchNodes } from "./launch-rows";
import { OUTCOME_ICONS } from "./outcome-icons";
import { environmentWords } from "./place-words";
import { plannedNodes } from "./planned-rows";
import { bestRun, comparisonsOf, type MetricComparison, runSummary } from "./run-comparison";
import { runTitle } from "./run-title";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText, duration, fenced, short, signedPercent } from "./wording";

/** What waits to be launched or is running now, then every run with its numbers beside the baseline's. */
export function runsTree(l10n: L10n, state: BoardState): TreeNode[] {
  const idea = shownIdea(state);
  if (!idea) return [];
  const { runs } = idea.record.view;
  const best = bestRun(runs, state.template.manifest);
  return [
    ...launchNodes(l10n, state, idea),
    ...jobNodes(l10n, state, idea),
    ...crashNodes(l10n, state, idea),
    ...plannedNodes(l10n, idea),
    ...[...runs]
      .sort((one, other) => one.number - other.number)
      .map((run) => runNode(l10n, state, idea, { run, runs, isBest: run.number === best?.number })),
  ];
}

type Shown = { readonly run: Run; readonly runs: readonly Run[]; readonly isBest: boolean };

function runNode(l10n: L10n, state: BoardState, { slug, worktree, record }: BegunShown, shown: Shown): TreeNode {
  const { run, runs, isBest } = shown;
  const { manifest } = state.template;
  const crash = crashOf(state, run);
  const marked = run.marked && l10n.t("marked invalid: {0}", run.marked.reason);
  const summary = marked ?? crash ?? runSummary(l10n, run, runs, manifest);
  const job = jobOf(record.jobs, run);
  const comparisons = comparisonsOf(run, runs, manifest);
  return {
    id: `run:${slug}:${run.number}`,
    label: runTitle(l10n, run.name),
    description: summary,
    tooltip: runTooltip(l10n, run),
    ...(isBest ? { icon: "star-full", color: COLORS.waiting } : marked ? MARKED : OUTCOME_ICONS[run.outcome.type]),
    context: run.marked ? "run.marked" : `run.${run.number === 0 ? "baseline" : run.outcome.type}`,
    open: false,
    children: [
      // Before the numbers that they put into doubt: of many, the last are out of sight.
      ...capacityTexts(l10n, run, runs, manifest).map((text) => capacityNode(slug, run, text)),
      ...comparisons.map((one) => measurementNode(l10n, slug, run, one)),
      ...(isMeasured(run) ? [] : [lastWordsNode(slug, run, crash, job), ...failureNodes(l10n, slug, run)]),
    ],
    spoken: `${runTitle(l10n, run.name)}, ${isBest ? `${l10n.t("best so far")}, ` : ""}${summary}`,
    subject: {
      slug,
      file: `${worktree}/run_${run.number}/final_info.json`,
      run: run.number,
      ...(run.commit ? { commit: run.commit } : {}),
      ...(job ? { job } : {}),
    },
  };
}

/** The first line of what Python said, and where; undefined for a run that did not crash so. */
function crashOf(state: BoardState, { outcome }: Run): string | undefined {
  return outcome.type === "crashed" ? failureWords(state, `${outcome.stdoutEnd}\n${outcome.stderrEnd}`) : undefined;
}

function measurementNode(l10n: L10n, slug: string, run: Run, one: MetricComparison): TreeNode {
  const { measurement, comparison, unit, primary } = one;
  const verdicts = {
    better: l10n.t("better"),
    worse: l10n.t("worse"),
    "no clear difference": l10n.t("no clear difference"),
    "one measurement, noise unknown": l10n.t("noise unknown"),
    "a repeat, no method": l10n.t("a repeat: noise"),
    "not judged": "",
  };
  const difference =
    comparison === undefined
      ? []
      : [comparison.percent === undefined ? "" : signedPercent(comparison.percent), verdicts[comparison.verdict]];
  const interval =
    comparison?.low === undefined || comparison.high === undefined
      ? ""
      : l10n.t("Difference to the baseline, 95 %: {0} to {1} {2}", short(comparison.low), short(comparison.high), unit);
  const corrected =
    comparison?.corrected && comparison.among > 1
      ? l10n.t(
          "Corrected for {0} comparisons: {1} to {2} {3}",
          comparison.among,
          short(comparison.corrected.low),
          short(comparison.corrected.high),
          unit,
        )
      : "";
  const icons = { better: "arrow-small-right", worse: "arrow-small-right" } as Record<string, string>;
  const colors = { better: COLORS.good, worse: COLORS.bad } as Record<string, string>;
  const color = colors[comparison?.verdict ?? ""];
  return {
    id: `run:${slug}:${run.number}:${measurement.dataset}:${measurement.metric}`,
    label: `${measurement.metric} · ${measurement.dataset}`,
    description: [`${short(measurement.mean)}${unit ? ` ${unit}` : ""}`, ...difference].filter(Boolean).join(" · "),
    ...(interval ? { tooltip: [interval, corrected].filter(Boolean).map(asText).join("\n\n") } : {}),
    icon: primary ? "target" : (icons[comparison?.verdict ?? ""] ?? "dash"),
    ...(color ? { color } : {}),
    subject: { slug },
  };
}

/** What a run has more or less of than what it is compared with; a control may be added to the plan from here. */
function capacityNode(slug: string, { number }: Run, text: string): TreeNode {
  return {
    id: `run:${slug}:${number}:capacity:${text}`,
    label: text,
    tooltip: asText(text),
    icon: "law",
    context: "capacity",
    subject: { slug, run: number },
  };
}

/** How it ended; a click on a crash leads to the line. */
function lastWordsNode(slug: string, run: Run, crash: string | undefined, job: string | undefined): TreeNode {
  const text = crash ?? describeOutcome(run.outcome);
  return {
    id: `run:${slug}:${run.number}:outcome`,
    label: text,
    tooltip: asText(text),
    icon: crash ? "debug-stackframe" : "output",
    ...(crash && job ? { command: "openFailure" } : {}),
    subject: { slug, run: run.number, ...(job ? { job } : {}) },
  };
}

function runTooltip(l10n: L10n, run: Run): string {
  const { outcome } = run;
  const end = outcome.type === "crashed" ? outcome.stderrEnd || outcome.stdoutEnd : "";
  return [
    `**${asText(runTitle(l10n, run.name))}**`,
    asText(run.description),
    `${asText(describeOutcome(outcome))}${run.seconds === undefined ? "" : ` · ${duration(run.seconds)}`}`,
    ...(outcome.type === "measured" ? outcome.warnings.map(asText) : []),
    ...(outcome.type === "measured" && run.guards.length > 0
      ? [l10n.t("Guards passed: {0}", asText(run.guards.map(({ name }) => name).join(", ")))]
      : []),
    ...failureLines(l10n, outcome),
    ...(end ? [fenced("text", end.split("\n").slice(-12).join("\n"))] : []),
    ...(run.lesson ? [l10n.t("Learnt: {0}", asText(run.lesson))] : []),
    ...environmentWords(l10n, run.environment).map(asText),
    ...(run.commit ? [l10n.t("Commit {0}, attempt {1}", run.commit.slice(0, 8), run.attempt)] : []),
  ].join("\n\n");
}

const MARKED = { icon: "circle-slash", color: COLORS.quiet };
