import type { Clock } from "../../engine/ports/clock";
import { guardedFetch, Refusal, SentAway } from "../language-model/guarded-fetch";
import type { Access, Asked, NoAnswer, Teller, Told } from "./source";
import type { Turns } from "./turns";

export type Service = { readonly source: Teller; readonly access: Access };

/** Whom to ask, as far as turns go. */
type Asking = { readonly source: { readonly id: string; readonly gapMs: number } };

/** Requests that may still be made for something, and what is said when none may. */
export type Budget = { left: number; readonly spent: string };

/** What all services share: time, turns, the way out, and how many requests are still to be made. */
export type Wire = {
  readonly clock: Clock;
  readonly turns: Turns;
  readonly fetch: typeof globalThis.fetch;
  readonly budgets: readonly Budget[];
};

/**
 * Asks a service until it answers, four times at most. It is asked again when it was busy or not well, after as long as it says, or else
 * after twice as long each time; a service that wants more than a minute is left alone. Rejects only when `signal` aborts.
 */
export async function askService(
  { source }: Asking,
  asked: Asked,
  read: (body: string) => Told,
  wire: Wire,
  signal: AbortSignal,
): Promise<Told> {
  for (let attempt = 1; ; attempt++) {
    const empty = wire.budgets.find(({ left }) => left <= 0);
    if (empty) return { problem: empty.spent };
    const waitFor = (answer: Busy) => answer.waitSeconds ?? 2 ** attempt;
    const answer = await wire.turns.take(source.id, source.gapMs, signal, async (waitMs): Promise<Answer> => {
      if (waitMs > mostSeconds * 1000)
        return { problem: `it wants to be left alone for ${Math.ceil(waitMs / 1000)} s`, again: false };
      if (waitMs > 0) await wire.clock.sleep(waitMs, signal);
      for (const budget of wire.budgets) budget.left--;
      const said = await once(asked, wire, signal);
      // Before anybody else has their turn: whoever else asks it waits as long, or leaves it alone.
      if (isBusy(said)) wire.turns.postpone(source.id, waitFor(said) * 1000);
      return said;
    });
    if ("works" in answer) return answer;
    if ("body" in answer) return answeredBy(read(answer.body));
    if (!isBusy(answer)) return noAnswer(answer);
    if (attempt === mostAttempts) return { problem: answer.problem };
    if (waitFor(answer) > mostSeconds)
      return { problem: `${answer.problem}, and wants to be left alone for ${waitFor(answer)} s` };
  }
}

function noAnswer({ again: _, ...said }: NoAnswer & { readonly again: false }): NoAnswer {
  return said;
}

/** It did answer: what cannot be made sense of may be so for one thing of many. */
function answeredBy(told: Told): Told {
  return "problem" in told ? { ...told, perhapsForOne: true } : told;
}

const mostAttempts = 4;
/** That somebody is kept waiting for a service. */
const mostSeconds = 60;
const mostBytes = 5_000_000;
const timeoutMs = 20_000;

type Answer =
  | { readonly body: string }
  | { readonly works: readonly [] }
  | (NoAnswer & { readonly again: false })
  | Busy;
/** It may answer later. */
type Busy = { readonly problem: string; readonly again: true; readonly waitSeconds?: number };

function isBusy(answer: Answer): answer is Busy {
  return "again" in answer && answer.again;
}

async function once(asked: Asked, { fetch, clock }: Wire, signal: AbortSignal): Promise<Answer> {
  const { url, headers, mayBeMissing, mayLeadTo } = asked;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await guardedFetch(fetch, mayLeadTo)(url, {
      headers: { "user-agent": "ai-scientist-vscode", accept: "application/json, application/atom+xml", ...headers },
      signal: AbortSignal.any([signal, timeout]),
    });
    return await bodyOf(response);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Refusal && error.status === 404 && mayBeMissing) return { works: [] };
    if (error instanceof Refusal) return refused(error, clock.now());
    if (error instanceof SentAway) return { problem: `it sends elsewhere, to ${error.to}`, again: false };
    if (timeout.aborted) return { problem: `it did not answer within ${timeoutMs / 1000} s`, again: true };
    return { problem: `it cannot be reached${whyNot(error)}`, again: true };
  }
}

/** What the network says. Other errors quote the address or the headers that they object to, in which a key may stand. */
function whyNot(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const [why] = [cause, ...(cause instanceof AggregateError ? cause.errors : [])].flatMap((one) =>
    one instanceof Error && one.message !== "" ? [one.message] : [],
  );
  return why === undefined ? "" : ` (${why})`;
}

function refused({ status, headers }: Refusal, now: number): Answer {
  if (status === 401 || status === 403)
    return { problem: `it refuses (${status}), perhaps for a wrong key`, again: false };
  const problem = status === 429 ? "it is asked too much (429)" : `it answers with an error (${status})`;
  if (status !== 429 && status !== 408 && status < 500) return { problem, again: false, perhapsForOne: true };
  const waitSeconds = secondsIn(headers.get("retry-after"), now);
  return { problem, again: true, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
}

/** `Retry-After`: seconds, or a date. */
export function secondsIn(text: string | null, now: number): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  const seconds = Number(text);
  const until = Number.isNaN(seconds) ? (Date.parse(text) - now) / 1000 : seconds;
  return Number.isFinite(until) ? Math.max(0, Math.ceil(until)) : undefined;
}

/** No answer of a service is longer; one that does not end is cut off. */
async function bodyOf(response: Response): Promise<Answer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > mostBytes) return { problem: "its answer is far too long", again: false, perhapsForOne: true };
    pieces.push(piece);
  }
  return { body: Buffer.concat(pieces).toString("utf8") };
}
