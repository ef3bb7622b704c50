import { expect, test } from "vitest";
import { retryAfterMs } from "../../../src/adapters/language-model/retry-after";

const NOW = Date.parse("2026-01-05T10:00:00Z");

test.each<[Record<string, string>, string, number | undefined]>([
  [{ "retry-after-ms": "1500", "retry-after": "9" }, "", 1_500],
  [{ "retry-after": "0" }, "", 0],
  [{ "retry-after": "600" }, "", 600_000],
  [{ "retry-after": "Mon, 05 Jan 2026 10:01:00 GMT" }, "", 60_000],
  [{ "retry-after": "Mon, 05 Jan 2026 10:01:00 GMT", date: "Mon, 05 Jan 2026 10:00:45 GMT" }, "", 15_000],
  [{ "retry-after": "Mon, 05 Jan 2026 09:00:00 GMT" }, "", 0],
  [{ "retry-after": "soon" }, "", undefined],
  [{}, "Please try again in 350ms.", 350],
  [{}, "Please try again in 2m3s.", 123_000],
  [{}, 'quota, "retryDelay": "34s"', 34_000],
  [{}, "Please retry in 23.5s", 23_500],
  [{}, "Slow down.", undefined],
])("%j %s", (headers, said, wait) => {
  expect(retryAfterMs(new Headers(headers), said, NOW)).toBe(wait);
});
