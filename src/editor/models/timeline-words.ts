import type { CommittedFile, IdeaCommit } from "../../research/idea-commit";
import type { JobHow } from "../../research/recorded-steps";
import type { Run } from "../../research/run";
import type { TemplateManifest } from "../../research/template";
import type { Asked, ChangeDecision, TimelineEntry, TimelineFact, Who } from "../../research/timeline";
import { stageName } from "./idea-state";
import { runSummary } from "./run-comparison";
import type { L10n } from "./tree-node";
import { dollars, duration } from "./wording";

/** What entries are told with: the runs they are about, and what their numbers mean. */
export type Telling = {
  readonly l10n: L10n;
  readonly runs: readonly Run[];
  /** What each group was about, as far as it is known before its run was made. */
  readonly titles: Readonly<Record<string, string>>;
  readonly manifest: TemplateManifest;
  /** The score of each review, first to last. */
  readonly scores: readonly number[];
};

/** What happened, in a few words. */
export function headline(telling: Telling, { fact, group }: TimelineEntry): string {
  const { l10n } = telling;
  switch (fact.type) {
    case "began":
      return l10n.t("Begun");
    case "change":
      return fact.title;
    case "asked":
      return l10n.t("Asked the model");
    case "launched":
      return l10n.t("Launched “{0}”", fact.name || groupName(telling, group));
    case "ran":
      return fact.attempt === 1
        ? l10n.t("Ran “{0}”", fact.run?.name ?? groupName(telling, group))
        : l10n.t("Ran “{0}”, attempt {1}", fact.run?.name ?? groupName(telling, group), fact.attempt);
    case "drew":
      return fact.files.length === 1 ? l10n.t("1 figure drawn") : l10n.t("{0} figures drawn", fact.files.length);
    case "typeset":
      return fact.pdf ? l10n.t("Paper compiled") : l10n.t("Paper not compiled");
    case "reviewed":
      return fact.round === 1 ? l10n.t("Review") : l10n.t("Review {0}", fact.round);
    case "committed":
      return fact.commit.title;
    case "noted":
      return fact.text;
    case "reopened":
      return l10n.t("To be done again: {0}", fact.step);
    case "ended":
      return endName(l10n, fact.how);
  }
}

/** What came of it: numbers, decisions, places. Empty when there is nothing more to say. */
export function detail(telling: Telling, entry: TimelineEntry): string {
  const own = detailOf(telling, entry.fact);
  return [...own, entry.asked ? askedWords(telling.l10n, entry.asked) : ""].filter(Boolean).join(" · ");
}

function detailOf({ l10n, runs, manifest, scores }: Telling, fact: TimelineFact): string[] {
  switch (fact.type) {
    case "began":
      return fact.from
        ? [l10n.t("from “{0}” at {1}", fact.from.idea.replaceAll("_", " "), shortHash(fact.from.commit))]
        : [];
    case "change":
      return [decisionWords(l10n, fact.decision), ...(fact.commit ? [countWords(fact.commit)] : [])];
    case "ran":
      return fact.run
        ? [runSummary(l10n, fact.run, runs, manifest)]
        : [jobWords(l10n, fact.end), duration(fact.seconds)];
    case "drew":
      return [jobWords(l10n, fact.end)];
    case "typeset":
      return [
        ...(fact.pages === undefined ? [] : [fact.pages === 1 ? l10n.t("1 page") : l10n.t("{0} pages", fact.pages)]),
        fact.problems === 1 ? l10n.t("1 problem") : fact.problems > 0 ? l10n.t("{0} problems", fact.problems) : "",
      ];
    case "reviewed": {
      const score = scores[fact.round - 1];
      return score === undefined ? [] : [l10n.t("{0} of {1}", score, 10)];
    }
    case "committed":
      return [countWords(fact.commit)];
    case "reopened":
    case "ended":
      return [fact.reason];
    default:
      return [];
  }
}

/** Who did it, as the researcher would say it. */
export function whoWords(l10n: L10n, who: Who): string {
  const words: Record<Who, string> = {
    model: l10n.t("the model"),
    researcher: l10n.t("you"),
    policy: l10n.t("your settings"),
    program: l10n.t("the program"),
  };
  return words[who];
}

/** A run's name, `Figures`, `Review 1` */
export function groupName({ l10n, runs, titles }: Telling, group: string): string {
  const [kind = "", number = ""] = group.split(" ");
  const run = runs.find((one) => `run ${one.number}` === group);
  const names: Record<string, string> = {
    start: l10n.t("Beginning"),
    baseline: l10n.t("Baseline"),
    plan: l10n.t("Plan of the runs"),
    run: run?.name ?? titles[group] ?? l10n.t("Run {0}", number),
    plots: stageName(l10n, "plots"),
    paper: stageName(l10n, "paper"),
    review: l10n.t("Review {0}", number),
    improvement: l10n.t("Improvement {0}", number),
  };
  return names[kind] ?? group;
}

/** `3 questions, $0.12` */
export function askedWords(l10n: L10n, { calls, dollars: cost }: Asked): string {
  const count = calls.length === 1 ? l10n.t("1 question") : l10n.t("{0} questions", calls.length);
  return cost > 0 ? `${count}, ${dollars(cost)}` : count;
}

/** `accepted 3, rejected 1`; without counts, only whether it was approved. */
function decisionWords(l10n: L10n, decision: ChangeDecision | undefined): string {
  if (!decision) return l10n.t("undecided");
  const { tally } = decision;
  const count = (key: string, words: (count: number) => string) => (tally?.[key] ? [words(tally[key])] : []);
  const counted = [
    ...count("accepted", (number) => l10n.t("{0} accepted", number)),
    ...count("onRequest", (number) => l10n.t("{0} on request", number)),
    ...count("edited", (number) => l10n.t("{0} edited", number)),
    ...count("added", (number) => l10n.t("{0} added", number)),
    ...count("rejected", (number) => l10n.t("{0} rejected", number)),
  ];
  if (counted.length > 0) return counted.join(", ");
  if (!decision.approved) return l10n.t("turned down");
  return decision.remarks ? l10n.t("approved in part or edited") : l10n.t("approved");
}

/** `+12 −3` over all files. */
export function countWords({ files }: IdeaCommit): string {
  const sum = (value: (file: CommittedFile) => number | undefined) =>
    files.reduce((total, file) => total + (value(file) ?? 0), 0);
  return `+${sum(({ added }) => added)} −${sum(({ removed }) => removed)}`;
}

function jobWords(l10n: L10n, end: JobHow | undefined): string {
  switch (end?.type) {
    case "exited":
      return end.code === 0 ? "" : l10n.t("ended with exit code {0}", end.code);
    case "limit":
      return end.limit === "seconds" ? l10n.t("stopped at the time limit") : l10n.t("stopped at a limit");
    case "cancelled":
      return l10n.t("stopped");
    case "lost":
      return l10n.t("lost sight of");
    default:
      return "";
  }
}

function endName(l10n: L10n, how: string): string {
  const names: Record<string, string> = {
    done: l10n.t("Done"),
    failed: l10n.t("Failed"),
    budget: l10n.t("Budget reached"),
    paused: l10n.t("Paused"),
    stopped: l10n.t("Stopped"),
  };
  return names[how] ?? how;
}

/** The first eight digits of a commit's hash. */
export function shortHash(commit: string): string {
  return commit.slice(0, 8);
}
