import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calmly } from "../../src/editor/calmly";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("works at once, then once for all that was asked meanwhile, after a rest", async () => {
  let times = 0;
  const look = calmly(async () => void times++);
  void look();
  expect(times).toBe(1);
  for (let asked = 0; asked < 20; asked++) void look();
  await vi.advanceTimersByTimeAsync(400);
  expect(times).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(times).toBe(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(times).toBe(2);
});

test("rests twice as long as the work took", async () => {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let times = 0;
  const look = calmly(async () => {
    times++;
    await wait(2000);
  });
  void look();
  void look();
  await vi.advanceTimersByTimeAsync(5900);
  expect(times).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(times).toBe(2);
});
