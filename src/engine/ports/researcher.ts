import type { Decision, Hunk, Intent } from "../../research/change";
import type { HunkRequest } from "../../research/hunk-request";
import type { Idea } from "../../research/idea";

/** The person in the other seat. The editor asks them; a headless run answers by the policy they set. */
export interface Researcher {
  chooseIdea(ideas: readonly Idea[], signal: AbortSignal): Promise<Idea>;
  /**
   * Resolves when no hunk is undecided and the researcher approved (or turned the whole change down). The decisions
   * themselves stand in the git index. Instead of deciding about a hunk, the researcher may ask for a change on it: then the
   * model answers with a new proposal for this hunk alone, and the question is put again.
   */
  reviewChange(intent: Intent, hunks: readonly Hunk[], signal: AbortSignal): Promise<Decision | HunkRequest>;
  approveLaunch(launch: Launch, signal: AbortSignal): Promise<boolean>;
}

export type Launch = {
  readonly name: string;
  readonly commit: string;
  readonly command: string;
  readonly place: string;
  readonly limitSeconds: number;
};
