import type { Problem } from "../../research/problem";

/** Turns LaTeX into a PDF. Bad LaTeX is an answer, not an error: no `pdf`, and the problems say why. */
export interface Typesetter {
  /** Name of the tool that will be used, or undefined with the instruction of what to install. */
  available(): Promise<{
    readonly tool: string | undefined;
    readonly checker: string | undefined;
    readonly instruction: string;
  }>;
  /**
   * `source` is relative to the idea's worktree. A PDF counts only when it is newer than its source. `onWait` hears that another
   * process compiles the same source and is waited for, and that this is over.
   */
  compile(source: string, signal: AbortSignal, onWait?: OnWait): Promise<Typeset>;
  /** What ChkTeX says, and nothing when there is no ChkTeX. */
  check(source: string, signal: AbortSignal): Promise<readonly Problem[]>;
}

export type OnWait = (isWaiting: boolean) => void;

export type Typeset = {
  /** Relative to the idea's worktree. */
  readonly pdf: string | undefined;
  /** What LaTeX made in spite of errors: to look at, not to trust. Only when there is no `pdf`. */
  readonly draft?: string;
  /** Which place of the source is where in the PDF, as SyncTeX writes it. Only when there is a `pdf`. */
  readonly places?: string;
  readonly pages: number | undefined;
  readonly problems: readonly Problem[];
};
