import * as z from "zod";
import { type FormField, isPointList, type ReviewFormKind } from "./review-form";

/** A place of a paper, 1-based. `file` is named as the paper's source is. */
export const PlaceInPaper = z.union([
  z.object({ page: z.number().int() }),
  z.object({ file: z.string(), line: z.number().int() }),
]);
export type PlaceInPaper = z.infer<typeof PlaceInPaper>;

/** Words of the paper that a point is about, and where they stand, as far as they were found there. */
export const QuotedPlace = z.object({
  quote: z.string(),
  /** Missing when the words are not in the paper, or when nobody has looked. */
  where: PlaceInPaper.optional(),
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

/** The entries of a list of the form; `[]` where it has no such list. */
export function remarksIn(form: FilledForm, field: string): Remark[] {
  const found = form[field];
  if (!Array.isArray(found)) return [];
  return found.map((entry) => (typeof entry === "string" ? { text: entry, places: [] } : entry));
}

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
      quotes: z.array(z.string()).nullish(),
      referees: z.array(z.number().int()).nullish(),
    }),
  ])
  .transform((sent): Remark => {
    const { text, quotes, referees } = typeof sent === "string" ? { text: sent, quotes: [], referees: null } : sent;
    const said = [...new Set(quotes?.map((quote) => quote.trim()))].filter((quote) => quote !== "");
    return { text, places: said.map((quote) => ({ quote })), ...(referees && { by: referees }) };
  });

/** The form with the places of its quotes, as far as they are found; nothing is dropped. */
export function withPlaces(form: FilledForm, find: (quote: string) => PlaceInPaper | undefined): FilledForm {
  const placed = ({ quote }: QuotedPlace): QuotedPlace => {
    const where = find(quote);
    return { quote, ...(where && { where }) };
  };
  const entry = (said: string | Remark) =>
    typeof said === "string" ? said : { ...said, places: said.places.map(placed) };
  return Object.fromEntries(
    Object.entries(form).map(([name, said]) => [name, Array.isArray(said) ? said.map(entry) : said]),
  );
}

/** The form with no referees named but those that there were. */
export function withKnownReferees(form: FilledForm, referees: number): FilledForm {
  const known = (by: readonly number[]) =>
    [...new Set(by)].filter((one) => one >= 1 && one <= referees).sort((a, b) => a - b);
  const entry = (said: string | Remark) =>
    typeof said === "string" || !said.by ? said : { ...said, by: known(said.by) };
  return Object.fromEntries(
    Object.entries(form).map(([name, said]) => [name, Array.isArray(said) ? said.map(entry) : said]),
  );
}
