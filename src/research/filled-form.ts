import * as z from "zod";
import { type FormField, isPointList, type ReviewFormKind } from "./review-form";

/** Words of the paper that a point is about, and where they stand, as far as they were found there. */
export const QuotedPlace = z.object({
  quote: z.string(),
  /** 1-based. Missing when nobody has looked, or when the words are not in the paper. */
  where: z
    .union([z.object({ page: z.number().int() }), z.object({ file: z.string(), line: z.number().int() })])
    .optional(),
});
export type QuotedPlace = z.infer<typeof QuotedPlace>;

/** A weakness or question. */
export const Remark = z.object({
  text: z.string(),
  places: z.array(QuotedPlace).default([]),
  /** The referees who raised it, by their number from 1, as the area chair says; missing in a referee's own form. */
  by: z.array(z.number().int()).optional(),
});
export type Remark = z.infer<typeof Remark>;

/** A form with its answers, by the names of its fields. Points of reviews that were made before there were places are mere text. */
export const FilledForm = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), Remark]))]),
);
export type FilledForm = z.infer<typeof FilledForm>;

/** What a filled form of that kind must be, read from a model's JSON: quotes become places, empty ones are dropped. */
export function filledFormOf({ fields }: ReviewFormKind): z.ZodType<FilledForm> {
  const shape = Object.fromEntries(fields.map((field) => [field.name, answerOf(field, pointAsSent)]));
  return z.object(shape) as unknown as z.ZodType<FilledForm>;
}

/** The same without what is forgiven, for the endpoint that is told which JSON is wanted. */
export function askedFormOf({ fields }: ReviewFormKind, byReferee: boolean): z.ZodType {
  const point = z.object({
    text: z.string(),
    quotes: z.array(z.string()),
    ...(byReferee ? {} : { referees: z.array(z.number().int()) }),
  });
  return z.object(Object.fromEntries(fields.map((field) => [field.name, answerOf(field, point)])));
}

function answerOf(field: FormField, point: z.ZodType): z.ZodType {
  switch (field.kind) {
    case "text":
      return z.string().min(1);
    case "list":
      return z.array(isPointList(field) ? point : z.string()).min(field.least);
    case "score":
      return field.values ? z.literal(field.values) : z.number().int().min(field.from).max(field.to);
    case "yes-no":
      return z.boolean();
    case "choice":
      return z.enum(field.options);
  }
}

/** A point may come as mere text, and with its quotes or without. */
const pointAsSent = z
  .union([
    z.string(),
    z.object({
      text: z.string(),
      quotes: z.array(z.string()).default([]),
      referees: z.array(z.number()).optional(),
    }),
  ])
  .transform((sent): Remark => {
    const { text, quotes, referees } =
      typeof sent === "string" ? { text: sent, quotes: [], referees: undefined } : sent;
    const said = [...new Set(quotes.map((quote) => quote.trim()))].filter((quote) => quote !== "");
    return { text, places: said.map((quote) => ({ quote })), ...(referees && { by: referees }) };
  });
