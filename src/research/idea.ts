import * as z from "zod";

const Rating = z.number().min(1).max(10);

/** `Name` becomes part of file and branch names, so it is restricted to what every file system and git accept. */
export const IdeaName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, "must be lowercase letters, digits and underscores, and begin with a letter");

/** What the literature says about an idea. `unknown` means that the search could not decide, never that it is novel. */
export const Novelty = z.object({
  verdict: z.enum(["novel", "overlaps", "unknown"]),
  reason: z.string(),
  papers: z
    .array(z.object({ title: z.string(), year: z.number().optional(), quote: z.string().optional() }))
    .default([]),
});
export type Novelty = z.infer<typeof Novelty>;

/** Something worth testing, before anyone has tested it. One entry of `ideas.json`, in the published file format. */
export const Idea = z.looseObject({
  Name: IdeaName,
  Title: z.string().min(1),
  Experiment: z.string().min(1),
  Interestingness: Rating,
  Feasibility: Rating,
  Novelty: Rating,
  novel: z.boolean().optional(),
  novelty: Novelty.optional(),
  Score: z.number().optional(),
  /** Set when an idea came from the rehearsal model. */
  rehearsal: z.boolean().optional(),
});
export type Idea = z.infer<typeof Idea>;

export const Ideas = z.array(Idea);

/** The folder and branch part of an idea's name: `adaptive_steps` → `adaptive-steps`. */
export function slugOf(idea: Pick<Idea, "Name">): string {
  return idea.Name.replaceAll("_", "-");
}

/** The archive entry that `candidate` repeats: the same name, or a title that shares nearly all of its words. */
export function nearDuplicateOf(candidate: Idea, archive: readonly Idea[]): Idea | undefined {
  return archive.find((known) => known.Name === candidate.Name || wordOverlap(known.Title, candidate.Title) >= 0.8);
}

/** Jaccard similarity of the two titles' words, 0 to 1. */
function wordOverlap(one: string, other: string): number {
  const [a, b] = [one, other].map((title) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  const shared = [...a!].filter((word) => b!.has(word)).length;
  return shared / Math.max(1, a!.size + b!.size - shared);
}
