import * as z from "zod";

/** How a referee comes to a filled form: by filling it, or by first asking what this paper in particular has to answer for. */
export const ReviewWay = z.enum(["form", "aspects"]);
export type ReviewWay = z.infer<typeof ReviewWay>;

const Name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} &/()',.:-]{0,59}$/u, "must be a name of at most sixty letters, digits and blanks");
/** What the referee is told of the field. */
const help = z.string().max(2_000).default("").describe("What the referee is told of the field.");

const TextField = z.object({ kind: z.literal("text"), name: Name, help });

/** What is in a list; the points of weaknesses and questions are tied to their places in the paper. */
export const ListSubject = z.enum(["strengths", "weaknesses", "questions", "limitations", "other"]);
export type ListSubject = z.infer<typeof ListSubject>;

const ListField = z.object({
  kind: z.literal("list"),
  name: Name,
  help,
  about: ListSubject.default("other").describe("What is in the list. Weaknesses and questions quote the paper."),
  /** Fewest entries. */
  least: z.number().int().min(0).max(10).default(0).describe("Fewest entries."),
});
export type ListField = z.infer<typeof ListField>;

const ScoreField = z
  .object({
    kind: z.literal("score"),
    name: Name,
    help,
    /** Whole numbers from here to there, unless `values` says which there are. */
    from: z.number().default(1).describe("The smallest of the whole numbers that can be given."),
    to: z.number().default(10).describe("The largest of the whole numbers that can be given."),
    values: z
      .array(z.number())
      .min(2)
      .max(101)
      .optional()
      .describe("The numbers that can be given, if not all of them."),
    /** What a number means, by the number. */
    anchors: z.record(z.string(), z.string().max(500)).default({}).describe("What a number means, by the number."),
  })
  .check(({ value: { from, to, values, anchors }, issues }) => {
    const wrong = (path: string[], message: string) => issues.push({ code: "custom", message, path, input: anchors });
    const range = Number.isInteger(from) && Number.isInteger(to) && from < to && to - from <= 1000;
    if (!values && !range) wrong(["to"], `must be a whole number above “from”, which is ${from}`);
    if (values && new Set(values).size < values.length) wrong(["values"], "must hold every number once");
    const known = (text: string) => (values ? values.includes(Number(text)) : inRange(Number(text), from, to));
    for (const text of Object.keys(anchors).filter((text) => !known(text)))
      wrong(["anchors", text], "explains a number that nobody can give");
  });
export type ScoreField = z.infer<typeof ScoreField>;

const YesNoField = z.object({ kind: z.literal("yes-no"), name: Name, help });

const ChoiceField = z.object({
  kind: z.literal("choice"),
  name: Name,
  help,
  options: z.array(z.string().min(1).max(200)).min(2).max(20),
});
export type ChoiceField = z.infer<typeof ChoiceField>;

/** A field of a form: what the referee is asked for, in which shape. */
export const FormField = z.discriminatedUnion(
  "kind",
  [TextField, ListField, ScoreField, YesNoField, ChoiceField],
  "needs a “kind”: text, list, score, yes-no or choice",
);
export type FormField = z.infer<typeof FormField>;

/**
 * A review form as data: what the referee is asked, what the answer must look like and how it is printed all come from here. `overall` names
 * the score that says how good the paper is; `decision` the field whose words say what becomes of it, where the form has one.
 */
export const ReviewFormKind = z
  .object({
    /** What calibrations and settings call it. */
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be small letters, digits and hyphens, forty at most")
      .describe("What calibrations call the form: small letters, digits and hyphens."),
    /** The venue or purpose, as the referee is told. */
    title: z.string().min(1).max(200).describe("The venue, as the referees are told: “a workshop on …”."),
    /** What referees of this venue hold dear, beyond what every referee is told. */
    guidance: z.string().max(8_000).default("").describe("What referees of this venue hold dear."),
    fields: z.array(FormField).min(1).max(40).describe("The fields in the order of the form."),
    overall: z.string().describe("The name of the score that says how good the paper is."),
    decision: z
      .object({ field: z.string(), accept: z.array(z.string()).min(1) })
      .optional()
      .describe("The name of the choice that says what becomes of the paper, and which of its options accept it."),
    /** Where the form has no decision, a mean of `overall` from here on is an “Accept”. */
    acceptFrom: z
      .number()
      .default(6)
      .describe("Without a decision: papers whose overall score is at least this are accepted."),
    /** A part of some paper and the form that it deserves, shown to the referee. */
    example: z
      .object({ paper: z.string().min(1).max(8_000), review: z.record(z.string(), z.unknown()) })
      .optional()
      .describe("A part of some paper and the form that it deserves, to be shown to the referees."),
  })
  .check(({ value: kind, issues }) => {
    for (const [path, message] of objectionsTo(kind)) issues.push({ code: "custom", message, path, input: kind });
  });
export type ReviewFormKind = z.infer<typeof ReviewFormKind>;

type Plan = Pick<z.output<typeof ReviewFormKind>, "fields" | "overall" | "decision">;

/** Where the parts of a description do not fit together, and why. */
function objectionsTo({ fields, overall, decision }: Plan): [path: (string | number)[], message: string][] {
  const named = (name: string) => fields.find((field) => field.name === name);
  const chosen = decision && named(decision.field);
  const twice = fields.flatMap(({ name }, index) =>
    fields.findIndex((one) => one.name === name) < index ? [index] : [],
  );
  const wrong: [(string | number)[], string][] = twice.map((index) => [
    ["fields", index, "name"],
    "is the name of a field before it",
  ]);
  if (named(overall)?.kind !== "score") wrong.push([["overall"], "must be the name of a score of the form"]);
  if (!decision) return wrong;
  if (chosen?.kind !== "choice") return [...wrong, [["decision", "field"], "must be the name of a choice of the form"]];
  const odd = decision.accept.find((word) => !chosen.options.includes(word));
  if (odd !== undefined) wrong.push([["decision", "accept"], `has “${odd}”, which is no option of ${chosen.name}`]);
  if (chosen.options.every((word) => decision.accept.includes(word)))
    wrong.push([["decision", "accept"], "must leave an option by which a paper is not accepted"]);
  return wrong;
}

export function scoresOf({ fields }: Pick<ReviewFormKind, "fields">): ScoreField[] {
  return fields.filter((field) => field.kind === "score");
}

export function listsOf({ fields }: Pick<ReviewFormKind, "fields">): ListField[] {
  return fields.filter((field) => field.kind === "list");
}

/** The lists whose entries a reader goes through one by one: weaknesses and questions. */
export function pointListsOf(kind: Pick<ReviewFormKind, "fields">): ListField[] {
  return listsOf(kind).filter(isPointList);
}

export function isPointList({ about }: ListField): boolean {
  return about === "weaknesses" || about === "questions";
}

/** Smallest and largest number that can be given. */
export function rangeOf({ from, to, values }: ScoreField): readonly [low: number, high: number] {
  return values ? [Math.min(...values), Math.max(...values)] : [from, to];
}

/** The same of the score that says how good a paper is. */
export function overallRangeOf(kind: Pick<ReviewFormKind, "fields" | "overall">): readonly [low: number, high: number] {
  const overall = scoresOf(kind).find(({ name }) => name === kind.overall);
  return overall ? rangeOf(overall) : [1, 10];
}

function inRange(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
