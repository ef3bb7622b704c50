import type { JobState } from "./job-state";
import { type LiveRetry, retryWords } from "./live-retry";
import type { LiveEvent } from "./run-event";

/** What is shown of a step while it lasts, and what no journal keeps. */
export type LiveView = {
  /** Where the job stands that is watched now, once its place has said so. */
  readonly job: JobState | undefined;
  /** The line to show beside the running step. */
  readonly live: string;
  /** The answer that is coming in, by estimate; its dollars are in no sum yet. */
  readonly answering: { readonly tokens: number; readonly dollars: number } | undefined;
  /** Set while a model that did not answer is waited for. */
  readonly retry: LiveRetry | undefined;
};

export const nothingLive: LiveView = { live: "", answering: undefined, retry: undefined, job: undefined };

/** What an event changes of it. */
export function liveOf(event: LiveEvent): Partial<LiveView> {
  const quiet = { answering: undefined, retry: undefined };
  switch (event.type) {
    case "live-job":
      return { job: event.state };
    case "live-answer": {
      const { tokens, dollars } = event;
      return { ...quiet, live: `≈ ${tokens} tokens`, answering: { tokens, dollars } };
    }
    case "live-retry":
      return { ...quiet, live: retryWords(event), retry: event };
    case "live-log":
      return { ...quiet, live: event.line };
  }
}
