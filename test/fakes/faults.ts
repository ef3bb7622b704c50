import type { Exchange, Fault } from "./fault-server";

const hello = "Hello";

/** Refuses the first `times` requests, then answers. */
function atFirst(times: number, refuse: Fault): Fault {
  return (exchange) => (exchange.count <= times ? refuse(exchange) : exchange.stream([hello]));
}

function always(status: number, error: object | string, headers?: Record<string, string>): Fault {
  return (exchange) => exchange.refuse(status, error, headers);
}

/** Answers once the request no longer has what the server cannot do. */
function unless(refused: (exchange: Exchange) => boolean, status: number, error: object | string): Fault {
  return (exchange) => (refused(exchange) ? exchange.refuse(status, error) : exchange.stream([hello]));
}

const raw = (text: string) => ({ raw: text });

/** What servers were seen to do, by the name of the model that does it. */
export const faults: Readonly<Record<string, Fault>> = {
  // Answers, in all the ways they come.
  answers: (exchange) => exchange.stream(["Hel", "lo ", "world"]),
  "answers in one piece": (exchange) => exchange.complete(hello),
  "answers as plain text": (exchange) => exchange.send(200, JSON.stringify(exchange.completion("plain")), "text/plain"),
  "streams under the wrong type": (exchange) => {
    exchange.charge(hello, false);
    const chunk = { choices: [{ delta: { content: hello }, finish_reason: "stop" }] };
    exchange.send(200, `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, "text/plain");
  },
  "answers in parts": (exchange) =>
    exchange.complete(null, { message: { content: [{ type: "thinking" }, { type: "text", text: hello }] } }),
  "never says done": (exchange) => exchange.stream(["abc", "def"], { done: false }),
  "is slow": (exchange) => exchange.stream(["a", "b", "c", "d", "e"], { delayMs: 40 }),
  "comments and pings": (exchange) =>
    exchange.stream([raw(": OPENROUTER PROCESSING\n\n"), "abc", raw("event: ping\ndata: {}\n\n"), "def"]),
  "thinks aloud": (exchange) =>
    exchange.stream([
      { delta: { reasoning_content: "Let me " } },
      { delta: { reasoning: "think." } },
      "<think>hm</think>\n\nHello",
    ]),
  "repeats the usage, thoughts in the total only": (exchange) => {
    const { prompt, cached, completion, reasoning } = exchange.charge(hello, true);
    const chunk = (content: string, output: number, finish: string | null) => {
      const usage = {
        prompt_tokens: prompt,
        completion_tokens: output - reasoning,
        total_tokens: prompt + output,
        prompt_tokens_details: { cached_tokens: cached },
      };
      return `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }], usage })}\n\n`;
    };
    exchange.send(200, chunk("Hel", 7, null) + chunk("lo", completion, "stop"), "text/event-stream");
  },
  "hides the usage": (exchange) => exchange.stream([hello], { usage: "never" }),
  "counts like DeepSeek": (exchange) =>
    exchange.complete("x", {
      message: { reasoning_content: "because" },
      spell: ({ prompt, cached, completion }) => ({
        prompt_tokens: prompt,
        completion_tokens: completion,
        total_tokens: prompt + completion,
        prompt_cache_hit_tokens: cached,
        prompt_cache_miss_tokens: prompt - cached,
      }),
    }),
  "counts like Anthropic": (exchange) =>
    exchange.complete("x", {
      spell: ({ prompt, cached, completion }) => ({
        input_tokens: prompt - cached - 8,
        cache_creation_input_tokens: 8,
        cache_read_input_tokens: cached,
        output_tokens: completion,
      }),
    }),
  // Answers that end before they should.
  "runs out of room": (exchange) => exchange.stream(['{"a": 1, "b'], { finish: "length" }),
  refuses: (exchange) => exchange.complete(null, { message: { refusal: "I can't help" } }),
  "refuses while streaming": (exchange) =>
    exchange.stream([{ delta: { refusal: "I can't " } }, { delta: { refusal: "help" } }]),
  "is filtered": (exchange) => exchange.complete("", { finish: "content_filter" }),
  "ends without a reason": (exchange) => exchange.stream(["abc", "def"], { finish: null }),
  "gives up": (exchange) => exchange.stream(["abc"], { finish: "error" }),
  "drops the line": (exchange) => exchange.stream(["abc", "def"], { afterwards: "drop" }),
  "drops the line at the end": (exchange) =>
    exchange.stream([hello, raw('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n')], {
      afterwards: "drop",
    }),
  "falls silent": (exchange) => exchange.stream(["a"], { afterwards: "hang" }),
  "never answers": () => {},
  // Successes that are none.
  "sends torn JSON": (exchange) => {
    exchange.charge("hel", false);
    exchange.send(200, '{"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":"hel');
  },
  "sends a torn chunk": (exchange) =>
    exchange.stream(["abc", raw('data: {"id":"c1","choi\n\n'), "def"], { usage: "never" }),
  "sends an error among the chunks": (exchange) =>
    exchange.stream(
      ["abc", raw('data: {"error":{"message":"overloaded","type":"server_error","code":"overloaded"}}\n\n')],
      { usage: "never" },
    ),
  "sends an error as an answer": (exchange) =>
    exchange.send(200, JSON.stringify({ error: { message: "Provider returned error", code: 502 } })),
  "sends no choices": (exchange) => exchange.send(200, JSON.stringify({ ...exchange.completion(""), choices: [] })),
  "sends choices of another kind": (exchange) => {
    exchange.charge("", false);
    exchange.send(200, JSON.stringify({ choices: "none" }));
  },
  "sends nothing": (exchange) => {
    exchange.charge("", false);
    exchange.send(200, "", "text/event-stream");
  },
  "sends a login page": (exchange) => exchange.send(200, "<!doctype html><title>Log in</title>", "text/html"),
  // Refusals that pass.
  "is busy": atFirst(
    2,
    always(429, { message: "rate", type: "rate_limit_error", code: "rate_limit_exceeded" }, { "retry-after": "0.2" }),
  ),
  "is busy for milliseconds": atFirst(1, always(429, { message: "rate" }, { "retry-after-ms": "50" })),
  "is busy for over a minute": atFirst(1, always(429, { message: "rate" }, { "retry-after": "75" })),
  "is busy until a date": atFirst(1, (exchange) =>
    exchange.refuse(
      429,
      { message: "rate" },
      { date: "Mon, 05 Jan 2026 10:00:00 GMT", "retry-after": "Mon, 05 Jan 2026 10:02:00 GMT" },
    ),
  ),
  "is busy in words": atFirst(1, always(429, { message: "Rate limit reached. Please try again in 1m20.5s." })),
  "is busy for hours": always(429, { message: "daily limit" }, { "retry-after": "7200" }),
  "fails twice": atFirst(2, always(500, { message: "boom" })),
  "is down": (exchange) => exchange.send(502, "<html><title>Bad gateway</title></html>", "text/html"),
  // Refusals that stay.
  "refuses the key": (exchange) =>
    exchange.refuse(401, {
      message: `Incorrect API key provided: ${exchange.entry.headers.authorization?.slice(7)}. It begins with sk-abc123def.`,
      code: "invalid_api_key",
    }),
  forbids: always(403, { message: "Country not supported" }),
  "has no credit": always(429, {
    message: "You exceeded your current quota",
    type: "insufficient_quota",
    code: "insufficient_quota",
  }),
  "wants no retry": always(429, { message: "quota" }, { "x-should-retry": "false" }),
  "wants payment": always(402, { message: "Insufficient Balance" }),
  "has a short memory": always(400, {
    message: "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.",
    code: "context_length_exceeded",
  }),
  "words it like DeepSeek": always(400, { message: "Model Not Exist", type: "invalid_request_error" }),
  "words it like OpenRouter": always(400, { message: "no-such/model is not a valid model ID", code: 400 }),
  "words it like Anthropic": always(404, { type: "not_found_error", message: "model: claude-none" }),
  "words it like Gemini": (exchange) =>
    exchange.send(
      400,
      JSON.stringify([{ error: { code: 400, message: "API key not valid. Please pass a valid API key." } }]),
    ),
  "knows no such path": (exchange) => exchange.send(404, JSON.stringify({ detail: "Not Found" })),
  "shows a page that is not there": (exchange) =>
    exchange.send(404, "<html><head><title>404 Not Found</title></head></html>", "text/html"),
  "dislikes the request": always(400, { message: "Invalid value for 'messages'", param: "messages" }),
  "complains in a list": (exchange) =>
    exchange.send(400, JSON.stringify([{ error: { message: "Bad thing", status: "INVALID_ARGUMENT" } }])),
  // Refusals of a part of the request.
  "knows no schema": unless(({ entry }) => entry.body.response_format?.type === "json_schema", 400, {
    message: "'response_format.type' must be 'text' or 'json_object'",
    param: "response_format",
  }),
  "knows no format": unless(({ entry }) => entry.body.response_format, 400, {
    message: "response_format is not supported",
    param: "response_format",
  }),
  "knows no temperature": unless(({ entry }) => entry.body.temperature !== undefined, 400, {
    message:
      "Unsupported value: 'temperature' does not support 0.75 with this model. Only the default (1) value is supported.",
    param: "temperature",
  }),
  "renamed the limit": unless(({ entry }) => entry.body.max_tokens !== undefined, 400, {
    message:
      "Unsupported parameter: 'max_tokens' is not supported with this model (o3-2025). Use 'max_completion_tokens' instead.",
    param: "max_tokens",
  }),
  "allows short answers": unless(({ entry }) => entry.body.max_tokens > 4096, 400, {
    message:
      "max_tokens is too large: 16384. This model supports at most 4,096 completion tokens, whereas you provided 16384.",
    param: "max_tokens",
  }),
  "shares a small context": unless(({ entry }) => entry.body.max_tokens > 8192 - 616, 400, {
    message:
      "This model's maximum context length is 8192 tokens. However, you requested 17000 tokens (616 in the messages, 16384 in the completion).",
  }),
  "knows no stream options": unless(
    ({ entry }) => entry.body.stream_options,
    422,
    '[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]',
  ),
  "cannot stream": (exchange) =>
    exchange.entry.body.stream
      ? exchange.refuse(400, { message: "Your organization must be verified to stream this model.", param: "stream" })
      : exchange.complete(hello),
  "knows no system role": unless(({ entry }) => entry.body.messages[0].role === "system", 400, {
    message: "System role not supported",
  }),
  // Elsewhere.
  "redirects once": (exchange) =>
    exchange.count === 1
      ? exchange.send(307, "", "text/plain", { location: "/v1/chat/completions?again" })
      : exchange.stream([hello]),
  "redirects in circles": (exchange) =>
    exchange.send(307, "", "text/plain", { location: "/v1/chat/completions?again" }),
};
