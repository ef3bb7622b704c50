/** What a referee thinks of a paper, before any form was seen. */
export type Opinion = {
  readonly summary: string;
  readonly strengths: readonly Point[];
  readonly weaknesses: readonly Point[];
  readonly questions: readonly Point[];
  readonly limitations: readonly Point[];
  readonly pleading: boolean;
  readonly accept: boolean;
  /** 1 to 10. */
  readonly overall: number;
  /** 1 to 5. */
  readonly confidence: number;
  /** 1 to 4, by what is judged. */
  readonly qualities: Readonly<Record<string, number>>;
};
export type Point = {
  readonly text: string;
  readonly quotes: readonly string[];
  readonly referees?: readonly number[];
};

/** A field of the form as the question shows it. */
export type AskedField = { readonly name: string; readonly shape: string };

const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const FIELD = new RegExp(
  String.raw`(${STRING}): (\[\{.*?\}\]|\["…"\]|true \| false|${STRING}(?: \| ${STRING})*|${NUMBER}-${NUMBER}|${NUMBER}(?: \| ${NUMBER})*)(?=, "|\}$)`,
  "g",
);

/** The fields of the JSON that a question asks for. */
export function fieldsIn(question: string): AskedField[] {
  const shown = /with exactly these fields:\n(\{.*\})$/m.exec(question)?.[1] ?? "";
  return [...shown.matchAll(FIELD)].map(([, name, shape]) => ({ name: JSON.parse(name!) as string, shape: shape! }));
}

/** The form filled, every field with something of the shape that it wants. */
export function filledIn(fields: readonly AskedField[], opinion: Opinion): string {
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, answerTo(field, opinion)])), null, 1);
}

type Subject = "strengths" | "weaknesses" | "questions" | "limitations" | "overall" | "confidence" | "other";

const SUBJECTS: readonly (readonly [RegExp, Subject])[] = [
  [/strength|merit/i, "strengths"],
  [/weakness|flaw/i, "weaknesses"],
  [/question/i, "questions"],
  [/limitation/i, "limitations"],
  [/overall|rating|score|recommendation/i, "overall"],
  [/confidence/i, "confidence"],
];

/** What a field is about, by its name. */
export function subjectOf({ name }: AskedField): Subject {
  return SUBJECTS.find(([pattern]) => pattern.test(name))?.[1] ?? "other";
}

function answerTo(field: AskedField, opinion: Opinion): unknown {
  const { shape } = field;
  const subject = subjectOf(field);
  if (shape.startsWith("[")) {
    const points = subject in opinion ? opinion[subject as "weaknesses"] : opinion.limitations;
    return shape.startsWith("[{") ? points : points.map(({ text }) => text);
  }
  if (shape === "true | false") return opinion.pleading;
  if (shape.startsWith('"')) return chosenFrom(shape, opinion);
  return scoreFor(field, subject, opinion);
}

/** One of several words, or a text of one's own where one is shown. */
function chosenFrom(shape: string, { summary, accept }: Opinion): string {
  const options = (shape.match(new RegExp(STRING, "g")) ?? []).map((option) => JSON.parse(option) as string);
  if (options.length < 2) return summary;
  const wanted = options.find((option) => (accept ? /^(?!.*not).*accept/i : /reject/i).test(option));
  return wanted ?? options.at(accept ? 0 : -1)!;
}

/** What is thought, on the scale that is asked for, at the nearest number that there is. */
function scoreFor({ name, shape }: AskedField, subject: Subject, opinion: Opinion): number {
  const range = new RegExp(`^(${NUMBER})-(${NUMBER})$`).exec(shape);
  const values = range ? wholeNumbers(Number(range[1]), Number(range[2])) : shape.split(" | ").map(Number);
  const [value, most] =
    subject === "overall"
      ? [opinion.overall, 10]
      : subject === "confidence"
        ? [opinion.confidence, 5]
        : [opinion.qualities[name.toLowerCase()] ?? 2, 4];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const wanted = high === most && low === 1 ? value : low + ((value - 1) / (most - 1)) * (high - low);
  return values.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best));
}

function wholeNumbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}
