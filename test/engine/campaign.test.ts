import { describe, expect, test } from "vitest";
import type { CampaignEnding } from "../../src/engine/campaign/campaign-lab";
import { SlotPool } from "../../src/engine/campaign/slot-pool";
import { isJobOf, needsSlot, slottedCompute } from "../../src/engine/campaign/slotted-compute";
import type { Compute, Job } from "../../src/engine/ports/compute";
import { archiveTable } from "../../src/engine/prompts/generate-ideas";
import { slotsHeldIn } from "../../src/research/campaign";
import { slotsOver } from "../../src/research/campaign-slots";
import { FakeClock } from "../fakes/clock";
import { FakeJournal } from "../fakes/journal";
import { campaignOf, type IdeaTimes, lowerBound, simulated } from "../fakes/simulated-campaign";

const SHORT: IdeaTimes = { head: 1, runs: [10, 10, 10], between: 1, tail: 5 };
const many = (count: number, ...special: readonly Partial<IdeaTimes>[]) =>
  Array.from({ length: count }, (_, index) => ({ ...SHORT, ...special[index] }));
const failing = (rest: Partial<CampaignEnding> = {}): Partial<IdeaTimes> => ({
  ends: { how: "failed", reason: "The baseline did not run.", ...rest },
});

describe("many ideas over a few slots", () => {
  test("all are tried, never more jobs at once than slots, and in hardly more time than it must take", async () => {
    const times = many(20);
    const { ending, mostJobs, mostAlive, makespan, pursued } = await simulated(times, 4);
    expect(ending).toEqual({ how: "done", reason: "Of 20 ideas: 20 ended with a paper." });
    expect(new Set(pursued).size).toBe(20);
    expect(mostJobs).toBe(4);
    expect(mostAlive).toBeLessThanOrEqual(24);
    expect(makespan / lowerBound(times, 4)).toBeLessThanOrEqual(1.05);
  });

  test("a model that writes longer than the runs take keeps no slot waiting", async () => {
    const times = many(40, ...Array.from({ length: 40 }, () => ({ between: 10, tail: 40 })));
    const { makespan } = await simulated(times, 4);
    expect(makespan / lowerBound(times, 4)).toBeLessThanOrEqual(1.05);
  });

  test("no more ideas are under way than were allowed", async () => {
    expect((await simulated(many(10), 4, { alive: 2 })).mostAlive).toBe(2);
  });

  test("all are begun at once where that was asked for, so that one that takes ten times as long is found early", async () => {
    const times = many(30, ...Array.from({ length: 29 }, () => ({})), { runs: [100, 100, 100] });
    const [usual, atOnce] = [await simulated(times, 4), await simulated(times, 4, { alive: 30 })];
    expect(usual.mostAlive).toBeLessThan(30);
    expect(atOnce.mostAlive).toBe(30);
    expect(atOnce.makespan).toBeLessThan(0.9 * usual.makespan);
  });

  test("a failure, and even an error that nobody foresaw, is one idea's and stops no other", async () => {
    const broken = { throws: "The disk is on fire." };
    const { ending, journal } = await simulated(many(6, failing(), {}, broken), 2);
    expect(ending).toEqual({ how: "done", reason: "Of 6 ideas: 4 ended with a paper, 2 failed." });
    const reasons = journal.of("campaign-idea-ended").flatMap(({ how, reason }) => (how === "failed" ? [reason] : []));
    expect(reasons.sort()).toEqual(["The baseline did not run.", "The disk is on fire."]);
    expect(slotsHeldIn(journal.history).size).toBe(0);
  });

  test("what may pass by itself is tried again, three times and with growing patience", async () => {
    const { ending, pursued, journal } = await simulated(many(2, failing({ passing: true })), 2);
    expect(pursued.filter((idea) => idea === "idea_0")).toHaveLength(4);
    expect(journal.of("campaign-idea-ended").map(({ again }) => again)).toEqual([true, false, true, true, false]);
    expect(ending.how).toBe("done");
    expect((await simulated(many(1, failing()), 1)).ending).toEqual({ how: "failed", reason: "Of 1 ideas: 1 failed." });
  });

  test("when a cap of all leaves no room, nothing more is begun and nothing is lost", async () => {
    const budget = { scope: "campaign", spent: 9.9, cap: 10 } as const;
    const spent = failing({ how: "budget", reason: "Budget reached.", budget });
    const { ending, pursued } = await simulated(many(30, spent), 2);
    expect(ending).toMatchObject({ how: "budget", budget });
    expect(pursued.length).toBeLessThan(30);
    const own = { scope: "idea", spent: 1, cap: 1 } as const;
    const alone = await simulated(many(8, failing({ how: "budget", reason: "Budget reached.", budget: own })), 2);
    expect(new Set(alone.pursued).size).toBe(8);
    expect(alone.ending).toEqual({
      how: "budget",
      reason: "Of 8 ideas: 7 ended with a paper, 1 at the end of their budget.",
    });
  });

  test("an idea with a question for a person keeps nobody from beginning", async () => {
    const asking: Partial<IdeaTimes> = { asksFor: 600 };
    const { mostJobs, makespan } = await simulated(many(6, ...Array.from({ length: 4 }, () => asking)), 1);
    expect(mostJobs).toBe(1);
    expect(makespan).toBeLessThan(600 + 4 * 45);
  });
});

