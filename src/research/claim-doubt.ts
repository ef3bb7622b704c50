import * as z from "zod";

/** What a model holds for wrong in a sentence of a paper, with the words of a file that it rests on. */
export const ClaimDoubt = z.object({
  line: z.union([z.string(), z.number()]).transform(String),
  /** The words of the sentence that are wrong. */
  quote: z.string(),
  /** A file that the model was shown, and the words in it, letter by letter. */
  file: z.string(),
  evidence: z.string(),
  why: z.string().default(""),
});
export type ClaimDoubt = z.infer<typeof ClaimDoubt>;

/** Among what was read in a sentence, which has kinds of its own, a doubt has this one. */
export const DOUBT = "doubt";
