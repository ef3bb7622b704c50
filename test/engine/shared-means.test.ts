import { describe, expect, test } from "vitest";
import { Reserve } from "../../src/engine/campaign/reserve";
import { sharedPace } from "../../src/engine/campaign/shared-pace";
import { FakeClock } from "../fakes/clock";

const { signal } = new AbortController();

/** What has been settled by now, once everything that was ready to run has run. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("a busy endpoint", () => {
  test("is left alone by everybody until the time that it named", async () => {
    const clock = new FakeClock();
    const pace = sharedPace(clock);
    (await pace.turn("m", signal)).over({ retryAfterMs: 30_000 });
    let began = 0;
    for (let idea = 0; idea < 5; idea++) void pace.turn("m", signal).then(() => began++);
    await clock.advance(29_999);
    expect(began).toBe(0);
    await clock.advance(1);
    expect(began).toBe(1);
    (await pace.turn("another", signal)).over();
  });

  test("is asked half as much at once as before, and more with every round of answers", async () => {
    const clock = new FakeClock();
    const pace = sharedPace(clock);
    const flying = await Promise.all(Array.from({ length: 8 }, () => pace.turn("m", signal)));
    for (const turn of flying) turn.over({ retryAfterMs: 1000 });
    const turns: { over(): void }[] = [];
    for (let idea = 0; idea < 12; idea++) void pace.turn("m", signal).then((turn) => turns.push(turn));
    await clock.advance(1000);
    expect(turns).toHaveLength(4);
    for (const turn of turns.splice(0)) turn.over();
    await settled();
    expect(turns).toHaveLength(5);
  });

  test("that says no time is left alone longer with every refusal", async () => {
    const clock = new FakeClock();
    const pace = sharedPace(clock);
    let last = await pace.turn("m", signal);
    for (const wait of [2_000, 4_000, 8_000]) {
      last.over({ retryAfterMs: undefined });
      let began = false;
      const turn = pace.turn("m", signal).then((own) => {
        began = true;
        return own;
      });
      await clock.advance(wait - 1);
      expect(began).toBe(false);
      await clock.advance(1);
      expect(began).toBe(true);
      last = await turn;
    }
  });

  test("keeps nobody who is called off", async () => {
    const clock = new FakeClock();
    const pace = sharedPace(clock);
    const [first, second] = await Promise.all([pace.turn("m", signal), pace.turn("m", signal)]);
    first.over({ retryAfterMs: 0 });
    const control = new AbortController();
    const waiting = pace.turn("m", control.signal);
    control.abort("paused");
    await expect(waiting).rejects.toBe("paused");
    second.over();
    (await pace.turn("m", signal)).over();
  });
});

describe("money that several share", () => {
  test("calls that could together cost more than is left wait for each other", async () => {
    let spent = 0;
    const reserve = new Reserve(() => [{ cap: 10, spent: async () => spent }]);
    const first = await reserve.hold(6, signal);
    let second: (() => void) | undefined;
    void reserve.hold(6, signal).then((give) => (second = give));
    await settled();
    expect(second).toBeUndefined();
    spent = 1;
    first();
    await settled();
    expect(second).toBeDefined();
  });

  test("two that ask in the same moment do not both get the last of it", async () => {
    const reserve = new Reserve(() => [{ cap: 10, spent: async () => 0 }]);
    let given = 0;
    for (let call = 0; call < 5; call++) void reserve.hold(4, signal).then(() => given++);
    await settled();
    expect(given).toBe(2);
  });

  test("what was read before a call ended is read again: its cost is in the sum by then", async () => {
    let spent = 0;
    const reading: (() => void)[] = [];
    const isSlow = { now: false };
    const reserve = new Reserve(() => [
      {
        cap: 10,
        spent: () => {
          const asRead = spent;
          return isSlow.now ? new Promise((resolve) => reading.push(() => resolve(asRead))) : Promise.resolve(asRead);
        },
      },
    ]);
    const first = await reserve.hold(4, signal);
    await reserve.hold(4, signal);
    isSlow.now = true;
    let third = false;
    void reserve.hold(6, signal).then(() => (third = true));
    await settled();
    isSlow.now = false;
    spent = 4;
    first();
    for (const read of reading) read();
    await settled();
    expect(third).toBe(false);
  });

  test("what would not fit even alone is not waited for: the cap itself refuses it", async () => {
    const reserve = new Reserve(() => [{ cap: 1, spent: async () => 0.5 }]);
    await reserve.hold(0.4, signal);
    await expect(reserve.hold(5, signal)).resolves.toBeTypeOf("function");
  });

  test("without a cap nobody waits, and a wait that is called off ends", async () => {
    const free = new Reserve(() => []);
    await free.hold(100, signal);
    await free.hold(100, signal);
    const tight = new Reserve(() => [{ cap: 10, spent: async () => 0 }]);
    await tight.hold(8, signal);
    const control = new AbortController();
    const waiting = tight.hold(8, control.signal);
    await settled();
    control.abort("stopped");
    await expect(waiting).rejects.toBe("stopped");
  });
});
