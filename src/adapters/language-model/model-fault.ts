import { ModelFailure, type ModelFailureKind } from "../../engine/ports/language-model";
import { hostOf, keyVariable, providerOf } from "../../research/provider";
import { type Complaint, complaintIn } from "./complaint";
import { Refusal, SentAway } from "./guarded-fetch";
import { retryAfterMs } from "./retry-after";

/** Whom we asked for what, for the sentences. */
export type Address = { readonly baseUrl: string; readonly model: string; readonly apiKey: string };

/** Why an attempt failed, whatever the SDK or `fetch` threw; `accepted` once the server had taken the request. */
export function modelFault(error: unknown, address: Address, accepted: boolean): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const chain = causesOf(error);
  const refusal = chain.find((cause) => cause instanceof Refusal);
  if (refusal) return refusalFault(refusal, address);
  const away = chain.find((cause) => cause instanceof SentAway);
  if (away)
    return failure("bad-request", `It sends requests on to ${away.to}. Set the base URL to where the API is.`, address);
  return brokenFault(chain, address, accepted);
}

/** The failure that a server reports in the middle of what it calls a success. Routers put the real status into the code. */
export function reportedFault(complaint: Complaint, address: Address): ModelFailure {
  return complaintFault(Number(/\b[45]\d\d\b/.exec(complaint.code)?.[0] ?? 0), complaint, address);
}

function complaintFault(status: number, complaint: Complaint, address: Address, waitMs?: number): ModelFailure {
  const kind = kindOf(status, complaint);
  const said = complaint.said ? ` It says: “${clip(complaint.said)}”` : "";
  return failure(kind, `${SENTENCES[kind](address, status)}${said}`, address, waitMs);
}

function refusalFault({ status, headers, body }: Refusal, address: Address): ModelFailure {
  const complaint = complaintIn(body);
  const wait = retryAfterMs(headers, `${complaint.said} ${body}`, Date.now());
  const final = headers.get("x-should-retry") === "false" && status === 429;
  if (final) return complaintFault(402, complaint, address);
  const busy = status === 429 || status >= 500;
  return complaintFault(status, complaint, address, busy ? wait : undefined);
}

const NO_CREDIT =
  /insufficient[_ ](?:quota|balance|credit|funds)|credit balance is too low|billing_hard_limit|billing_not_active/i;
const TOO_LONG =
  /context[_ ](?:length|window)|maximum (?:context|model) len|prompt is too long|too many (?:input )?tokens|reduce the length|exceeds? .{0,40}context/i;

const BAD_KEY = /invalid_api_key|authentication_error|api key not valid|invalid api key|incorrect api key/i;
/** As OpenAI, Anthropic, DeepSeek, Google, OpenRouter, vLLM and Ollama word it. */
const NO_MODEL =
  /\bmodels?\b.{0,120}(?:not (?:found|exist)|does not exist|not a valid)|^model: |not a valid model|no endpoints found/i;

function kindOf(status: number, { code, said }: Complaint): ModelFailureKind {
  if (status === 402 || NO_CREDIT.test(code) || NO_CREDIT.test(said)) return "no-credit";
  if (status === 401 || status === 403 || BAD_KEY.test(code) || (status === 400 && BAD_KEY.test(said)))
    return "bad-key";
  if (/model_not_found/.test(code) || ([400, 404].includes(status) && NO_MODEL.test(said))) return "unknown-model";
  if (status === 404 || status === 405) return "wrong-address";
  if (status === 413 || ((status === 400 || status === 422) && (TOO_LONG.test(code) || TOO_LONG.test(said))))
    return "too-long";
  if (status === 429 || /rate_limit/.test(code)) return "rate-limited";
  if ([408, 409, 425].includes(status) || status < 400 || status >= 500) return "unavailable";
  return "bad-request";
}

export function wantsKey(baseUrl: string): string {
  return `It wants an API key. Set one with “AI Scientist: Set API Key” or in ${keyVariable(baseUrl)}.`;
}

