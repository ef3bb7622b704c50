import * as z from "zod";
import { Hunk } from "./change";

/** What the researcher wants otherwise in one hunk, in their own words, before they decide. `hunk` is as it was shown to them. */
export const HunkRequest = z.object({ type: z.literal("request"), hunk: Hunk, text: z.string().min(1) });
export type HunkRequest = z.infer<typeof HunkRequest>;

/**
 * What became of a request. `answered`: the model revised the hunk, or left it and says why. `dropped`: the hunk was no longer
 * there to be revised, or no usable answer came; nothing was changed.
 */
export const HunkAnswer = z.object({
  state: z.enum(["answered", "dropped"]),
  /** The model's answer to the researcher, or why the request was dropped. */
  text: z.string(),
  /** What stands in the hunk's place now: the hunk itself when it was left, nothing when the change was taken back. */
  hunks: z.array(Hunk),
});
export type HunkAnswer = z.infer<typeof HunkAnswer>;

/** A request with its answer, as a thread shows it. `step` names it within the run: "run 1, attempt 1, request 2". */
export type RequestView = Pick<HunkRequest, "hunk" | "text"> & {
  readonly step: string;
  readonly state: "asked" | HunkAnswer["state"];
  readonly answer: string;
  readonly hunks: readonly Hunk[];
};

/** The requests once a step is done: a question may end in one instead of a decision, and a request in its answer. */
export function requestsAfter(requests: readonly RequestView[], step: string, result: unknown): readonly RequestView[] {
  if (step.endsWith(": decision")) {
    const { data: asked } = HunkRequest.safeParse(result);
    if (!asked) return requests;
    const { hunk, text } = asked;
    const request: RequestView = { step: requestAt(step), hunk, text, state: "asked", answer: "", hunks: [] };
    return [...requests.filter((other) => other.step !== request.step), request];
  }
  const { data: answer } = HunkAnswer.safeParse(result);
  if (!answer) return requests;
  const { state, text, hunks } = answer;
  return requests.map((request) =>
    `${request.step}: answer` === step ? { ...request, state, answer: text, hunks } : request,
  );
}

/** The request that was made instead of a decision: "run 1, attempt 1: decision" → "run 1, attempt 1, request 1". */
export function requestAt(decision: string): string {
  const subject = decision.replace(/: decision$/, "");
  const number = Number(/, request (\d+)$/.exec(subject)?.[1] ?? 0);
  return `${changeOf(decision)}, request ${number + 1}`;
}

/** The change that a question or a request is about: "run 1, attempt 1, request 2: decision" → "run 1, attempt 1". */
export function changeOf(step: string): string {
  return step.replace(/: decision$/, "").replace(/, request \d+$/, "");
}
