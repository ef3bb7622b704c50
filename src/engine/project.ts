import type { Caps } from "../research/budget";
import type { Bundle } from "../research/bundle";
import type { Hunk } from "../research/change";
import type { CheckedCitation } from "../research/citation-check";
import type { PlannedRun } from "../research/findings";
import type { Idea, Novelty, NoveltyWord } from "../research/idea";
import type { IdeaProblem } from "../research/idea-file";
import type { Problem } from "../research/problem";
import type { LiveEvent, RunEvent } from "../research/run-event";
import type { Ending, RunView } from "../research/run-view";
import type { Template } from "../research/template";
import type { TimelineEntry } from "../research/timeline";
import type { Autonomy } from "./autonomy";
import type { CampaignDoors } from "./campaign-doors";
import type { EstimateBasis } from "./estimate/estimate-rest";
import type { Probe } from "./ports/compute";
import type { Researcher } from "./ports/researcher";
import type { OnWait } from "./ports/typesetter";
import type { Workspace } from "./ports/workspace";
import type { KeptReproduction, Reproduced, ReproductionWish } from "./reproduce";
import type { RerunGate } from "./rerun-plan";
import type { Reviewer } from "./reviewer";
import type { KnownHost, SetupItem, Terms } from "./setup";
import type { Distilled } from "./stages/distil-ideas";
import type { Writer } from "./writer";

/**
 * One project folder as a user interface sees it: its ideas, what became of them, and the doors to start, pause and stop.
 * It holds no state of its own: everything is read from disk, so any number of windows and terminals agree.
 */