type Sentence = (address: Address, status: number) => string;
const SENTENCES: Readonly<Record<ModelFailureKind, Sentence>> = {
  "bad-key": ({ apiKey, baseUrl }) =>
    apiKey
      ? `It refused the API key. Set another with “AI Scientist: Set API Key” or in ${keyVariable(baseUrl)}.`
      : wantsKey(baseUrl),
  "no-credit": ({ baseUrl }) => {
    const page = providerOf(baseUrl)?.creditPage;
    return `The account has no credit left. Top it up${page ? ` at ${page}` : ""}, then resume.`;
  },
  "unknown-model": ({ model }) => `It has no model “${model}”.`,
  "wrong-address": (_, status) =>
    `There is no such API at this address${status ? ` (HTTP ${status})` : ""}. Check the base URL: most end with /v1.`,
  "not-allowed": () => "Its use was not allowed.",
  "too-long": () => "The conversation is longer than the model can read. Choose a model with a larger context.",
  "rate-limited": () => "It asks us to slow down.",
  unavailable: (_, status) => `It cannot answer at the moment${status ? ` (HTTP ${status})` : ""}.`,
  "bad-request": (_, status) => `It did not accept the request (HTTP ${status}).`,
  "schema-refused": () => "It does not take this form of structured answer.",
  "parameter-refused": () => "It does not take a field of the request.",
  dropped: () => "The connection broke in the middle of the answer.",
  malformed: () => "It sent something that is not an answer.",
  stalled: () => "It did not answer in time.",
};

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;
const NOT_TLS = /WRONG_VERSION_NUMBER|EPROTO|PACKET_LENGTH_TOO_LONG/;
const NOT_HTTP = /^HPE_|\bHPE_/;
const NO_SUCH_HOST = /ENOTFOUND|EAI_AGAIN/;
const NOBODY_THERE = /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT/;

/** What neither the server nor we said: the network, or an answer that is not one. */
function brokenFault(chain: readonly unknown[], address: Address, accepted: boolean): ModelFailure {
  const codes = chain.map((cause) => String((cause as { code?: unknown } | null)?.code ?? "")).join(" ");
  const words = chain.map((cause) => (cause instanceof Error ? cause.message : String(cause)));
  const last = clip(words.filter(Boolean).at(-1) ?? "");
  const route = unreachable(codes, last);
  if (route) return failure(route[0], route[1], address);
  if (/TIMEOUT/.test(codes) || words.some((text) => /timed? ?out/i.test(text)))
    return failure("stalled", SENTENCES.stalled(address, 0), address);
  if (chain.some((cause) => cause instanceof SyntaxError || (cause instanceof Error && cause.name === "ZodError")))
    return failure("malformed", SENTENCES.malformed(address, 0), address);
  if (!accepted) return failure("unavailable", `It could not be reached (${last}).`, address);
  return failure("dropped", `${SENTENCES.dropped(address, 0)} (${last})`, address);
}

/** Why nobody was reached, out of the codes of Node and OpenSSL, and what to do about it. */
function unreachable(codes: string, last: string): [ModelFailureKind, string] | undefined {
  const code = codes.trim();
  if (NOT_TLS.test(codes))
    return ["wrong-address", "It does not speak TLS. Should the base URL begin with http:// instead of https://?"];
  if (CERTIFICATE.test(codes))
    return [
      "bad-request",
      `Its certificate cannot be trusted: ${last}. Behind a company's proxy, name that company's certificate in NODE_EXTRA_CA_CERTS.`,
    ];
  if (NOT_HTTP.test(codes))
    return ["wrong-address", "What answers there is no web server. Should the base URL begin with https://?"];
  if (NO_SUCH_HOST.test(codes))
    return ["unavailable", `There is no such host, or this machine is offline (${code}). Check the base URL.`];
  if (NOBODY_THERE.test(codes))
    return ["unavailable", `Nobody answers there (${code}). Is the server running, and the base URL right?`];
  return undefined;
}

/** A failure whose sentence starts with the server and holds no key. */
export function failure(kind: ModelFailureKind, sentence: string, address: Address, waitMs?: number): ModelFailure {
  return new ModelFailure(kind, withoutKeys(`${hostOf(address.baseUrl)}: ${sentence}`, address.apiKey), waitMs);
}

/** The text with the key, and whatever looks like one, blotted out. */
export function withoutKeys(text: string, apiKey: string): string {
  const known = apiKey.length >= 4 ? text.replaceAll(apiKey, "•••") : text;
  return known.replace(/\b(?:sk-|gsk_|xai-)[\w*.-]{6,}|\bAIza[\w-]{20,}|\bBearer\s+\S+/g, "•••");
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (
    let cause = error;
    cause !== undefined && causes.length < 6;
    cause = (cause as { cause?: unknown } | null)?.cause
  )
    causes.push(cause);
  return causes;
}

const LONGEST_QUOTE = 300;

function clip(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