describe("what the researcher says meanwhile", () => {
  test("one that is paused waits until it shall go on; the others do not", async () => {
    const campaign = await campaignOf(many(2), 2);
    await campaign.pass(5);
    campaign.wish("pause", "idea_0");
    await campaign.pass(60);
    expect(campaign.endings()).toEqual([
      ["idea_0", "paused"],
      ["idea_1", "done"],
    ]);
    expect(campaign.ended?.how).toBe("paused");
  });

  test("a pause that is taken back in time goes on in the same run", async () => {
    const campaign = await campaignOf(many(2), 1);
    await campaign.pass(5);
    campaign.wish("pause", "idea_1");
    await campaign.pass(5);
    campaign.wish("run", "idea_1");
    expect((await campaign.end()).ending.how).toBe("done");
  });

  test("one that failed is tried once more when the researcher says so, while the others go on", async () => {
    const long: Partial<IdeaTimes> = { runs: [500] };
    const campaign = await campaignOf(many(2, failing(), long), 2);
    await campaign.pass(60);
    campaign.wish("run", "idea_0");
    const { pursued, ending } = await campaign.end();
    expect(pursued).toEqual(["idea_0", "idea_1", "idea_0"]);
    expect(ending.reason).toBe("Of 2 ideas: 1 ended with a paper, 1 failed.");
  });

  test("a stop of one is for good, of all ends the campaign", async () => {
    const campaign = await campaignOf(many(3), 3);
    await campaign.pass(5);
    campaign.wish("stop", "idea_2");
    await campaign.pass(5);
    expect(campaign.endings()).toEqual([["idea_2", "stopped"]]);
    campaign.wish("stop");
    const { ending } = await campaign.end();
    expect(ending).toEqual({ how: "stopped", reason: "Of 3 ideas: 3 stopped." });
  });

  test("a stop of all ends what was begun; the others wait, and are taken up when it goes on", async () => {
    const journal = new FakeJournal();
    const before = await campaignOf(many(4), 1, { alive: 2 }, journal);
    await before.pass(5);
    before.wish("stop");
    const stopped = await before.end();
    expect(stopped.ending).toEqual({ how: "stopped", reason: "Of 4 ideas: 2 stopped, 2 not begun." });
    expect(before.endings()).toEqual([
      ["idea_0", "stopped"],
      ["idea_1", "stopped"],
    ]);
    expect(stopped.kept).toEqual(["idea_0", "idea_1"]);
    const { ending, pursued } = await (await campaignOf(many(4), 1, {}, journal)).end();
    expect(pursued).toEqual(["idea_2", "idea_3"]);
    expect(ending.reason).toBe("Of 4 ideas: 2 ended with a paper, 2 stopped.");
  });

  test("one that was never begun is stopped for good when it is named", async () => {
    const campaign = await campaignOf(many(3), 1, { alive: 1 });
    await campaign.pass(5);
    campaign.wish("stop", "idea_2");
    const { ending, pursued } = await campaign.end();
    expect(pursued).toEqual(["idea_0", "idea_1"]);
    expect(ending.reason).toBe("Of 3 ideas: 2 ended with a paper, 1 stopped.");
  });

  test("more ideas are wished for from outside while it runs, and each wish is fulfilled once, also after a kill", async () => {
    const journal = new FakeJournal();
    const fresh = { ideas: ["idea_0"], count: 1 };
    const campaign = await campaignOf(many(4), 1, fresh, journal, { thinks: 1 });
    await campaign.pass(5);
    campaign.more("first", 2, ["idea_3"]);
    await campaign.pass(1);
    campaign.more("first", 2, ["idea_3"]);
    expect(journal.of("campaign-set").map(({ campaign: { count }, requests }) => [count, requests])).toEqual([
      [1, undefined],
      [3, ["first"]],
    ]);
    campaign.abort("closed");
    await campaign.end();
    const after = await campaignOf(many(4), 1, fresh, journal, { thinks: 1 });
    after.more("first", 2, ["idea_3"]);
    const { ending, pursued } = await after.end();
    expect(pursued.toSorted()).toEqual(["idea_0", "idea_1", "idea_3"]);
    expect(ending.reason).toBe("Of 3 ideas: 3 ended with a paper.");
  });

  test("what is said in its last moment is heard before it ends", async () => {
    const campaign = await campaignOf(many(3), 1, { ideas: ["idea_0"], count: 1 }, undefined, { thinks: 2 });
    await campaign.pass(5);
    campaign.unheard();
    campaign.more("late", 2);
    const { ending, pursued } = await campaign.end();
    expect(pursued).toEqual(["idea_0", "idea_1", "idea_2"]);
    expect(ending.reason).toBe("Of 3 ideas: 3 ended with a paper.");
  });

  test("more ideas and slots can be given to it while it runs", async () => {
    const campaign = await campaignOf(many(6), 1, { count: 2 });
    await campaign.pass(5);
    await campaign.set({ count: 6, slots: slotsOver(3, ["local"]) });
    const { ending, mostJobs } = await campaign.end();
    expect(ending.reason).toBe("Of 6 ideas: 6 ended with a paper.");
    expect(mostJobs).toBeGreaterThanOrEqual(3);
  });

  test("one that is named again after all were paused goes on alone", async () => {
    const journal = new FakeJournal();
    const before = await campaignOf(many(3), 3, {}, journal);
    await before.pass(5);
    before.wish("pause");
    await before.end();
    await journal.append({ type: "campaign-wish", want: "pause" });
    await journal.append({ type: "campaign-wish", want: "run", idea: "idea_1" });
    const { ending } = await (await campaignOf(many(3), 3, {}, journal)).end();
    expect(ending).toEqual({ how: "paused", reason: "Of 3 ideas: 1 ended with a paper, 2 paused." });
  });

  test("who is called off while ideas are looked for begins none", async () => {
    const campaign = await campaignOf(many(3), 3);
    campaign.abort("paused");
    const { ending, pursued } = await campaign.end();
    expect([ending.how, pursued]).toEqual(["paused", []]);
  });

  test("closing the window ends nothing: no end is written", async () => {
    const campaign = await campaignOf(many(3), 3);
    await campaign.pass(5);
    campaign.abort("closed");
    await campaign.end();
    expect(campaign.journal.of("ended")).toEqual([]);
    expect(campaign.journal.of("campaign-idea-ended")).toEqual([]);
  });
});

