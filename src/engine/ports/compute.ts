import type { Environment } from "../../research/environment";
import type { JobState } from "../../research/job-state";
import type { SeparateSeeds } from "../../research/separate-seeds";

/** A place where experiments run: this machine, one reached by SSH, a Slurm cluster. */
export interface Compute {
  /** `this machine`, `ssh:box`, … as shown to the researcher. */
  readonly place: string;
  /** What is there and what is missing, before anything is spent. */
  probe(signal: AbortSignal): Promise<Probe>;
  /** What the researcher should know before a job is launched here, a sentence each: that nothing keeps it apart. */
  cautions?(job: Job, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Stages exactly `job.commit`, starts it detached and resolves once that is on disk. Submitting the same `job.id` again
   * returns the job that is already there and starts nothing.
   */
  submit(job: Job, signal: AbortSignal): Promise<JobId>;
  /**
   * Yields the log from its beginning as it grows and every change of the job's state, then exactly one `ended`. A failing program
   * ends; it does not reject. A place that cannot be reached is a state, and is tried again: it is no end.
   */
  watch(job: JobId, signal: AbortSignal): AsyncIterable<JobEvent>;
  /** Copies what the job was asked to give back into the idea's worktree; may be called again. */
  collect(job: JobId, signal: AbortSignal): Promise<Collected>;
  /** Ends the whole process group, politely first. */
  cancel(job: JobId): Promise<void>;
}

export type JobId = string;

export type Job = {
  /** Unique within the idea and stable over resumes: `run_2-attempt-1`. */
  readonly id: string;
  readonly commit: string;
  /** `{python}` is replaced by the interpreter of the place. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Untracked folders of the worktree that the job needs: earlier `run_*`, data. */
  readonly carry: readonly string[];
  /** What to give back: `run_2`, `*.png`. Names at the top level; `*` stands for any characters. */
  readonly collect: readonly string[];
  /** File → sha256 that must hold before and after. */
  readonly locked: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** How many GPUs it wants to itself; left out, one where the place has any and none elsewhere. */
  readonly gpus?: number;
  /** Whether it may use the network, where the place can forbid that. */
  readonly network?: boolean;
  /**
   * Its seeds may be measured apart, as a process each, where the place gains by that. What comes back is one run's all the same:
   * one log, one end, the records of the seeds as one.
   */
  readonly separateSeeds?: SeparateSeeds;
};

export type Limits = {
  readonly seconds: number;
  readonly memoryMb: number;
  readonly processes: number;
  readonly diskMb: number;
  readonly outputMb: number;
};

export type JobEvent =
  | { readonly type: "output"; readonly text: string; readonly seconds: number }
  | { readonly type: "state"; readonly state: JobState }
  | { readonly type: "ended"; readonly end: JobEnd };

export type JobEnd = {
  readonly how:
    | { readonly type: "exited"; readonly code: number }
    | { readonly type: "limit"; readonly limit: keyof Limits; readonly detail: string }
    | { readonly type: "cancelled" }
    | { readonly type: "lost"; readonly reason: string };
  /** The last 1500 characters of each stream. */
  readonly stdoutEnd: string;
  readonly stderrEnd: string;
  readonly seconds: number;
  readonly peakMemoryMb?: number;
  /** Locked files that were not what they must be. */
  readonly violations: readonly string[];
  /** What the sandbox refused it, a sentence each. */
  readonly denied?: readonly string[];
};

export type Collected = {
  /** Paths in the worktree, relative to it. */
  readonly files: readonly string[];
  readonly environment: Environment;
};

export type Probe = {
  readonly interpreter: string | undefined;
  readonly python: string | undefined;
  /** Requirement → version, or undefined where it is missing. */
  readonly packages: Readonly<Record<string, string | undefined>>;
  readonly problems: readonly string[];
  /** Older than what experiments may rely on. */
  readonly tooOld?: boolean;
  /** The system's own interpreter, which takes no packages. */
  readonly managed?: boolean;
  /** The GPUs of the place, with what is free of each. Left out where there are none. */
  readonly gpus?: readonly { readonly name: string; readonly free: boolean }[];
  readonly freeDiskMb?: number;
  /** Why the place did not answer, which `problems` says in words. Only `link` may pass by itself. */
  readonly trouble?: "link" | "sign-in" | "host-key" | "name" | "no-ssh";
};
