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

/**
 * The concerns that a hunk is the cause of, where `hunks` are all of the change: those on its lines, and those of its file that
 * stand on no hunk's lines and are nearest to it, for a new import may give an old line another meaning.
 */
export function concernsOf(hunk: Hunk, concerns: readonly Concern[], hunks: readonly Hunk[]): Concern[] {
  const mine = concerns.filter(({ path }) => path === hunk.path);
  if (mine.length === 0) return [];
  const others = hunks.filter(({ path }) => path === hunk.path);
  return mine.filter((concern) => {
    const nearest = Math.min(...others.map((other) => distance(concern, other)));
    return distance(concern, hunk) <= nearest;
  });
}

/** Lines between a concern and a hunk; 0 where they meet. Where a hunk only removed, it lies between two lines. */
function distance({ line, endLine = line }: Concern, { newStart, newLines }: Hunk): number {
  const last = newLines === 0 ? newStart + 1 : newStart + newLines - 1;
  return Math.max(0, newStart - endLine, line - last);
}