describe("after a kill", () => {
  test("a job that ran on keeps its slot until it ended, also when its idea is stopped", async () => {
    const journal = new FakeJournal();
    const before = await campaignOf(many(2), 1, {}, journal);
    await before.pass(5);
    expect(slotsHeldIn(journal.history).get("slot 0")).toEqual({ idea: "idea_0", job: "run_0" });
    const after = await campaignOf(many(2), 1, {}, journal, { jobEnds: { idea_0: 30 } });
    after.wish("stop", "idea_0");
    await after.pass(20);
    expect(slotsHeldIn(journal.history).get("slot 0")?.idea).toBe("idea_0");
    await after.pass(15);
    expect(slotsHeldIn(journal.history).get("slot 0")?.idea).toBe("idea_1");
    expect((await after.end()).ending.reason).toBe("Of 2 ideas: 1 ended with a paper, 1 stopped.");
  });

  test("what is done is not walked again, what was under way is, with the slot that its job has", async () => {
    const journal = new FakeJournal();
    const before = await campaignOf(many(3), 1, {}, journal);
    while (!before.endings().some(([, how]) => how === "done")) await before.pass(1);
    const [done] = before.endings()[0]!;
    const holder = slotsHeldIn(journal.history).get("slot 0");
    const after = await campaignOf(many(3), 1, {}, journal, { jobEnds: { [holder?.idea ?? ""]: 1000 } });
    const { ending, pursued } = await after.end();
    expect(pursued).not.toContain(done);
    expect(pursued).toHaveLength(2);
    expect(ending).toEqual({ how: "done", reason: "Of 3 ideas: 3 ended with a paper." });
    expect(slotsHeldIn(journal.history).size).toBe(0);
  });
});

