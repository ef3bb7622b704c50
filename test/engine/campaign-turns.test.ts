import { describe, expect, test } from "vitest";
import { runsToCome } from "../../src/engine/campaign/runs-to-come";
import { SlotPool } from "../../src/engine/campaign/slot-pool";
import { slotsOver } from "../../src/research/campaign-slots";
import type { NewRunEvent } from "../../src/research/run-event";
import { FakeClock } from "../fakes/clock";
import { FakeJournal } from "../fakes/journal";

describe("who has the next slot", () => {
  const { signal } = new AbortController();

  async function poolOn(slots: number) {
    const clock = new FakeClock();
    const journal = new FakeJournal(clock);
    const campaign = { name: "c", count: 9, ideas: [], slots: slotsOver(slots, ["local"]), openEnded: false };
    await journal.append({ type: "campaign-set", campaign: { ...campaign, model: "", template: "" } });
    const given: string[] = [];
    const poolNow = () => new SlotPool(journal, () => {}, clock);
    let pool = poolNow();
    return {
      given,
      clock,
      restart: () => (pool = poolNow()),
      /** Asks for a slot; who has it is in `given`. */
      ask: (idea: string, run: number, toCome?: number) =>
        void pool.take({ idea, job: `run_${run}-attempt-1` }, signal, toCome).then(() => given.push(idea)),
      async free(idea: string, run: number) {
        await pool.release({ idea, job: `run_${run}-attempt-1` });
        await clock.advance(0);
      },
      /** One run of an idea that nobody else wants the slot for. */
      async run(idea: string, run: number, minutes: number, toCome?: number) {
        await pool.take({ idea, job: `run_${run}-attempt-1` }, signal, toCome);
        await clock.advance(minutes * 60_000);
        await pool.release({ idea, job: `run_${run}-attempt-1` });
      },
    };
  }

  test("is the idea whose plan has the most runs to come", async () => {
    const { ask, free, given, clock } = await poolOn(1);
    ask("first", 0);
    await clock.advance(0);
    ask("short", 4, 1);
    ask("long", 2, 3);
    await free("first", 0);
    expect(given).toEqual(["first", "long"]);
  });

  test("with the time that its runs took, also those that an earlier process saw", async () => {
    const { ask, free, run, restart, given, clock } = await poolOn(1);
    await run("quick", 0, 10);
    await run("slow", 0, 60);
    restart();
    ask("other", 0);
    await clock.advance(0);
    ask("quick", 1, 3);
    ask("slow", 1, 2);
    await free("other", 0);
    expect(given).toEqual(["other", "slow"]);
  });

  test("with the times of all of these, not only of the last", async () => {
    const { ask, free, run, restart, given, clock } = await poolOn(1);
    await run("slow", 0, 60);
    await run("slow", 1, 1);
    await run("quick", 0, 10);
    await run("quick", 1, 10);
    restart();
    ask("other", 0);
    await clock.advance(0);
    ask("quick", 2, 3);
    ask("slow", 2, 3);
    await free("other", 0);
    expect(given).toEqual(["other", "slow"]);
  });

  test("and its thinking between two of them, but no pause", async () => {
    const { ask, free, run, given, clock } = await poolOn(1);
    await run("thinks", 0, 10);
    await clock.advance(30 * 60_000);
    await run("thinks", 1, 10, 4);
    await run("acts", 0, 10);
    await run("acts", 1, 10, 4);
    ask("other", 0);
    await clock.advance(0);
    ask("acts", 2, 3);
    ask("thinks", 2, 3);
    await free("other", 0);
    expect(given).toEqual(["other", "thinks"]);
  });

  test("is among equals the one that had the fewest, then whoever asked first", async () => {
    const { ask, free, given, clock } = await poolOn(1);
    for (const idea of ["a", "b", "c"]) ask(idea, 0);
    await clock.advance(0);
    await free("a", 0);
    await free("b", 0);
    expect(given).toEqual(["a", "b", "c"]);
  });
});

describe("how many runs an idea's plan still has", () => {
  const said = (step: string, answer: object | string): NewRunEvent => ({
    type: "step-finished",
    step,
    result: { text: typeof answer === "string" ? answer : JSON.stringify(answer), finish: "stop" },
  });
  const runs = (count: number) => ({ thought: "", runs: Array.from({ length: count }, () => ({ name: "Wider" })) });

  async function toCome(...events: NewRunEvent[]) {
    const journal = new FakeJournal();
    for (const event of events) await journal.append(event);
    return runsToCome(journal.history);
  }

  test("is not known before there is a plan, and is what was planned last without what was made since", async () => {
    expect(await toCome()).toBeUndefined();
    const plan = said("plan of the runs", runs(4));
    expect(await toCome(plan)).toBe(4);
    const kept = said("run 1: lesson", { lesson: "It helped.", ...runs(0) });
    expect(await toCome(plan, kept)).toBe(3);
    const anew = said("run 2: lesson", { lesson: "It did not.", ...runs(1) });
    expect(await toCome(plan, kept, anew)).toBe(1);
  });

  test("is read from the answer that could be used", async () => {
    expect(await toCome(said("plan of the runs", "Well."), said("plan of the runs, answer 2", runs(2)))).toBe(2);
    expect(await toCome({ type: "step-finished", step: "plan of the runs", result: 7 })).toBeUndefined();
  });
});
