import type { Decision, FileEdit, Hunk, Intent } from "../../research/change";
import type { Picture } from "./language-model";

export type Commit = string;

/**
 * The experiment's code on the idea's own branch and worktree. The git index is the ledger: a proposal is an unstaged
 * change, accepting stages a hunk, rejecting reverts it, a commit of the index is what runs. Nothing outside the worktree
 * is ever touched.
 */
export interface Workspace {
  /** Absolute path of the worktree. */
  readonly directory: string;
  /** Makes branch and worktree from the project's HEAD, or finds those that are there. Resolves to the commit it began at. */
  open(): Promise<Commit>;
  head(): Promise<Commit>;
  /** The file as it now stands in the worktree. `path` is relative, with slashes; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** The file as it was in a commit; undefined when it was not there. */
  readAt(commit: Commit, path: string): Promise<string | undefined>;
  /**
   * A PNG of the worktree as it may be shown to a model, made smaller where it is large. Undefined when there is none of this sha256,
   * or when it cannot be made small enough.
   */
  picture(path: string, sha256: string): Promise<Picture | undefined>;
  /** Tracked files, and untracked ones that git does not ignore. */
  list(): Promise<readonly string[]>;
  /** The files of a commit. */
  listAt(commit: Commit): Promise<readonly string[]>;
  /**
   * Writes the edits as an unstaged change. A file already at `after` is left alone, so that a resumed run may propose
   * again; one that is neither `before` nor `after` was edited by hand, and `ProposalRefused` is thrown with nothing written.
   */
  propose(edits: readonly FileEdit[], intent: Intent): Promise<readonly Hunk[]>;
  /** What is proposed and undecided: the difference between index and worktree. */
  undecided(): Promise<readonly Hunk[]>;
  /** What is accepted and not yet committed: the difference between HEAD (or the commit `since`, made before it) and the index. */
  accepted(since?: Commit): Promise<readonly Hunk[]>;
  /** Stages or reverts hunks by id. An id that no longer fits throws `HunkStale`, and nothing is decided. */
  accept(hunks: readonly string[]): Promise<void>;
  reject(hunks: readonly string[]): Promise<void>;
  /** Takes accepted hunks out of the index again: they are undecided. An id that no longer fits throws `HunkStale`, and nothing is done. */
  reconsider(hunks: readonly string[]): Promise<void>;
  /**
   * Commits the index with trailers (idea, step, model, what was decided and by whom). A step commits once: asked again, it gives
   * the commit it made. Undefined when nothing is staged.
   */
  commit(intent: Intent, decision: Decision): Promise<Commit | undefined>;
  /** Commits files that we wrote ourselves (results, notes, figures); large and binary files are left out of git, except PNG figures below 1 MB. */
  record(paths: readonly string[], intent: Intent): Promise<Commit>;
  /** Makes `paths` what they were in `commit`, as a new commit on top; idempotent by step trailer. Never a reset. */
  restore(commit: Commit, paths: readonly string[], intent: Intent): Promise<Commit>;
  /**
   * The commit that the next proposal starts from: HEAD, after what the researcher changed in tracked files by hand, outside
   * a proposal, has been committed as theirs. Gives HEAD when there is nothing.
   */
  settle(intent: Intent): Promise<Commit>;
  /** Writes a file of our own (results, notes), never one that the model may edit. */
  write(path: string, text: string): Promise<void>;
  /** Unified diff of text files between two commits. */
  diff(from: Commit, to: Commit): Promise<string>;
}

/** A proposal that would overwrite what somebody else wrote, or reach outside the worktree. */
export class ProposalRefused extends Error {
  override readonly name = "ProposalRefused";
}

/** A decision about a hunk that is no longer there as it was shown. */
export class HunkStale extends Error {
  override readonly name = "HunkStale";
}
