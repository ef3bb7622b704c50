import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** Tokens as the server counts them. The answer always has the thoughts in its count. */
export type Charge = {
  readonly prompt: number;
  readonly cached: number;
  readonly completion: number;
  readonly reasoning: number;
};

/** One request as the server saw it, and what it put on the bill. */
export type LedgerEntry = {
  readonly model: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into the body wherever they like.
  readonly body: any;
  /** Undefined when the request was refused; `told` when the answer said what it cost. */
  charge?: Charge & { readonly told: boolean };
};

/** How the server treats the `count`-th request (from 1) for a model. */
export type Fault = (exchange: Exchange) => void | Promise<void>;

/** A delta's text, a whole delta, or bytes that are sent as they are. */
export type Part = string | { readonly delta: object } | { readonly raw: string };
export type StreamOptions = {
  readonly finish?: string | null;
  readonly usage?: "asked" | "never";
  readonly done?: boolean;
  readonly afterwards?: "end" | "drop" | "hang";
  readonly delayMs?: number;
};

export class Exchange {
  constructor(
    readonly entry: LedgerEntry,
    readonly count: number,
    private readonly response: ServerResponse,
  ) {}

  send(status: number, body: string, type = "application/json", headers: Record<string, string> = {}): void {
    this.response.writeHead(status, { "content-type": type, ...headers });
    this.response.end(body);
  }

  refuse(status: number, error: object | string, headers: Record<string, string> = {}): void {
    this.send(status, JSON.stringify({ error }), "application/json", headers);
  }

  /** A whole answer in one piece. `message` adds to the usual one, `spell` puts the charge into the server's words. */
  complete(
    text: string | null,
    {
      finish = "stop",
      message = {},
      spell = spelled,
    }: { finish?: string; message?: object; spell?: typeof spelled } = {},
  ): void {
    this.send(200, JSON.stringify(this.completion(text, finish, message, spell)));
  }

  completion(text: string | null, finish = "stop", message: object = {}, spell = spelled): object {
    const charge = this.charge(text ?? "", true);
    const choices = [{ index: 0, message: { role: "assistant", content: text, ...message }, finish_reason: finish }];
    return {
      id: "c1",
      object: "chat.completion",
      created: 1,
      model: this.entry.model,
      choices,
      usage: spell(charge),
    };
  }

  /** Server-sent events, the way a well-behaved server sends them unless `options` say otherwise. */
  async stream(parts: readonly Part[], options: StreamOptions = {}): Promise<void> {
    const { finish = "stop", usage = "asked", done = true, afterwards = "end", delayMs = 0 } = options;
    const told =
      usage === "asked" &&
      this.entry.body.stream_options?.include_usage === true &&
      afterwards === "end" &&
      finish !== null;
    const charge = this.charge(parts.map((part) => (typeof part === "string" ? part : "")).join(""), told);
    this.response.writeHead(200, { "content-type": "text/event-stream" });
    for (const part of parts) {
      this.response.write(
        typeof part === "object" && "raw" in part
          ? part.raw
          : this.event({ delta: typeof part === "string" ? { content: part } : part.delta }),
      );
      if (delayMs > 0) await pause(delayMs);
    }
    if (afterwards === "hang") return;
    if (afterwards === "drop") return pause(30).then(() => void this.response.socket?.destroy());
    if (finish !== null) this.response.write(this.event({ delta: {}, finish_reason: finish }));
    if (told) this.response.write(this.event(undefined, spelled(charge)));
    if (done && finish !== null) this.response.write("data: [DONE]\n\n");
    this.response.end();
  }

  private event(choice?: object, usage?: object): string {
    const choices = choice ? [{ index: 0, finish_reason: null, ...choice }] : [];
    const chunk = {
      id: "c1",
      object: "chat.completion.chunk",
      created: 1,
      model: this.entry.model,
      choices,
      ...(usage ? { usage } : {}),
    };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  }

  /** Puts the request on the bill. No two requests cost the same, so that sums can be compared. */
  charge(answer: string, told: boolean): Charge {
    const prompt = 100 + this.count + JSON.stringify(this.entry.body.messages).length;
    this.entry.charge = { prompt, cached: 64, completion: answer.length + 5, reasoning: 5, told };
    return this.entry.charge;
  }
}

/** A charge in OpenAI's words. */
export function spelled({ prompt, cached, completion, reasoning }: Charge): object {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

export type FaultServer = AsyncDisposable & { readonly url: string; readonly ledger: LedgerEntry[] };

export type FaultServerOptions = {
  /** Whoever does not send this key is refused. */
  readonly key?: string;
  /** What the list says of a model beside its name. */
  readonly listed?: Readonly<Record<string, object>>;
};

/** A server on 127.0.0.1 whose models each have one fault; `/v1/models` lists them. */
export async function startFaultServer(
  script: Readonly<Record<string, Fault>>,
  { key, listed = {} }: FaultServerOptions = {},
): Promise<FaultServer> {
  const ledger: LedgerEntry[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) return refuseKey(response);
    if (path.endsWith("/models"))
      return list(
        response,
        Object.keys(script).map((id) => ({ id, object: "model", ...listed[id] })),
      );
    const body = JSON.parse((await textOf(request)) || "{}");
    const entry: LedgerEntry = { model: body.model ?? "", path, headers: request.headers, body };
    ledger.push(entry);
    const exchange = new Exchange(entry, ledger.filter((one) => one.model === entry.model).length, response);
    const fault = Object.hasOwn(script, entry.model) ? script[entry.model] : undefined;
    if (fault) await fault(exchange);
    else exchange.refuse(404, { message: "model not found", type: "invalid_request_error", code: "model_not_found" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, ledger, [Symbol.asyncDispose]: () => close(server) };
}

function list(response: ServerResponse, data: readonly object[]): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ object: "list", data }));
}

function refuseKey(response: ServerResponse): void {
  response.writeHead(401, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { message: "Incorrect API key provided.", code: "invalid_api_key" } }));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece;
  return text;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
