import type { Price, Usage } from "../../research/usage";

export type Message = { readonly role: "system" | "user" | "assistant"; readonly text: string };
export type Finish = "stop" | "length" | "refused" | "cut-off";

export type Picture = { readonly mediaType: "image/png" | "image/jpeg"; readonly base64: string };

export type ModelRequest = {
  readonly conversation: readonly Message[];
  /** The shape of a JSON answer, as JSON schema. A hint: the answer is checked all the same. */
  readonly schema?: { readonly name: string; readonly json: Record<string, unknown> };
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  /** Shown with the last message; left out for a model that is known to take none. */
  readonly pictures?: readonly Picture[];
  readonly signal: AbortSignal;
};

export type ModelEvent =
  | { readonly type: "delta"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  | { readonly type: "usage"; readonly usage: Usage }
  | { readonly type: "end"; readonly finish: Finish };

/**
 * One model at one endpoint. `stream` makes exactly one attempt and yields at most one `usage` and, when the answer came
 * through, exactly one `end`; everything else is thrown as `ModelFailure`. It never waits, retries or prints.
 */
export interface LanguageModel {
  /** As the researcher wrote it: `openai:gpt-5`, `vscode:copilot/gpt-5/gpt-5`, `rehearsal`. */
  readonly name: string;
  /** What comes from the rehearsal is stamped as such wherever it ends up. */
  readonly rehearsal: boolean;
  readonly price: Price | undefined;
  readonly capabilities: Capabilities;
  stream(request: ModelRequest): AsyncIterable<ModelEvent>;
}

export type Capabilities = {
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  readonly schema: "strict" | "json" | "none";
  readonly temperature: boolean;
  readonly usage: "reported" | "estimated";
  /** Undefined where nobody has found out. */
  readonly pictures?: boolean;
  /** It may want its user's consent, or run out of a quota, in the middle of anything. */
  readonly interactive?: boolean;
};

export type ModelFailureKind =
  | "bad-key"
  | "no-credit"
  | "unknown-model"
  /** What answers at this address is no such API. */
  | "wrong-address"
  /** The researcher has not allowed the use of the model, or took that back. */
  | "not-allowed"
  | "bad-request"
  | "too-long"
  /** The endpoint refused the way the shape was asked for; the adapter asks for less of it from now on. */
  | "schema-refused"
  /** The endpoint refused another field of the request; the adapter leaves it out or changes it from now on. */
  | "parameter-refused"
  | "rate-limited"
  | "unavailable"
  | "dropped"
  | "malformed"
  | "stalled";

/** Why a call gave no answer. `message` is a sentence for the researcher; it never holds a key. */
export class ModelFailure extends Error {
  /** One that another bundle threw is one too: adapters and engine need not share this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "ModelFailure";
  }
  override readonly name = "ModelFailure";
  constructor(
    readonly kind: ModelFailureKind,
    message: string,
    /** What the server asked us to wait, in milliseconds. */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