describe("beside another campaign", () => {
  const left = { how: "paused", reason: "The campaign “autumn” is trying this idea.", by: "autumn" } as const;

  test("an idea that the other one is trying is left to it, and all others are tried", async () => {
    const campaign = await campaignOf(many(3, {}, { ends: left }), 2);
    const { ending } = await campaign.end();
    expect(ending).toEqual({ how: "paused", reason: "Of 3 ideas: 2 ended with a paper, 1 left to another campaign." });
    expect(campaign.journal.of("campaign-idea-ended").find(({ idea }) => idea === "idea_1")).toMatchObject(left);
  });

  test("what the other one is trying is not stopped here, by name or with all: it stays that one's", async () => {
    const running = { ...SHORT, runs: [500] };
    const campaign = await campaignOf([running, running, { ...running, ends: left }], 2, { alive: 2 }, undefined, {
      others: { idea_1: left, idea_2: left },
    });
    await campaign.pass(5);
    campaign.wish("stop", "idea_2");
    await campaign.pass(5);
    expect(campaign.endings()).toEqual([["idea_2", "paused"]]);
    campaign.wish("stop");
    const { ending, kept } = await campaign.end();
    expect(ending).toEqual({ how: "stopped", reason: "Of 3 ideas: 2 stopped, 1 left to another campaign." });
    expect(campaign.journal.of("campaign-idea-ended").filter(({ idea }) => idea === "idea_2")).toHaveLength(1);
    expect(kept).toContain("idea_2");
  });

  test("an open idea that the other one took first is passed over for the next", async () => {
    const rest = { ideas: ["idea_0"], count: 3 };
    const campaign = await campaignOf(many(5), 1, rest, undefined, { thinks: 3, taken: ["idea_1"] });
    const { pursued, ending } = await campaign.end();
    expect(pursued).toEqual(["idea_0", "idea_2", "idea_3"]);
    expect(ending.how).toBe("done");
  });
});

