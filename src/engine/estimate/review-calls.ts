import type { StageEstimate } from "../../research/estimate";
import type { Parameters } from "../../research/parameters";
import { billOf, type Rates } from "./bill";
import { ANSWERS, type CallKind } from "./call-kind";
import { evidenceIn } from "./evidence";
import type { PlannedCall } from "./planned-calls";

/** What the review of one paper will cost, from the tokens of its text and of what every referee is told. */
export function estimateReview(
  rates: Rates,
  { reviewers, reviewReflections }: Parameters,
  sizes: { readonly text: number; readonly referee: number },
): StageEstimate {
  const low = callsOf("low", reviewers, Math.min(1, reviewReflections), sizes.text + sizes.referee);
  const high = callsOf("high", reviewers, reviewReflections, sizes.text + sizes.referee);
  const evidence = evidenceIn([], { low, high }, rates);
  const [least, most] = [billOf(rates, low, evidence, "low"), billOf(rates, high, evidence, "high")];
  const range = (part: "calls" | "input" | "cachedInput" | "output") => ({
    low: least[part],
    high: Math.max(least[part], most[part]),
  });
  const known = least.dollars !== undefined && most.dollars !== undefined;
  return {
    ...{ calls: range("calls"), input: range("input"), cachedInput: range("cachedInput"), output: range("output") },
    ...(known ? { dollars: { low: least.dollars, high: Math.max(least.dollars, most.dollars) } } : {}),
  };
}

/** The first referee's prompt is new; the others and the area chair begin alike. */
function callsOf(side: "low" | "high", reviewers: number, reflections: number, submission: number): PlannedCall[] {
  const answer = (kind: CallKind) => ANSWERS[kind][side];
  const call = (kind: CallKind, cached: number, fresh: number): PlannedCall => ({
    ...{ stage: "review", kind, cached, input: cached + fresh, output: answer(kind) },
  });
  const chair = reviewers * answer("referee") + QUESTION;
  return [
    ...Array.from({ length: reviewers }, (_, member) =>
      member === 0 ? call("referee", 0, submission + QUESTION) : call("referee", submission, QUESTION),
    ),
    call("meta-review", submission, chair),
    ...Array.from({ length: reflections }, (_, round) => {
      const earlier = submission + chair + round * (answer("review reflection") + QUESTION);
      return call("review reflection", earlier, answer("meta-review") + QUESTION);
    }),
  ];
}

/** Tokens of a question's own text. */
const QUESTION = 350;
