import * as z from "zod";
import type { Hunk } from "./change";

/**
 * Something that a change adds and that a careful reader would stop at before it runs. It is a reading aid: code without a
 * concern is not thereby safe. Lines are 1-based, of the file as the change would leave it; `endLine` is included.
 */
export const Concern = z.object({
  rule: z.string(),
  path: z.string(),
  line: z.number().int().min(1),
  endLine: z.number().int().min(1).optional(),
  /** What was found, why it matters, and what to do. */
  message: z.string(),
});
export type Concern = z.infer<typeof Concern>;

/** Where something is said about a file; `endLine` is included. */
type Place = { readonly line: number; readonly endLine?: number | undefined };

/**
 * The concerns that a hunk is the cause of, where `hunks` are all of the change: those on its lines, and those of its file that
 * stand on no hunk's lines and are nearest to it, for a new import may give an old line another meaning.
 */
export function concernsOf(hunk: Hunk, concerns: readonly Concern[], hunks: readonly Hunk[]): Concern[] {
  const inFile = hunks.filter(({ path }) => path === hunk.path);
  return concerns.filter((concern) => concern.path === hunk.path && isNearest(hunk, concern, inFile));
}

/** Whether no other hunk of the file is nearer to the place. */
export function isNearest(hunk: Hunk, place: Place, inFile: readonly Hunk[]): boolean {
  const own = distance(place, hunk);
  return own === 0 || inFile.every((other) => own <= distance(place, other));
}

/** Lines between a place and a hunk; 0 where they meet. Where a hunk only removed, it lies between two lines. */
function distance({ line, endLine = line }: Place, { newStart, newLines }: Hunk): number {
  const last = newLines === 0 ? newStart + 1 : newStart + newLines - 1;
  return Math.max(0, newStart - endLine, line - last);
}
