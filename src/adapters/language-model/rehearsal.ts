import { setTimeout as sleep } from "node:timers/promises";
import type { LanguageModel, Message, ModelEvent, ModelRequest } from "../../engine/ports/language-model";
import { estimateTokens, type Usage } from "../../research/usage";
import { answerTo } from "./rehearsal/answer-to";
import { readConversation } from "./rehearsal/asked";

export type RehearsalOptions = {
  /** Makes a few honest mistakes on the way, each of which is repaired when somebody notices. */
  readonly mistakes?: boolean;
  /** Pause between two pieces of an answer, in milliseconds, so that a person can watch it being written. */
  readonly delayMs?: number;
};

/**
 * A program that plays a competent scientist, so that everything can be tried without a key. It reads the prompt and nothing
 * else; the same conversation always gets the same answer. A question that it does not know is a `bad-request`.
 */
export function rehearsalModel({ mistakes = false, delayMs = 0 }: RehearsalOptions = {}): LanguageModel {
  const heard: string[] = [];
  return {
    name: "rehearsal",
    rehearsal: true,
    price: { input: 0, cachedInput: 0, output: 0 },
    capabilities: {
      contextTokens: 1_000_000,
      maxOutputTokens: 16_000,
      schema: "none",
      temperature: false,
      usage: "reported",
      pictures: false,
    },
    async *stream(request: ModelRequest): AsyncIterable<ModelEvent> {
      request.signal.throwIfAborted();
      const answer = answerTo(readConversation(request.conversation), { mistakes });
      for (const text of pieces(answer)) {
        if (delayMs > 0) await pause(delayMs, request.signal);
        request.signal.throwIfAborted();
        yield { type: "delta", text };
      }
      yield { type: "usage", usage: usageOf(request.conversation, answer, heard) };
      yield { type: "end", finish: "stop" };
    },
  };
}

/** Waits, or throws the signal's reason. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/** The answer in pieces of about a line, which together are the answer. */
function pieces(answer: string): readonly string[] {
  return answer.match(/[^\n]{1,120}\n?|\n/g) ?? [];
}

/** Counts like a server with a prefix cache: what begins as an earlier conversation did was cached. Remembers this one. */
function usageOf(conversation: readonly Message[], answer: string, heard: string[]): Usage {
  const prompt = conversation.map(({ role, text }) => `${role}\n${text}\n`).join("");
  const shared = heard.reduce((longest, earlier) => Math.max(longest, commonPrefix(earlier, prompt)), 0);
  heard.push(prompt);
  if (heard.length > REMEMBERED) heard.shift();
  const input = estimateTokens(prompt);
  const cachedInput = Math.min(input, estimateTokens(prompt.slice(0, shared)));
  return { input, cachedInput, output: estimateTokens(answer), reasoning: 0, source: "reported" };
}

/** Conversations whose beginnings count as cached. */
const REMEMBERED = 24;

/** Number of characters with which both texts begin. */
export function commonPrefix(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