export interface Project extends CampaignDoors {
  readonly folder: string;
  readonly template: Template;
  /** What the researcher decided to be asked about. */
  readonly autonomy: Autonomy;
  /** `seed_ideas.json` and `ideas.json` together, the seeds first, without the entries that cannot be used. */
  ideas(): Promise<readonly Idea[]>;
  /** What is wrong in those two files, each on its line. */
  ideaProblems(): Promise<readonly IdeaProblem[]>;
  /** An idea of the researcher's, added to `ideas.json` under a name of its own. */
  addIdea(draft: OwnIdea): Promise<Idea>;
  /** An idea that goes on from a commit of a begun one: its baseline is that code, measured anew. Added like one of the researcher's own. */
  branchIdea(slug: string, commit: string, draft: OwnIdea): Promise<Idea>;
  /** Keeps what the researcher decided about an idea in its entry. */
  judgeIdea(name: string, judgement: Judgement): Promise<void>;
  /** Thinks up ideas and adds each to `ideas.json` as it is finished. */
  generateIdeas(count: number, signal: AbortSignal): Promise<readonly Idea[]>;
  /** Reads papers for what they leave open and adds at most `most` ideas that go back to their words to `ideas.json`. */
  distilIdeas(from: DistilSource, most: number, signal: AbortSignal): Promise<Distilled>;
  checkNovelty(name: string, signal: AbortSignal): Promise<Novelty>;
  /** Lets the researcher's word on an idea's novelty hold instead of the check's, or the check's again where it is left out. */
  overruleNovelty(name: string, word: NoveltyWord | undefined): Promise<Novelty>;
  /** Every idea that was begun, from its journal. */
  begun(): Promise<readonly BegunIdea[]>;
  /** The whole history of an idea, then each new event; also when another process writes it. `idea` is a slug, or "" for the project's own journal of ideas. */
  follow(slug: string, signal: AbortSignal): AsyncIterable<RunEvent | LiveEvent>;
  /**
   * Walks the idea's way from where it stands to where it ends. Resolves with how it ended; a failure is an ending, with the
   * reason, and is never thrown. Aborting `signal` with the reason "paused", "stopped" or "closed" (the window goes, nothing ends) leaves everything resumable; running
   * jobs go on when paused and are cancelled when stopped.
   */
  pursue(name: string, researcher: Researcher, signal: AbortSignal): Promise<Ending>;
  /**
   * Marks the numbers of a measured run invalid, or takes that back: they leave the evidence, the verdicts, the plans and the
   * claims of papers at the next step. Throws with a sentence for the baseline and for a run that has no numbers.
   */
  markRun(slug: string, run: number, mark: { readonly invalid: boolean; readonly reason: string }): Promise<void>;
  /** Adds a run to the plan, before everything else that is planned; once figures are drawn it is made when the paper is next improved. */
  wantRun(slug: string, planned: PlannedRun): Promise<void>;
  /** Has the paper improved in these points of its last review, by their ids, when the idea is next pursued. Throws with the reason why not. */
  wantImprovement(slug: string, points: readonly string[]): Promise<void>;
  /** Forgets the recorded result of one step, so that the next walk does it again. */
  redo(name: string, step: string): Promise<void>;
  /** What happened to a begun idea, oldest first, from its journal and its branch. */
  timeline(slug: string): Promise<readonly TimelineEntry[]>;
  /** The files that restoring would change; throws with the reason when something there is in no commit. */
  filesToRestore(slug: string, commit: string): Promise<readonly string[]>;
  /** Makes an idea's files what they were in a commit of its branch, as a new commit of the researcher's: never a reset. */
  restoreFiles(slug: string, commit: string): Promise<string>;
  /** What merging the idea's branch would do; throws with the reason when it should not be done now. Nothing is merged. */
  mergePlan(slug: string): Promise<MergePlan>;
  /** What would go if the idea were deleted; throws while somebody works on it. Nothing is deleted. */
  farewell(slug: string): Promise<Farewell>;
  /** Removes an idea: its folders by `remove`, which may reject, then its branch. What it cost stays counted. */
  deleteIdea(slug: string, remove: (folder: string) => Promise<void>): Promise<void>;
  /** Writes everything of an idea into one archive at `target` (absolute), which is replaced if it is there. */
  bundle(slug: string, target: string): Promise<Bundle>;
  /** Runs the runs of an idea's paper again, in a place of their own, and compares every number. The idea is only read. */
  reproduce(slug: string, wish: ReproductionWish, gate: RerunGate, signal: AbortSignal): Promise<Reproduced>;
  /** Every reproduction of an idea that was begun, oldest first. */
  reproductions(slug: string): Promise<readonly KeptReproduction[]>;
  /** Numbers of the runs that an idea's paper prints; none where that is not known. */
  citedRuns(slug: string): Promise<readonly number[]>;
  /** A question with its answer as the model saw and gave it; undefined when it was not kept. */
  transcript(slug: string, hash: string): Promise<string | undefined>;
  /** What a job of the idea printed after `since`, from its beginning when left out; undefined when nothing of it is kept. */
  jobLog(slug: string, job: string, since?: LogPlaces): Promise<LogPiece | undefined>;
  /** The idea's worktree, for looking at and deciding about hunks. */
  workspace(slug: string): Workspace;
  /** `onWait` hears that another window or a terminal compiles the same paper and is waited for, and that this is over. */
  compile(slug: string, signal: AbortSignal, onWait?: OnWait): Promise<Compiled>;
  /** Looks up what a paper or a `.bib` file cites, and keeps it for whoever shows the paper. Told after each entry. Texts that are not saved count. */
  verifyCitations(
    path: string,
    how: {
      readonly onProgress: (done: number, of: number) => void;
      /** By path, instead of what is on the disk. */
      readonly unsaved: Readonly<Record<string, string>>;
    },
    signal: AbortSignal,
  ): Promise<readonly CheckedCitation[]>;
  /** Referees for any paper in the project's folder. */
  readonly reviewer: Reviewer;
  /** The scientist as a co-author of the papers in the project's folder. */
  readonly writer: Writer;
  /** What estimates of this project's ideas are made of; undefined as long as no model can be asked. */
  estimateBasis(): Promise<EstimateBasis | undefined>;
  /** The caps as they are set now. */
  caps(): Caps;
  /** US dollars that the whole project has spent, by all of its journals. */
  spent(): Promise<number>;
  /** Ends an idea that nobody is walking: what still runs is cancelled, and the journal says that it was stopped. */
  stop(name: string): Promise<void>;
  /** What is there and what is missing, before anything is spent. */
  checkSetup(signal: AbortSignal): Promise<readonly SetupItem[]>;
  /** The same without asking the model's endpoint anything. */
  checkSetupHere(signal: AbortSignal): Promise<readonly SetupItem[]>;
  /** Who would be asked, where experiments would run, and what one idea may cost. */
  terms(): Promise<Terms>;
  /** The hosts that the researcher's configuration of `ssh` names. */
  sshHosts(): Promise<readonly KnownHost[]>;
  /** What is there and what is missing at a place where experiments could run, as `compute.place` names it. */
  checkPlace(place: string, signal: AbortSignal): Promise<readonly SetupItem[]>;
  /** The arguments of `ssh` for a terminal in which the connection to a host is opened; every later one shares it. */
  connecting(host: string): Promise<readonly string[]>;
  /** Where a job's files are: in a folder here, or at the end of an `ssh` with these arguments. */
  jobShell(slug: string, job: string): Promise<JobShell>;
  /** Every Python interpreter that is found here or named, each with the packages that the template needs. */
  interpreters(named: readonly string[], signal: AbortSignal): Promise<readonly Probe[]>;
}

