import * as z from "zod";
import { Problem } from "./problem";
import { Review } from "./review";

/** The LaTeX paper of an idea as it now stands. Paths are relative to the idea's worktree. */
export const Paper = z.object({
  title: z.string(),
  source: z.string(),
  commit: z.string(),
  pdf: z.string().optional(),
  pages: z.number().optional(),
  problems: z.array(Problem),
});
export type Paper = z.infer<typeof Paper>;

export const ReviewedPaper = z.object({ paper: Paper, reviews: z.array(Review) });
export type ReviewedPaper = z.infer<typeof ReviewedPaper>;
