import { setTimeout as wait } from "node:timers/promises";
import { askHost, type HostAccess } from "./ask-host";
import { Poll, type Report } from "./host-answers";

/** What a follower of a job is told. */
export type Sight =
  | { readonly type: "seen"; readonly report: Report; readonly stdout: Buffer; readonly stderr: Buffer }
  | { readonly type: "unseen"; readonly reason: string };

/** Somebody who watches a job: from which bytes of its logs on, and what to do with what came. */
export type Follower = {
  readonly job: string;
  readonly offsets: () => { readonly stdout: number; readonly stderr: number };
  readonly see: (sight: Sight) => void;
};

/** How the jobs of a host are asked about. */
export type Asking = {
  ask(access: HostAccess, jobs: readonly AskedJob[], most: number, signal: AbortSignal): Promise<Answer>;
  /** How long to wait after so many answers in which nothing was new. */
  seconds(quiet: number): number;
};
export type AskedJob = { readonly job: string; readonly stdout: number; readonly stderr: number };
type Answer = { readonly reports: readonly Report[]; readonly bytes: Buffer };

/** The host itself runs the jobs. */
const askingHost: Asking = {
  async ask(access, jobs, most, signal) {
    const { answer, bytes } = await askHost(access, { verb: "poll", jobs, most }, Poll, { signal, timeoutSeconds: 60 });
    return { reports: answer.jobs, bytes };
  },
  seconds: secondsAfterSilence,
};

/** Asks a host about all jobs that are watched there, in one round trip, as long as any is. */
export class JobPoll {
  private readonly followers = new Set<Follower>();
  private running = false;
  /** Of the question that is being asked. */
  private asked = new AbortController();
  private readonly awake = new Set<() => void>();

  constructor(
    private readonly access: HostAccess,
    private readonly asking: Asking = askingHost,
  ) {}

  /** Returns how to stop following. */
  follow(follower: Follower): () => void {
    this.followers.add(follower);
    this.wake();
    if (!this.running) void this.run();
    return () => {
      this.followers.delete(follower);
      if (this.followers.size === 0) this.asked.abort();
      this.wake();
    };
  }

  private async run(): Promise<void> {
    this.running = true;
    // Whoever begins to watch in the same breath is asked about together.
    await Promise.resolve();
    let [quiet, failed] = [0, 0];
    while (this.followers.size > 0) {
      const followers = [...this.followers];
      try {
        const grew = await this.ask(followers);
        [quiet, failed] = [grew ? 0 : quiet + 1, 0];
        if (grew === "more") continue;
      } catch (error) {
        failed++;
        for (const { see } of followers) see({ type: "unseen", reason: reasonOf(error) });
      }
      await this.pause(failed > 0 ? secondsAfterFailures(failed) : this.asking.seconds(quiet));
    }
    this.running = false;
  }

  private async ask(followers: readonly Follower[]): Promise<boolean | "more"> {
    const jobs = followers.map(({ job, offsets }) => ({ job, ...offsets() }));
    this.asked = new AbortController();
    const { signal } = this.asked;
    const { reports, bytes } = await this.asking.ask(this.access, jobs, mostBytes, signal);
    let [from, grew, more] = [0, false, false];
    for (const [index, report] of reports.entries()) {
      const middle = from + report.stdout;
      const sight = { stdout: bytes.subarray(from, middle), stderr: bytes.subarray(middle, middle + report.stderr) };
      from = middle + report.stderr;
      grew ||= report.stdout + report.stderr > 0;
      const full = report.stdout >= mostBytes || report.stderr >= mostBytes;
      more ||= full;
      const follower = followers[index];
      // An end counts once all that was printed has come.
      if (follower && this.followers.has(follower) && follower.job === report.job)
        follower.see({ type: "seen", report: full ? { ...report, over: null } : report, ...sight });
    }
    return more ? "more" : grew;
  }

  private async pause(seconds: number): Promise<void> {
    const woken = new AbortController();
    const wake = () => woken.abort();
    this.awake.add(wake);
    await wait(seconds * 1000, undefined, { signal: woken.signal }).catch(() => undefined);
    this.awake.delete(wake);
  }

  /** Who begins to watch is answered at once. */
  private wake(): void {
    for (const wake of this.awake) wake();
  }
}

/** Of one log in one answer. */
const mostBytes = 2 ** 23;

export function secondsAfterSilence(times: number): number {
  return Math.min(10, 0.5 * 1.3 ** times);
}

export function secondsAfterFailures(times: number): number {
  return Math.min(30, 2 ** (times - 1));
}

/** Whatever is wrong with the way there says nothing about the jobs. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
