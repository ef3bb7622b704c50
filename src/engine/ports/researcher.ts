import type { Decision, Hunk, Intent } from "../../research/change";
import type { Concern } from "../../research/concern";
import type { HunkRequest } from "../../research/hunk-request";
import type { Idea } from "../../research/idea";
import type { Autonomy } from "../autonomy";

/** The person in the other seat. The editor asks them, a terminal asks them; where their policy answers, nobody is asked. */
export interface Researcher {
  /** What they want to be asked about, as it is set now. */
  policy(): Autonomy;
  /** Whether they have unsaved edits of this file of the worktree before them. Nothing is written beneath those. */
  isEditing(path: string): boolean;
  chooseIdea(ideas: readonly Idea[], signal: AbortSignal): Promise<Idea>;
  /**
   * Resolves when the researcher is done with the change; what they decided stands in the git index, or in a commit of theirs,
   * and what is still undecided then is turned down. Instead of deciding about a hunk, the researcher may ask for a change on it:
   * then the model answers with a new proposal for this hunk alone, and the question is put again.
   */
  reviewChange(change: ProposedChange, signal: AbortSignal): Promise<Verdict | HunkRequest>;
  approveLaunch(launch: Launch, signal: AbortSignal): Promise<boolean>;
}

/** A change as it is put to the researcher. */
export type ProposedChange = {
  readonly intent: Intent;
  readonly hunks: readonly Hunk[];
  /** What it adds that a careful reader would stop at. */
  readonly concerns: readonly Concern[];
};

/** The researcher is done. `words` are for whoever proposes next, and may be empty. */
export type Verdict = { readonly type: "decided"; readonly by: Decision["by"]; readonly words: string };

export type Launch = {
  readonly name: string;
  readonly commit: string;
  readonly command: string;
  readonly place: string;
  readonly limitSeconds: number;
  /** What they should know before, a sentence each. */
  readonly cautions?: readonly string[];
  /** How many GPUs it will have to itself, where it asks for some. */
  readonly gpus?: number;
};
