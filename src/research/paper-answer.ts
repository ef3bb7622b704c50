import * as z from "zod";

/** A stretch of an answer, or words of the paper that it rests on; without a place they were not found there. */
export const AnswerPiece = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({
    type: z.literal("quote"),
    words: z.string(),
    /** A line of a file, or a page of a PDF, 1-based. */
    place: z.object({ file: z.string(), line: z.number().int(), page: z.number().int().optional() }).optional(),
  }),
]);
export type AnswerPiece = z.infer<typeof AnswerPiece>;

/** What the scientist says about a paper, with the places that it rests on. */
export const PaperAnswer = z.object({ pieces: z.array(AnswerPiece), model: z.string(), rehearsal: z.boolean() });
export type PaperAnswer = z.infer<typeof PaperAnswer>;