describe("ideas that are thought up", () => {
  test("come as soon as may be, and repetitions are given up after the third in a row", async () => {
    const campaign = await campaignOf(many(8), 2, { ideas: ["idea_0"], count: 8 }, undefined, { thinks: 3 });
    const { ending, thoughtAt } = await campaign.end();
    expect(thoughtAt.map((minute) => minute < 1)).toEqual([true, true, true]);
    expect(ending.reason).toBe("Of 8 ideas: 4 ended with a paper, 4 not found.");
  });

  test("in an open-ended campaign come when it is their turn, after the archive has what became of those before", async () => {
    const rest = { ideas: ["idea_0"], count: 4, openEnded: true, alive: 1 };
    const campaign = await campaignOf(many(4), 1, rest, undefined, { thinks: 3 });
    const { thoughtAt, kept, ending } = await campaign.end();
    expect(ending.how).toBe("done");
    expect(kept).toEqual(["idea_0", "idea_1", "idea_2", "idea_3"]);
    expect(thoughtAt.map((minute) => Math.floor(minute / 38))).toEqual([1, 2, 3]);
  });
});

test("when the campaign's own journal takes nothing any more, all ideas rest before that is said", async () => {
  const journal = new FakeJournal();
  const campaign = await campaignOf(many(3), 2, {}, journal);
  await campaign.pass(5);
  journal.append = async () => {
    throw new Error("No space left on device.");
  };
  await expect(campaign.end()).rejects.toThrow("No space left on device.");
});

test("who thinks up the next idea sees what became of those before", () => {
  const entry = { Name: "width", Title: "Width", Experiment: "Double it." };
  expect(archiveTable([entry])).not.toContain("what became of it");
  const tried = [
    { ...entry, Score: 5.5, ScoreForm: "NeurIPS (1–10)" },
    { ...entry, Name: "depth", outcome: "failed: The baseline did not run." },
  ];
  const rows = archiveTable(tried).split("\n");
  expect(rows[0]).toContain("review score | the researcher's word | what became of it");
  expect(rows.find((row) => row.includes("width"))).toContain("| 5.5 |");
  expect(rows.find((row) => row.includes("depth"))).toContain("failed: The baseline did not run.");
});

