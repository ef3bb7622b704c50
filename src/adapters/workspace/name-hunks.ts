import { createHash } from "node:crypto";
import type { Hunk } from "../../research/change";
import type { RawHunk } from "./unified-diff";

export type NamedHunk = { readonly raw: RawHunk; readonly hunk: Hunk };

/**
 * Gives every hunk its id: a hash of path and content, and of the place too when the file has the same change twice. A decision
 * about one of two equal hunks so becomes stale as soon as either is decided, and never falls on the other.
 */
export function nameHunks(raws: readonly RawHunk[]): NamedHunk[] {
  const seen = new Map<string, number>();
  for (const raw of raws) seen.set(content(raw), (seen.get(content(raw)) ?? 0) + 1);
  return raws.map((raw) => {
    const key = content(raw);
    const id = hash(seen.get(key) === 1 ? key : `${key}\0${raw.oldStart}`);
    return { raw, hunk: asHunk(id, raw) };
  });
}

function asHunk(id: string, { path, oldStart, oldLines, newStart, newLines, body }: RawHunk): Hunk {
  const side = (sign: string) =>
    body.filter((line) => line.startsWith(sign)).map((line) => Buffer.from(line.slice(1), "latin1").toString("utf8"));
  return { id, path, oldStart, oldLines, newStart, newLines, added: side("+"), removed: side("-") };
}

function content(raw: RawHunk): string {
  return [raw.path, raw.kind, ...raw.body].join("\0");
}

function hash(text: string): string {
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, 16);
}
