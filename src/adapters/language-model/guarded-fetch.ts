/** A server's answer that is not a success: kept whole, for us to read instead of the SDK. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly body: string,
  ) {
    super("The server refused the request.");
  }
}

/** The server wants us elsewhere: to another origin, where the key must not go, or round in circles. */
export class SentAway extends Error {
  override readonly name = "SentAway";
  constructor(readonly to: string) {
    super("The server sent the request elsewhere.");
  }
}

const MOST_REDIRECTS = 3;
const LONGEST_COMPLAINT = 20_000;

/**
 * `fetch` that follows redirects within the origin only, and to where they may lead beside, keeping method, headers and body, and throws
 * `Refusal` for every other failure.
 */
export function guardedFetch(
  fetch: typeof globalThis.fetch,
  mayLeadTo: (next: URL) => boolean = () => false,
): typeof globalThis.fetch {
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input);
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(url, { ...init, redirect: "manual" });
      if (response.ok) return response;
      const location = response.headers.get("location");
      if (response.status >= 400 || location === null) throw await refusal(response);
      await response.body?.cancel();
      const next = new URL(location, url);
      const isAllowed = next.origin === url.origin || mayLeadTo(next);
      if (!isAllowed || redirects === MOST_REDIRECTS) throw new SentAway(next.origin + next.pathname);
      url = next;
    }
  };
}

async function refusal(response: Response): Promise<Refusal> {
  return new Refusal(response.status, response.headers, await beginningOf(response));
}

/** Of a complaint that never ends, or that breaks off, what has come. */
async function beginningOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of body ?? []) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= LONGEST_COMPLAINT) break;
    }
  } catch {
    // The status says enough.
  }
  return Buffer.concat(pieces).toString("utf8").slice(0, LONGEST_COMPLAINT);
}
