import { jsonIn } from "../../../engine/answers";
import { type Asked, dataIn, partOf } from "./asked";
import { UNCHANGED } from "./blocks";
import { fieldsIn, filledIn, type Opinion, type Point, subjectOf } from "./review-fields";
import { quoteFor, strengthsOf, weaknessesOf } from "./review-points";
import { type Signals, signalsIn } from "./review-signals";

/** One referee's form. Referees weigh the same text a little differently, each always in the same way. */
export function reviewPaper(asked: Asked): string {
  return filledIn(fieldsIn(asked.question), opinionOn(submissionIn(asked), memberIn(saidBefore(asked))));
}

/** The area chair's form: the points that the paper bears out, the most frequent first. */
export function metaReview(asked: Asked): string {
  const text = submissionIn(asked);
  const own = opinionOn(text, 0);
  const reviews = reviewsIn(asked);
  const fields = fieldsIn(asked.question);
  const overall = fields.find((field) => subjectOf(field) === "overall")?.name ?? "";
  const overalls = reviews.flatMap((review) => (typeof review[overall] === "number" ? [review[overall]] : []));
  const spread =
    overalls.length > 1
      ? ` The referees' overall scores lie between ${Math.min(...overalls)} and ${Math.max(...overalls)}; they differ in how much weight they give to the small number of repetitions.`
      : "";
  const lists = (["strengths", "weaknesses", "questions"] as const).map((subject) => {
    const names = fields.filter((field) => subjectOf(field) === subject).map(({ name }) => name);
    const said = reviews.map((review) => names.flatMap((name) => pointsIn(review[name])));
    return [subject, merged(said, own[subject])] as const;
  });
  return filledIn(fields, { ...own, summary: own.summary + spread, ...Object.fromEntries(lists) });
}

/** A second look finds the form as the text deserves it. */
export function reflectOnReview(): string {
  return UNCHANGED;
}

/** A referee who has answered questions was told then which one of them it is. */
function saidBefore({ question, parts }: Asked): string {
  return [question, ...parts.map(({ body }) => body)].join("\n");
}

export function memberIn(text: string): number {
  return Number(/You are referee (\d+) of/.exec(text)?.[1] ?? 1);
}

export function submissionIn(asked: Asked): string {
  return dataIn(partOf(asked.parts, /^The submission$/), "submission") ?? "";
}

function reviewsIn(asked: Asked): Record<string, unknown>[] {
  const body = partOf(asked.parts, /^The reviews$/);
  const labels = [...body.matchAll(/^BEGIN DATA (review of referee \d+)$/gm)].map((match) => match[1] ?? "");
  return labels.flatMap((label) => {
    const form = jsonIn(dataIn(body, label) ?? "");
    return form ? [form as Record<string, unknown>] : [];
  });
}

function pointsIn(said: unknown): Point[] {
  if (!Array.isArray(said)) return [];
  return said.map((one: string | Point) => (typeof one === "string" ? { text: one, quotes: [] } : one));
}

/** Every point once, in the order of how many referees made it, and which. */
function merged(lists: readonly (readonly Point[])[], otherwise: readonly Point[]): Point[] {
  const texts = [...new Set(lists.flat().map(({ text }) => text))];
  const unique = texts.map((wanted): Point & { referees: number[] } => {
    const makes = (points: readonly Point[]) => points.find(({ text }) => text === wanted);
    const referees = lists.flatMap((points, index) => (makes(points) ? [index + 1] : []));
    return { text: wanted, quotes: lists.map(makes).find((point) => point)?.quotes ?? [], referees };
  });
  unique.sort((a, b) => b.referees.length - a.referees.length);
  return unique.length > 0 ? unique : [...otherwise];
}

/** What one referee thinks of a text; 0 is the area chair, who does not vary. */
function opinionOn(text: string, member: number): Opinion {
  const signals = signalsIn(text);
  const leaning = [0, 0, 1, 0, -1, 0][member % 6] ?? 0;
  const points = pointsOf(signals);
  const overall = within(1, 7, 1 + Math.floor(points / 2) + leaning);
  const weaknesses = weaknessesOf(signals).map((weakness) => ({ ...weakness, quotes: quoteFor(text, weakness) }));
  return {
    summary: summaryOf(text, signals),
    strengths: rotated(strengthsOf(signals), member, 3).map((text) => ({ text, quotes: [] })),
    weaknesses: rotated(weaknesses, member, 3).map(({ text, quotes }) => ({ text, quotes })),
    questions: rotated(weaknesses, member, 2).map(({ question, quotes }) => ({ text: question, quotes })),
    limitations: [{ text: limitationOf(signals), quotes: [] }],
    pleading: signals.pleading,
    accept: overall >= 6,
    overall,
    confidence: within(1, 5, 4 - (member % 3 === 2 ? 1 : 0)),
    qualities: {
      originality: 2,
      quality: within(1, 4, signals.intervals && signals.seeds > 1 ? 3 : 2),
      clarity: within(1, 4, (signals.words > 1200 ? 3 : 2) + (member % 5 === 2 ? 1 : 0)),
      significance: within(1, 4, signals.better > 0 ? 2 : leaning > 0 ? 2 : 1),
      soundness: within(1, 4, 1 + Math.round(points / 4) + (leaning < 0 ? -1 : 0)),
      presentation: within(1, 4, signals.figures > 0 ? 3 : 2),
      contribution: within(1, 4, signals.better > 0 ? 2 : 1),
    },
  };
}

/** 0 to 8: what a careful reader would give credit for. */
function pointsOf(signals: Signals): number {
  return [
    signals.references >= 15,
    signals.intervals,
    signals.seeds >= 3,
    signals.limitations >= 2,
    signals.limitations >= 5,
    signals.hypothesis,
    signals.words > 1500,
    signals.better > 0,
  ].filter(Boolean).length;
}

function within(low: number, high: number, value: number): number {
  return Math.min(high, Math.max(low, value));
}

/** `most` points, beginning at another one for each referee. */
function rotated<Item>(items: readonly Item[], member: number, most: number): Item[] {
  if (member === 0) return [...items];
  const start = (member - 1) % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)].slice(0, most);
}

function summaryOf(text: string, { seeds, better, unclear }: Signals): string {
  const question = /We ask(?:ed)? what follows from ([\s\S]{10,200}?)\.\s/
    .exec(text)?.[1]
    ?.replace(/\s+/g, " ")
    .replace(/\\\w+\{|[{}$]/g, "");
  return [
    question
      ? `The paper asks what follows from ${question}.`
      : "The paper compares variants of a small experiment with its baseline.",
    `Each comparison rests on ${seeds > 1 ? `${seeds} seeds` : "single values"}.`,
    better > 0
      ? "It reports differences that its intervals support, beside others that they do not."
      : "It reports no difference that its intervals support.",
    unclear > 0 ? "Results without a clear difference are reported as such." : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function limitationOf({ limitations }: Signals): string {
  return limitations > 0
    ? "The paper names the number of seeds, the scale and the missing tuning as limits; this is adequate."
    : "The paper does not discuss its limits.";
}
