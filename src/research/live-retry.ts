/** A question that went unanswered and will be asked again, for the `attempt`-th time of at most `attempts`. `reason` is a sentence. */
export type LiveRetry = {
  readonly type: "live-retry";
  readonly step: string;
  readonly reason: string;
  readonly waitSeconds: number;
  readonly attempt: number;
  readonly attempts: number;
};

/** The same with what the journal is about that it stands in: an idea's name, a paper's file name; empty for a project's ideas. */
export type Retry = LiveRetry & { readonly subject: string };

/** What is waited for, and how long: `… Trying again in 4 s (2 of 6).` */
export function retryWords({ reason, waitSeconds, attempt, attempts }: Omit<LiveRetry, "type" | "step">): string {
  return `${reason} Trying again in ${Math.ceil(waitSeconds)} s (${attempt} of ${attempts}).`;
}
