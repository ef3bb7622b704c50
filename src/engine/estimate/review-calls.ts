import type { StageEstimate } from "../../research/estimate";
import type { Parameters } from "../../research/parameters";
import { billOf, type Rates } from "./bill";
import { ANSWERS, type CallKind } from "./call-kind";
import { evidenceIn } from "./evidence";
import type { PlannedCall } from "./planned-calls";

/** What the review of one paper will cost, from the tokens of its text and of what every referee is told. */
export function estimateReview(
  rates: Rates,
  parameters: Parameters,
  sizes: { readonly text: number; readonly referee: number },
): StageEstimate {
  const { reviewReflections } = parameters;
  const low = callsOf("low", parameters, Math.min(1, reviewReflections), sizes.text + sizes.referee);
  const high = callsOf("high", parameters, reviewReflections, sizes.text + sizes.referee);
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

/** The first prompt is new; all others begin alike. By aspects every referee answers what the paper raises before filling the form. */
function callsOf(
  side: "low" | "high",
  { reviewers, reviewWay }: Parameters,
  reflections: number,
  submission: number,
): PlannedCall[] {
  const answer = (kind: CallKind) => ANSWERS[kind][side];
  const call = (kind: CallKind, cached: number, fresh: number): PlannedCall => ({
    ...{ stage: "review", kind, cached, input: cached + fresh, output: answer(kind) },
  });
  const asked = answer("review questions") + QUESTION;
  const members = Array.from({ length: reviewers });
  const referees =
    reviewWay === "form"
      ? members.map((_, member) =>
          call("referee", member === 0 ? 0 : submission, member === 0 ? submission + QUESTION : QUESTION),
        )
      : [
          call("review questions", 0, submission + QUESTION),
          ...members.flatMap(() => [
            call("review answers", submission, asked),
            call("referee", submission + asked, answer("review answers") + QUESTION),
          ]),
        ];
  const chair = reviewers * answer("referee") + QUESTION;
  return [
    ...referees,
    call("meta-review", submission, chair),
    ...Array.from({ length: reflections }, (_, round) => {
      const earlier = submission + chair + round * (answer("review reflection") + QUESTION);
      return call("review reflection", earlier, answer("meta-review") + QUESTION);
    }),
  ];
}

/** Tokens of a question's own text. */
const QUESTION = 350;
