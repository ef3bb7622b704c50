/** How long a server asks us to wait, in milliseconds: in its headers or, as some do, in its sentence. */
export function retryAfterMs(headers: Headers, said: string, now: number): number | undefined {
  return headerMilliseconds(headers) ?? headerSeconds(headers) ?? headerDate(headers, now) ?? spokenSeconds(said);
}

function headerMilliseconds(headers: Headers): number | undefined {
  return nonNegative(headers.get("retry-after-ms"), 1);
}

function headerSeconds(headers: Headers): number | undefined {
  return nonNegative(headers.get("retry-after"), 1000);
}

/** A date is meant by the server's clock, which its `Date` header shows; `now` stands in for it. */
function headerDate(headers: Headers, now: number): number | undefined {
  const date = Date.parse(headers.get("retry-after") ?? "");
  const serverNow = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(serverNow) ? now : serverNow));
}

/** “Please try again in 1m20.5s”, “Please retry in 350ms”, `"retryDelay": "34s"`. */
function spokenSeconds(said: string): number | undefined {
  const match =
    /(?:again|retry) (?:in|after) (?:(\d+)m(?!s))?([\d.]+) ?(ms|s)/i.exec(said) ??
    /retryDelay\W+()([\d.]+)(s)/.exec(said);
  if (!match) return undefined;
  const [, minutes, amount, unit] = match;
  return Math.ceil(Number(minutes || 0) * 60_000 + Number(amount) * (unit === "ms" ? 1 : 1000));
}

function nonNegative(text: string | null, factor: number): number | undefined {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
  return Math.ceil(Number(text) * factor);
}
