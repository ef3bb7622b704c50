import * as z from "zod";

/** What a venue or its authors ask of a paper beyond being right. Each is a setting; 0 and false ask for nothing. */
export const Conventions = z.object({
  /** References that the finished paper cites at least. */
  minReferences: z.number().int().min(0).default(15),
  /** Pages that the whole PDF may have, with references and appendix. */
  pageLimit: z.number().int().min(0).default(0),
  /** Whether reviewers must not learn who wrote it. */
  anonymous: z.boolean().default(false),
  /** Whether a model wrote it, so that it must say so. */
  writtenWithAi: z.boolean().default(false),
  /** Rules whose findings are not wanted, by id. */
  ignoredRules: z.array(z.string()).default([]),
});
export type Conventions = z.infer<typeof Conventions>;
