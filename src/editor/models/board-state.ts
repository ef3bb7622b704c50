import type { EstimateBasis } from "../../engine/estimate/estimate-rest";
import type { Launch } from "../../engine/ports/researcher";
import type { Compiled } from "../../engine/project";
import type { SetupItem } from "../../engine/setup";
import type { Hunk } from "../../research/change";
import type { HunkRequest } from "../../research/hunk-request";
import { type Idea, slugOf } from "../../research/idea";
import type { IdeaProblem } from "../../research/idea-file";
import type { Retry } from "../../research/live-retry";
import type { Problem } from "../../research/problem";
import type { Review } from "../../research/review";
import type { Template } from "../../research/template";
import type { TimelineEntry } from "../../research/timeline";
import type { ClaimCount } from "./claims-words";
import type { IdeaRecord } from "./idea-record";

/** Everything the views show, at one moment. Each view is a pure function of this. */
export type BoardState = {
  readonly folder: string;
  readonly template: Template;
  readonly settings: ShownSettings;
  readonly costs: ShownCosts;
  readonly ideas: readonly Idea[];
  /** What is wrong in the files of ideas. */
  readonly ideaProblems: readonly IdeaProblem[];
  readonly begun: readonly BegunShown[];
  /** The idea that Review, Runs and Paper are about. */
  readonly shown: string | undefined;
  /** Ideas are being thought up or checked, and what is being done. */
  readonly ideating: string | undefined;
  /** Set while the model that thinks about ideas did not answer and will be asked again. */
  readonly ideatingRetry?: Retry | undefined;
  /** What was last found to be there and missing; nothing until it was looked for. */
  readonly setup: SetupShown | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
};

export type SetupShown = { readonly items: readonly SetupItem[]; readonly checking: boolean };

export type ShownSettings = {
  readonly model: string;
  /** The cap of one idea, and of the project where it has one, in US dollars. */
  readonly dollars: number;
  readonly total?: number | undefined;
  readonly scale: string;
  /** Where experiments run, as `compute.place` names it. */
  readonly place?: string;
};

/** What estimates are made of, as long as a model can be asked, and what the whole project has spent in US dollars. */
export type ShownCosts = { readonly basis: EstimateBasis | undefined; readonly spent: number };

export type BegunShown = {
  readonly idea: Idea;
  readonly slug: string;
  readonly worktree: string;
  readonly folder: string;
  readonly paperSource: string;
  readonly record: IdeaRecord;
  readonly undecided: readonly Hunk[];
  readonly accepted: readonly Hunk[];
  /** What is to be looked at in the undecided hunks: by our own rules, and by other extensions. */
  readonly problems: readonly Problem[];
  /** Somebody is walking the idea's way now; `here` when it is this window. */
  readonly locked: boolean;
  /** The machine of whoever does, where it is another one. */
  readonly host?: string;
  readonly here: boolean;
  /** What the researcher is asked in this window; nothing where their settings answer. */
  readonly asked: "change" | "launch" | undefined;
  /** What the researcher asked for on hunks and the model was not asked yet. */
  readonly queued: readonly HunkRequest[];
  /** The launch that waits for the researcher. */
  readonly launch: Launch | undefined;
  readonly reviews: readonly Review[];
  /** Where in the source the points of the last review are, by their words. */
  readonly pointLines: ReadonlyMap<string, number>;
  /** The headings of the paper's source. */
  readonly sections: readonly PaperSection[];
  readonly pdf: string | undefined;
  /** What happened so far, once somebody wanted to see it. */
  readonly timeline: readonly TimelineEntry[] | undefined;
  /** What the last compilation in this window said. */
  readonly compiled: Compiled | undefined;
  /** The claims of the paper that could be held against the runs; undefined while nobody counted. */
  readonly claims?: ClaimCount | undefined;
};

export type PaperSection = {
  readonly title: string;
  readonly line: number;
  readonly empty: boolean;
  readonly words: number;
  /** Its text is another than when the paper was last typeset on the idea's way. */
  readonly edited: boolean;
};

export function shownIdea({ begun, shown }: BoardState): BegunShown | undefined {
  return begun.find(({ slug }) => slug === shown);
}

/** The idea that a view opens with: the one being walked here, else one that waits for its researcher, else the latest. */
export function ideaToShow(begun: readonly BegunShown[], chosen: string | undefined): string | undefined {
  const found =
    begun.find(({ slug }) => slug === chosen) ??
    begun.find(({ here }) => here) ??
    begun.find(({ record }) => record.view.waiting) ??
    [...begun].sort((one, other) => (one.record.at < other.record.at ? 1 : -1))[0];
  return found?.slug;
}

/** The ideas that could be started, those that the researcher approved first. */
export function notBegun(state: BoardState): Idea[] {
  const open = untried(state).filter(({ rejected }) => !rejected);
  return [...open.filter(({ approved }) => approved), ...open.filter(({ approved }) => !approved)];
}

export function rejectedIdeas(state: BoardState): Idea[] {
  return untried(state).filter(({ rejected }) => rejected);
}

function untried({ ideas, begun }: BoardState): Idea[] {
  return ideas.filter((idea) => !begun.some(({ slug }) => slug === slugOf(idea)));
}
