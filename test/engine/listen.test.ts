import { describe, expect, test } from "vitest";
import { converse } from "../../src/engine/converse";
import { FakeClock } from "../fakes/clock";
import { call, conversingLab, failing, over, saying } from "../fakes/conversing";

describe("silence", () => {
  const clock = new FakeClock();
  test("before the first word is borne for ten minutes, then asked again", async () => {
    const model = saying(["forever", "Yes."]);
    const lab = conversingLab(model, { clock });
    const began = clock.now();
    expect((await over(clock, converse(lab, call))).text).toBe("Yes.");
    expect((clock.now() - began) / 1000).toBeGreaterThanOrEqual(602);
    expect(model.requests[0]?.signal.aborted).toBe(true);
  });

  test("after it is borne for two minutes from the last word on", async () => {
    const silent = new FakeClock();
    const model = saying(["Yes."]);
    const said = model.stream.bind(model);
    model.stream = async function* (request) {
      if (model.requests.length > 0) return yield* said(request);
      model.requests.push(request);
      for (let i = 0; i < 3; i++) {
        await silent.sleep(100_000, request.signal);
        yield { type: "delta", text: "word " };
      }
      await new Promise(() => {}); // An adapter that does not even hear the signal.
    };
    const lab = conversingLab(model, { clock: silent });
    const began = silent.now();
    expect((await over(silent, converse(lab, call))).text).toBe("Yes.");
    expect(Math.round((silent.now() - began) / 1000)).toBe(300 + 120 + 2);
    expect(lab.journal.of("model-called").map((entry) => entry.outcome)).toEqual(["failed", "answered"]);
  });
});

describe("the researcher's stop", () => {
  const pressed = new Error("The researcher pressed Stop.");

  test("ends an answer at once, and what was said is in the ledger", async () => {
    const lab = conversingLab(saying(["unused"]));
    lab.model.stream = async function* () {
      yield { type: "delta", text: "Half" };
      await new Promise(() => {});
    };
    setTimeout(() => lab.stop.abort(pressed), 20);
    await expect(converse(lab, call)).rejects.toBe(pressed);
    expect(lab.journal.of("model-called").map((entry) => entry.outcome)).toEqual(["failed"]);
  });

  test("ends a wait at once", async () => {
    const lab = conversingLab(saying([failing("rate-limited", 600_000)]));
    setTimeout(() => lab.stop.abort(pressed), 20);
    await expect(converse(lab, call)).rejects.toBe(pressed);
  });
});
