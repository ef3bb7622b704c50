import { appendFileSync, closeSync, existsSync, openSync, readSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { jobFiles, readJson, writeJson } from "../job-folder";

export type SeedSource = { readonly seed: number; readonly folder: string };

/**
 * A run's log, made of those of its seeds: whole lines, each behind the name of its seed. `taken.json` says how far each has been
 * taken, so that it goes on where it broke off, also in the middle of writing. Each seed's own log stays byte for byte.
 */
export class SeedLogs {
  private readonly taken: Taken;

  constructor(
    private readonly folder: string,
    private readonly sources: readonly SeedSource[],
  ) {
    const nothing = () => ({ length: 0, from: sources.map(() => 0) });
    this.taken = readJson<Taken>(join(folder, "taken.json")) ?? { stdout: nothing(), stderr: nothing() };
    for (const name of STREAMS) {
      const path = jobFiles(folder)[name];
      if (existsSync(path)) truncateSync(path, Math.min(statSync(path).size, this.taken[name].length));
    }
  }

  /** Takes the lines that have come since the last call. */
  take(): void {
    this.grow((bytes) => bytes.lastIndexOf(0x0a) + 1);
  }

  /** Takes what is left too: a last line that was never ended is ended here. */
  finish(): void {
    this.take();
    this.grow((bytes) => bytes.length);
  }

  private grow(whole: (bytes: Buffer) => number): void {
    for (const name of STREAMS) {
      const stream = this.taken[name];
      for (const [index, { seed, folder }] of this.sources.entries()) {
        const source = jobFiles(folder)[name];
        for (;;) {
          const piece = nextPiece(source, stream.from[index] ?? 0, whole);
          if (piece.length === 0) break;
          const lines = behindSeed(piece, seed);
          appendFileSync(jobFiles(this.folder)[name], lines);
          stream.from[index] = (stream.from[index] ?? 0) + piece.length;
          stream.length += lines.length;
          writeJson(join(this.folder, "taken.json"), this.taken);
        }
      }
    }
  }
}

const STREAMS = ["stdout", "stderr"] as const;

/** Bytes of the run's log that count, and bytes of each seed's that are in it. */
type Taken = Record<(typeof STREAMS)[number], { length: number; readonly from: number[] }>;

/** The lines as the run's log has them. */
export function behindSeed(lines: Buffer, seed: number): Buffer {
  const text = lines.toString("latin1").replace(/\n$/, "");
  return Buffer.from(
    `${text
      .split("\n")
      .map((line) => `[seed ${seed}] ${line}`)
      .join("\n")}\n`,
    "latin1",
  );
}

/** From a place on, a megabyte or one line, whichever is more, as far as `whole` lets it. */
function nextPiece(path: string, from: number, whole: (bytes: Buffer) => number): Buffer {
  const left = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) - from;
  for (let most = 2 ** 20; ; most *= 2) {
    const bytes = bytesAt(path, from, Math.min(left, most));
    const end = whole(bytes);
    if (end > 0 || most >= left) return bytes.subarray(0, end);
  }
}

function bytesAt(path: string, from: number, length: number): Buffer {
  if (length <= 0) return Buffer.alloc(0);
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, from));
  } finally {
    closeSync(file);
  }
}
