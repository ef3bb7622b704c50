import * as z from "zod";

/** The full text a file is to have. `before` is what the proposal was computed from, `null` for a new file. */
export const FileEdit = z.object({ path: z.string(), before: z.string().nullable(), after: z.string() });
export type FileEdit = z.infer<typeof FileEdit>;

/**
 * One block of a proposal that is accepted or rejected as a whole. Zero-context, as git counts it. `id` is a hash of file
 * and content, so a stale decision is recognised. Lines are 1-based; `newLines` 0 means that lines were only removed.
 */
export const Hunk = z.object({
  id: z.string(),
  path: z.string(),
  oldStart: z.number(),
  oldLines: z.number(),
  newStart: z.number(),
  newLines: z.number(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  title: z.string().optional(),
  why: z.string().optional(),
});
export type Hunk = z.infer<typeof Hunk>;

/**
 * What became of the hunks of a proposal: taken as proposed, turned down, taken otherwise than proposed, and taken as the model
 * revised them on the researcher's request. `added` are hunks of the researcher's own.
 */
export const Tally = z.object({
  accepted: z.number(),
  rejected: z.number(),
  edited: z.number(),
  added: z.number(),
  onRequest: z.number(),
});
export type Tally = z.infer<typeof Tally>;

/** What a person, or the policy a person set, decided about a proposal. */
export const Decision = z.object({
  approved: z.boolean(),
  /** What was asked for, rejected or edited by hand, in words for the next prompt. Empty when all was taken as proposed. */
  remarks: z.string(),
  by: z.enum(["researcher", "policy"]),
  /** Missing in journals of 0.1.0. */
  tally: Tally.optional(),
});
export type Decision = z.infer<typeof Decision>;

/** Whether what was taken is not simply what was proposed. */
export function isByHand({ remarks, tally }: Pick<Decision, "remarks" | "tally">): boolean {
  return tally ? tally.rejected + tally.edited + tally.added > 0 : remarks !== "";
}

/** Why a proposal was made: the first line of its commit and the model's own reason. */
export const Intent = z.object({
  idea: z.string(),
  step: z.string(),
  title: z.string(),
  why: z.string(),
  kind: z.enum(["code", "plots", "prose"]),
  model: z.string(),
  hunks: z.array(z.object({ path: z.string(), title: z.string(), why: z.string() })).default([]),
});
export type Intent = z.infer<typeof Intent>;
