import { expect, test } from "vitest";
import { systemClock } from "../../src/adapters/clock";

test("sleeping ends with the signal's own reason when that comes first", async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort(new Error("stopped by the researcher"));
  await expect(sleeping).rejects.toThrow("stopped by the researcher");
  await expect(systemClock.sleep(1, controller.signal)).rejects.toThrow("stopped by the researcher");
  const before = systemClock.now();
  await systemClock.sleep(20, new AbortController().signal);
  expect(systemClock.now() - before).toBeGreaterThanOrEqual(19);
});
