import type { JobEnd, Limits } from "../../engine/ports/compute";
import { foldersBytes } from "./folder-size";
import type { JobProcesses } from "./job-processes";

type Exceeded = Extract<JobEnd["how"], { type: "limit" }>;

export type Watched = {
  readonly limits: Limits;
  readonly processes: JobProcesses;
  /** The folders whose growth counts. */
  readonly folders: readonly string[];
  /** What they took before the job began. */
  readonly folderBytesBefore: number;
  /** Bytes of both logs as they stand. */
  readonly logBytes: () => number;
};

/**
 * Holds a job to its limits. `check` may be called as often as one likes: what is expensive to measure is measured at most four
 * times a second and never takes more than a tenth of the time.
 */
export class LimitWatch {
  private readonly begin = performance.now();
  private processesDue = 0;
  private disk: Exceeded | undefined;
  private stopped = false;
  peakMemoryMb = 0;

  constructor(private readonly watched: Watched) {
    void this.watchDisk();
  }

  get seconds(): number {
    return (performance.now() - this.begin) / 1000;
  }

  check(): Exceeded | undefined {
    const { seconds, outputMb } = this.watched.limits;
    if (this.seconds > seconds) return exceeded("seconds", `It ran longer than the ${seconds} s that it was given.`);
    const logMb = megabytes(this.watched.logBytes());
    if (logMb > outputMb) return exceeded("outputMb", `It printed ${round(logMb)} MB; ${outputMb} MB are allowed.`);
    return this.disk ?? this.checkProcesses();
  }

  stop(): void {
    this.stopped = true;
  }

  private checkProcesses(): Exceeded | undefined {
    const now = performance.now();
    if (now < this.processesDue) return undefined;
    const running = this.watched.processes.running();
    this.processesDue = now + pause(performance.now() - now);
    const { memoryMb, processes } = this.watched.limits;
    const count = running.length - this.watched.processes.wrappers;
    const used = running.reduce((sum, { memoryKb }) => sum + memoryKb, 0) / 1024;
    // What was taken and given back between two looks is known of each process, not of their sum.
    const highest = Math.max(0, ...running.map(({ peakKb = 0 }) => peakKb)) / 1024;
    this.peakMemoryMb = Math.max(this.peakMemoryMb, used, highest);
    if (used > memoryMb)
      return exceeded("memoryMb", `It used ${round(used)} MB of memory; ${memoryMb} MB are allowed.`);
    if (count > processes) return exceeded("processes", `It ran ${count} processes at once; ${processes} are allowed.`);
    return undefined;
  }

  private async watchDisk(): Promise<void> {
    const { folders, folderBytesBefore: first, limits } = this.watched;
    while (!this.stopped && !this.disk) {
      const begin = performance.now();
      const grown = megabytes((await foldersBytes(folders, first + limits.diskMb * 2 ** 20)) - first);
      if (grown > limits.diskMb)
        this.disk = exceeded("diskMb", `It wrote more than the ${limits.diskMb} MB of files that are allowed.`);
      await new Promise((resolve) => setTimeout(resolve, pause(performance.now() - begin)).unref());
    }
  }
}

function pause(cost: number): number {
  return Math.max(250, 10 * cost);
}

function exceeded(limit: keyof Limits, detail: string): Exceeded {
  return { type: "limit", limit, detail };
}

function megabytes(bytes: number): number {
  return bytes / 2 ** 20;
}

function round(value: number): number {
  return Math.round(value);
}