/** PDFs by their absolute paths, or the words of a search of the literature. */
export type DistilSource = { readonly files: readonly string[] } | { readonly search: string };

/** What a researcher says of an idea of their own. */
export type OwnIdea = Pick<Idea, "Title" | "Experiment" | "Interestingness" | "Feasibility" | "Novelty" | "continues">;

/** Approved without being started yet, turned down for a reason that may be empty, or neither any more. */
export type Judgement = { readonly type: "approved" | "open" } | { readonly type: "rejected"; readonly reason: string };

export type BegunIdea = {
  readonly idea: Idea;
  readonly slug: string;
  readonly view: RunView;
  /** Absolute paths; they may not exist yet. */
  readonly worktree: string;
  readonly folder: string;
  readonly paperSource: string;
  readonly undecided: readonly Hunk[];
  /** Another process (or this one) is walking the idea's way now. */
  readonly locked: boolean;
  /** The machine of that process, where it is another one. */
  readonly host?: string;
};

/** How many bytes of each stream of a job were read. */
export type LogPlaces = { readonly stdout: number; readonly stderr: number };

export type LogPiece = {
  readonly text: string;
  /** Bytes before the text that were too many to be read. */
  readonly skipped: number;
  readonly places: LogPlaces;
  /** Absolute paths of the whole logs. */
  readonly files: readonly string[];
};

export type JobShell =
  | { readonly type: "here"; readonly folder: string }
  | { readonly type: "there"; readonly host: string; readonly arguments: readonly string[] };

export type MergePlan = {
  /** The researcher's branch as it is checked out. */
  readonly into: string;
  readonly branch: string;
  readonly commits: number;
  readonly files: readonly string[];
  /** For the researcher to run, in the project's folder. */
  readonly command: string;
};

export type Farewell = {
  /** Absolute paths: the worktree, and the folder with journal, paper and reviews. */
  readonly folders: readonly string[];
  readonly branch: string;
  /** The branch's last commit, with which it could be made again for a while. */
  readonly tip: string | undefined;
  readonly unmerged: boolean;
  /** Files of the worktree with changes in no commit. */
  readonly uncommitted: readonly string[];
  /** Ideas that go on from this one; they keep the commit they need. */
  readonly continuedBy: readonly string[];
};

export type Compiled = {
  readonly pdf: string | undefined;
  readonly pages: number | undefined;
  readonly problems: readonly Problem[];
};
