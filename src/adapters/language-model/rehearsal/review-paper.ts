import { jsonIn } from "../../../engine/answers";
import type { ReviewForm } from "../../../research/review";
import { type Asked, dataIn, partOf } from "./asked";
import { UNCHANGED } from "./blocks";
import { strengthsOf, weaknessesOf } from "./review-points";
import { type Signals, signalsIn } from "./review-signals";

/** One referee's form. Referees weigh the same text a little differently, each always in the same way. */
export function reviewPaper(asked: Asked): string {
  const member = Number(/You are referee (\d+)/.exec(asked.question)?.[1] ?? 1);
  return JSON.stringify(formFor(submissionIn(asked), member), null, 1);
}

/** The area chair's form: the points that the paper bears out, the most frequent first. */
export function metaReview(asked: Asked): string {
  const text = submissionIn(asked);
  const reviews = reviewsIn(asked);
  const form = formFor(text, 0);
  const weaknesses = merged(
    reviews.map((review) => review.Weaknesses),
    form.Weaknesses,
  );
  const overalls = reviews.map(({ Overall }) => Overall);
  const spread =
    overalls.length > 1
      ? ` The referees' overall scores lie between ${Math.min(...overalls)} and ${Math.max(...overalls)}; they differ in how much weight they give to the small number of repetitions.`
      : "";
  const strengths = merged(
    reviews.map((review) => review.Strengths),
    form.Strengths,
  );
  const questions = merged(
    reviews.map((review) => review.Questions),
    form.Questions,
  );
  return JSON.stringify(
    { ...form, Summary: form.Summary + spread, Strengths: strengths, Weaknesses: weaknesses, Questions: questions },
    null,
    1,
  );
}

/** A second look finds the form as the text deserves it. */
export function reflectOnReview(): string {
  return UNCHANGED;
}

function submissionIn(asked: Asked): string {
  return dataIn(partOf(asked.parts, /^The submission$/), "submission") ?? "";
}

function reviewsIn(asked: Asked): ReviewForm[] {
  const body = partOf(asked.parts, /^The reviews$/);
  const labels = [...body.matchAll(/^BEGIN DATA (review of referee \d+)$/gm)].map((match) => match[1] ?? "");
  return labels.flatMap((label) => {
    const form = jsonIn(dataIn(body, label) ?? "");
    return form ? [form as ReviewForm] : [];
  });
}

/** Every point once, in the order of how many referees made it. */
function merged(lists: readonly (readonly string[])[], otherwise: readonly string[]): string[] {
  const points = lists.flat();
  const often = (point: string) => points.filter((one) => one === point).length;
  const unique = [...new Set(points)].sort((a, b) => often(b) - often(a));
  return unique.length > 0 ? unique : [...otherwise];
}

/** The form that a text earns from one referee; 0 is the area chair, who does not vary. */
function formFor(text: string, member: number): ReviewForm {
  const signals = signalsIn(text);
  const leaning = [0, 0, 1, 0, -1, 0][member % 6] ?? 0;
  const points = pointsOf(signals);
  const overall = within(1, 7, 1 + Math.floor(points / 2) + leaning);
  const weaknesses = weaknessesOf(signals);
  return {
    Summary: summaryOf(text, signals),
    Strengths: rotated(strengthsOf(signals), member, 3),
    Weaknesses: rotated(
      weaknesses.map(({ text }) => text),
      member,
      3,
    ),
    Originality: 2,
    Quality: within(1, 4, signals.intervals && signals.seeds > 1 ? 3 : 2),
    Clarity: within(1, 4, (signals.words > 1200 ? 3 : 2) + (member % 5 === 2 ? 1 : 0)),
    Significance: within(1, 4, signals.better > 0 ? 2 : leaning > 0 ? 2 : 1),
    Questions: rotated(
      weaknesses.map(({ question }) => question),
      member,
      2,
    ),
    Limitations: [limitationOf(signals)],
    "Ethical Concerns": signals.pleading,
    Soundness: within(1, 4, 1 + Math.round(points / 4) + (leaning < 0 ? -1 : 0)),
    Presentation: within(1, 4, signals.figures > 0 ? 3 : 2),
    Contribution: within(1, 4, signals.better > 0 ? 2 : 1),
    Overall: overall,
    Confidence: within(1, 5, 4 - (member % 3 === 2 ? 1 : 0)),
    Decision: overall >= 6 ? "Accept" : "Reject",
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
function rotated(items: readonly string[], member: number, most: number): string[] {
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
