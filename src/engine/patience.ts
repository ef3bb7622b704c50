import type { ModelFailure, ModelFailureKind } from "./ports/language-model";

/** Attempts that a failure of each kind is worth in one call. What only a person can mend is worth one. */
const ATTEMPTS: Readonly<Record<ModelFailureKind, number>> = {
  "rate-limited": 6,
  unavailable: 6,
  dropped: 6,
  malformed: 6,
  stalled: 3,
  // The adapter has learnt from the refusal and asks for less each time.
  "schema-refused": 4,
  "parameter-refused": 8,
  "bad-key": 1,
  "no-credit": 1,
  "unknown-model": 1,
  "wrong-address": 1,
  "not-allowed": 1,
  "bad-request": 1,
  "too-long": 1,
};

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A server that asks for more than this is not waited for: the researcher resumes when it suits. */
const LONGEST_REQUESTED_WAIT_MS = 15 * 60_000;

/** `wait` is in milliseconds; then comes the `attempt`-th of at most `attempts`, as far as failures of this kind go. */
export type Verdict =
  | { readonly again: true; readonly wait: number; readonly attempt: number; readonly attempts: number }
  | { readonly again: false };

/** Whether to ask again after these failures of one call, the last one included, and after what wait. */
export function afterFailures(failures: readonly ModelFailure[]): Verdict {
  const last = failures.at(-1);
  if (!last) return { again: true, wait: 0, attempt: 1, attempts: 1 };
  const attempts = ATTEMPTS[last.kind];
  const requested = last.retryAfterMs ?? 0;
  const alike = failures.filter((failure) => failure.kind === last.kind).length;
  if (alike >= attempts || requested > LONGEST_REQUESTED_WAIT_MS) return { again: false };
  const counted = { attempt: alike + 1, attempts };
  if (isLesson(last)) return { again: true, wait: 0, ...counted };
  const wait = last.retryAfterMs ?? backOff(failures.filter((one) => !isLesson(one)).length);
  return { again: true, wait, ...counted };
}

/** A refusal that the adapter has learnt from: the next request is another one, so there is nothing to wait for. */
export function isLesson(failure: ModelFailure): boolean {
  return failure.kind === "schema-refused" || failure.kind === "parameter-refused";
}

/** 2, 4, 8, 16, 32, 60 seconds. One client asks one thing at a time, so there is no herd that jitter would spread. */
function backOff(failed: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failed - 1));
}
