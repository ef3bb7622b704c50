import type { IdeaCommit } from "./idea-commit";
import type { JobHow } from "./recorded-steps";
import type { Run } from "./run";
import type { RunEvent, Stage } from "./run-event";
import { Writing } from "./timeline-writing";

/** By whose hand something happened. `policy`: what the researcher set to go by itself. */
export type Who = "model" | "researcher" | "policy" | "program";

/** Questions to models, and what they cost. */
export type Asked = {
  readonly tokens: number;
  readonly dollars: number;
  readonly calls: readonly AskedOnce[];
};

export type AskedOnce = {
  readonly step: string;
  readonly model: string;
  readonly tokens: number;
  readonly dollars: number;
  readonly outcome: "answered" | "cut-off" | "refused" | "failed";
  /** Hash of what was said. */
  readonly transcript: string;
};

/** What happened. A fact about a change holds all that became of it; one about a run, from its launch to its numbers. */
export type TimelineFact =
  | {
      readonly type: "began";
      readonly title: string;
      readonly from: { readonly idea: string; readonly commit: string } | undefined;
    }
  | {
      readonly type: "change";
      readonly step: string;
      readonly title: string;
      readonly files: readonly string[];
      /** Hunks that were proposed, where the journal says. */
      readonly hunks: number;
      readonly requests: readonly string[];
      readonly decision: ChangeDecision | undefined;
      readonly commit: IdeaCommit | undefined;
    }
  | { readonly type: "asked" }
  | { readonly type: "launched"; readonly name: string }
  | {
      readonly type: "ran";
      readonly attempt: number;
      readonly end: JobHow | undefined;
      readonly seconds: number;
      readonly run: Run | undefined;
      readonly commit: IdeaCommit | undefined;
    }
  | {
      readonly type: "drew";
      readonly files: readonly string[];
      readonly end: JobHow | undefined;
      readonly commit: IdeaCommit | undefined;
    }
  | { readonly type: "typeset"; readonly pages: number | undefined; readonly pdf: boolean; readonly problems: number }
  | { readonly type: "reviewed"; readonly round: number }
  | { readonly type: "committed"; readonly commit: IdeaCommit }
  | { readonly type: "noted"; readonly level: "info" | "warning" | "error"; readonly text: string }
  | { readonly type: "reopened"; readonly step: string; readonly reason: string }
  | { readonly type: "ended"; readonly how: string; readonly reason: string };

export type ChangeDecision = {
  readonly approved: boolean;
  readonly remarks: string;
  /** How many hunks were accepted, rejected, edited …; journals of 0.1.0 do not have it. */
  readonly tally: Readonly<Record<string, number>> | undefined;
};

export type TimelineEntry = {
  /** ISO time. */
  readonly at: string;
  readonly by: Who;
  /** What it belongs to: `start`, `baseline`, `plan`, `run 2`, `plots`, `paper`, `review 1`, `improvement 1`. */
  readonly group: string;
  readonly stage: Stage | undefined;
  /** The questions that led to it. */
  readonly asked: Asked | undefined;
  readonly fact: TimelineFact;
};

/** What happened to an idea, oldest first: a fold over its journal, joined with the commits of its branch. */
export function timelineOf(history: readonly RunEvent[], commits: readonly IdeaCommit[]): TimelineEntry[] {
  const writing = new Writing(commits);
  for (const event of history) writing.see(event);
  return writing.end();
}

/** What questions and decisions there were, and by whom. */
export type TimelineTotals = {
  readonly calls: number;
  readonly tokens: number;
  readonly dollars: number;
  readonly runs: number;
  readonly seconds: number;
  /** Changes that each of them decided. */
  readonly decided: Readonly<Record<"researcher" | "policy", number>>;
  /** Commits of the researcher's own. */
  readonly byHand: number;
};

export function totalsOf(entries: readonly TimelineEntry[]): TimelineTotals {
  const sum = (value: (entry: TimelineEntry) => number) => entries.reduce((total, entry) => total + value(entry), 0);
  const decidedBy = (who: Who) =>
    sum(({ by, fact }) => (fact.type === "change" && fact.decision !== undefined && by === who ? 1 : 0));
  return {
    calls: sum(({ asked }) => asked?.calls.length ?? 0),
    tokens: sum(({ asked }) => asked?.tokens ?? 0),
    dollars: sum(({ asked }) => asked?.dollars ?? 0),
    runs: sum(({ fact }) => (fact.type === "ran" ? 1 : 0)),
    seconds: sum(({ fact }) => (fact.type === "ran" ? fact.seconds : 0)),
    decided: { researcher: decidedBy("researcher"), policy: decidedBy("policy") },
    byHand: sum(({ by, fact }) => (fact.type === "committed" && by === "researcher" ? 1 : 0)),
  };
}

/** The entries by what they belong to, in the order in which each was first heard of. */
export function grouped(
  entries: readonly TimelineEntry[],
): (readonly [group: string, entries: readonly TimelineEntry[]])[] {
  const groups = [...new Set(entries.map(({ group }) => group))];
  return groups.map((group) => [group, entries.filter((entry) => entry.group === group)]);
}

/** Every commit that the entries tell of. */
export function commitsIn(entries: readonly TimelineEntry[]): IdeaCommit[] {
  return entries.flatMap(({ fact }) => ("commit" in fact && fact.commit ? [fact.commit] : []));
}