describe("slots", () => {
  test("are spread over places, and those of this machine see one GPU each", () => {
    expect(slotsOver(3, ["ssh:a", "ssh:b"]).map(({ name, place }) => [name, place])).toEqual([
      ["ssh:a 1", "ssh:a"],
      ["ssh:b 1", "ssh:b"],
      ["ssh:a 2", "ssh:a"],
    ]);
    expect(slotsOver(3, ["local"], [2, 5]).map(({ name, gpu }) => [name, gpu])).toEqual([
      ["gpu 2", 2],
      ["gpu 5", 5],
      ["gpu 2 (2)", 2],
    ]);
  });

  test("an idea's runs are all made where its first one was", async () => {
    const journal = new FakeJournal();
    await journal.append(setOf([...slotsOver(2, ["ssh:a", "ssh:b"])]));
    const pool = new SlotPool(journal, () => {}, new FakeClock());
    const { signal } = new AbortController();
    const first = await pool.take({ idea: "one", job: "run_0" }, signal);
    await pool.take({ idea: "two", job: "run_0" }, signal);
    expect(first.place).toBe("ssh:a");
    await pool.release({ idea: "two", job: "run_0" });
    let given = "";
    const again = pool.take({ idea: "one", job: "run_1" }, signal).then(({ name }) => (given = name));
    await Promise.resolve();
    expect([given, pool.waiting]).toEqual(["", ["one"]]);
    await pool.release({ idea: "one", job: "run_0" });
    await again;
    expect(given).toBe("ssh:a 1");
  });

  test("the job that has one gets it again, and a wait that is called off leaves the queue", async () => {
    const journal = new FakeJournal();
    await journal.append(setOf(slotsOver(1, ["local"])));
    const pool = new SlotPool(journal, () => {}, new FakeClock());
    const control = new AbortController();
    const holder = { idea: "one", job: "run_0-attempt-1" };
    await pool.take(holder, control.signal);
    expect((await pool.take(holder, control.signal)).name).toBe("local 1");
    const waiting = pool.take({ idea: "two", job: "run_0-attempt-1" }, control.signal);
    control.abort("paused");
    await expect(waiting).rejects.toBe("paused");
    expect(pool.waiting).toEqual([]);
    expect(journal.of("campaign-slot-taken")).toHaveLength(1);
  });

  test("a job whose end two see at once gives its slot back once, and the next one keeps it", async () => {
    const journal = new FakeJournal();
    await journal.append(setOf(slotsOver(1, ["local"])));
    const pool = new SlotPool(journal, () => {}, new FakeClock());
    const { signal } = new AbortController();
    const holder = { idea: "one", job: "run_0" };
    await pool.take(holder, signal);
    pool.leave("one");
    const next = pool.take({ idea: "two", job: "run_0" }, signal);
    await Promise.all([pool.releaseUnwatched(holder), pool.releaseUnwatched(holder)]);
    await next;
    expect([pool.free, pool.holders]).toEqual([0, [{ idea: "two", job: "run_0" }]]);
    expect(journal.of("campaign-slot-free")).toHaveLength(1);
  });

  test("a run has one from before it is submitted until it ended; figures have none; a refused start gives it back", async () => {
    const journal = new FakeJournal();
    await journal.append(setOf(slotsOver(1, ["local"], [3])));
    const pool = new SlotPool(journal, () => {}, new FakeClock());
    const { signal } = new AbortController();
    const told: string[] = [];
    const compute = slottedCompute({
      idea: "one",
      pool,
      here: aCompute(told),
      at: () => aCompute(told),
      toCome: () => undefined,
      waits: () => {},
    });
    const id = await compute.submit(aJob("run_1-attempt-1"), signal);
    expect(pool.free).toBe(0);
    expect(told).toEqual(["run_1-attempt-1 3"]);
    for await (const event of compute.watch(id, signal)) expect(event.type).toBe("ended");
    expect(pool.free).toBe(1);
    await compute.submit(aJob("plots-attempt-1"), signal);
    expect(pool.free).toBe(1);
    await expect(compute.submit(aJob("run_9-attempt-1"), signal)).rejects.toThrow("No interpreter.");
    expect(pool.free).toBe(1);
  });

  test("a job is known by what it was asked for, whatever the place adds, and guards are another one", () => {
    const holder = { idea: "one", job: "run_1-attempt-1" };
    expect(isJobOf(holder, "run_1-attempt-1")).toBe(true);
    expect(isJobOf(holder, "run_1-attempt-1-0123456789")).toBe(true);
    expect(isJobOf(holder, "run_1-attempt-1-guards-0123456789")).toBe(false);
    expect(isJobOf(holder, "run_1-attempt-10-0123456789")).toBe(false);
    expect(["run_0-attempt-1", "run_2-attempt-1-guards", "plots-attempt-2"].map((id) => needsSlot({ id }))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

function setOf(slots: ReturnType<typeof slotsOver>) {
  const campaign = { name: "c", count: 2, ideas: [], slots, openEnded: false, model: "", template: "" };
  return { type: "campaign-set", campaign } as const;
}

function aJob(id: string): Job {
  const limits = { seconds: 1, memoryMb: 1, processes: 1, diskMb: 1, outputMb: 1 };
  return { id, commit: "0123456789abcdef", command: [], env: {}, carry: [], collect: [], locked: {}, limits };
}

function aCompute(told: string[]): Compute {
  return {
    place: "this machine",
    probe: async () => ({ interpreter: "python", python: "3", packages: {}, problems: [] }),
    async submit({ id, env, commit }) {
      if (id.startsWith("run_9")) throw new Error("No interpreter.");
      told.push(`${id} ${env.CUDA_VISIBLE_DEVICES}`);
      return `${id}-${commit.slice(0, 10)}`;
    },
    async *watch() {
      const how = { type: "exited", code: 0 } as const;
      yield { type: "ended", end: { how, stdoutEnd: "", stderrEnd: "", seconds: 1, violations: [] } };
    },
    collect: async () => ({ files: [], environment: { gpus: [], packages: {} } }),
    cancel: async () => {},
  };
}
