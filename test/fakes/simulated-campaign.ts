import type { CampaignEnding, CampaignLab } from "../../src/engine/campaign/campaign-lab";
import { runCampaign } from "../../src/engine/campaign/run-campaign";
import type { Campaign, Want } from "../../src/research/campaign";
import { RunEvent } from "../../src/research/run-event";
import type { Ending } from "../../src/research/run-view";
import { FakeClock, START } from "./clock";
import { FakeJournal } from "./journal";

/** How long an idea takes, in minutes: `head` before its first run, each run, `between` two of them, `tail` for the paper. */
export type IdeaTimes = {
  readonly head: number;
  readonly runs: readonly number[];
  readonly between: number;
  readonly tail: number;
  /** Minutes for which it has a question in front of a person before its first run. */
  readonly asksFor?: number;
  readonly ends?: CampaignEnding;
  readonly throws?: string;
};

export type Simulated = {
  readonly ending: Ending;
  readonly journal: FakeJournal;
  /** Minutes from beginning to end. */
  readonly makespan: number;
  /** The largest number of ideas that were under way at once, and of jobs that ran at once. */
  readonly mostAlive: number;
  readonly mostJobs: number;
  readonly pursued: readonly string[];
  /** Ideas of which the archive was told what became, and the minutes at which one was thought up. */
  readonly kept: readonly string[];
  readonly thoughtAt: readonly number[];
};

type World = {
  /** How many ideas can be thought up; what comes then are repetitions. */
  readonly thinks?: number;
  /** Minutes after which the job of an idea ends that nobody watches. */
  readonly jobEnds?: Readonly<Record<string, number>>;
  /** Ideas that another campaign was first to take. */
  readonly taken?: readonly string[];
  /** Ideas that another campaign is trying, as whoever wants to stop them is told. */
  readonly others?: Readonly<Record<string, CampaignEnding>>;
};

const DONE: CampaignEnding = { how: "done", reason: "6 pages" };

/** A whole campaign in which only time is simulated: ideas wait instead of thinking, writing and running. */
export async function simulated(
  times: readonly IdeaTimes[],
  slots: number,
  rest: Partial<Campaign> = {},
): Promise<Simulated> {
  return (await campaignOf(times, slots, rest)).end();
}

/** The same in the hands of a test, which lets time pass and says what the researcher says. A journal with a past goes on. */
export async function campaignOf(
  times: readonly IdeaTimes[],
  slots: number,
  rest: Partial<Campaign> = {},
  journal: FakeJournal = new FakeJournal(),
  world: World = {},
) {
  const names = times.map((_, index) => `idea_${index}`);
  if (journal.history.length === 0) await journal.append(campaignSet(names, slots, rest));
  const clock = new FakeClock();
  const control = new AbortController();
  const wishes = new Wishes();
  const seen = { pursued: [] as string[], kept: [] as string[], thoughtAt: [] as number[] };
  const count = new Counts();
  const minutes = () => (clock.now() - START) / 60_000;
  const sleep = (length: number, signal: AbortSignal) => clock.sleep(length * 60_000, signal);
  const fresh = names.slice(rest.ideas?.length ?? names.length);
  const lab: CampaignLab = {
    ...{ journal, clock, signal: control.signal, wishes },
    archive: {
      open: async () => fresh.slice(0, seen.thoughtAt.length).map((name) => ({ name, title: name })),
      claim: async (name) => !world.taken?.includes(name),
      async think() {
        if (seen.thoughtAt.length >= (world.thinks ?? 0)) return undefined;
        seen.thoughtAt.push(minutes());
        return { name: fresh[seen.thoughtAt.length - 1]!, title: "" };
      },
      keep: async (idea) => void seen.kept.push(idea),
    },
    stop: async (idea) =>
      world.others?.[idea] ??
      (seen.pursued.includes(idea) || journal.of("campaign-slot-taken").some((one) => one.idea === idea)),
    jobEnd: ({ idea }, signal) => sleep(world.jobEnds?.[idea] ?? 0, signal),
    async pursue(idea, { pool, signal, asks }) {
      seen.pursued.push(idea);
      return count.alive(() => walk(times[names.indexOf(idea)]!, idea, { pool, signal, asks }, { sleep, count }));
    },
  };
  let ended: Ending | undefined;
  let isOver = false;
  const whole = runCampaign(lab)
    .then((ending) => {
      ended = ending;
      return { ending, makespan: minutes() };
    })
    .finally(() => {
      isOver = true;
    });
  whole.catch(() => undefined); // Whoever waits for the end is told.
  return {
    journal,
    get ended() {
      return ended;
    },
    pass: (length: number) => clock.advance(length * 60_000),
    wish: (want: Want, idea?: string) => wishes.say(want, idea),
    /** What is said is heard only when somebody looks, as in the half second before the next look. */
    unheard: () => wishes.holdBack(),
    /** More ideas are wished for from outside. */
    more: (request: string, count: number, ideas: readonly string[] = []) => wishes.add(request, count, ideas),
    /** The campaign is set anew while it runs. */
    async set(more: Partial<Campaign>) {
      await journal.append(campaignSet(names, slots, { ...rest, ...more }));
      wishes.stir();
    },
    abort: (reason: string) => control.abort(reason),
    /** How each idea ended, as it was written down, by name. */
    endings: () =>
      journal
        .of("campaign-idea-ended")
        .map(({ idea, how }) => [idea, how] as const)
        .sort(),
    async end(): Promise<Simulated> {
      while (!isOver) await clock.advance(60_000);
      return { ...(await whole), ...seen, journal, mostAlive: count.most.alive, mostJobs: count.most.jobs };
    },
  };
}

function campaignSet(ideas: string[], slots: number, rest: Partial<Campaign>) {
  const campaign = { name: "simulated", count: ideas.length, ideas, openEnded: false, model: "", template: "" };
  const own = Array.from({ length: slots }, (_, index) => ({ name: `slot ${index}`, place: "local" }));
  return { type: "campaign-set", campaign: { ...campaign, slots: own, ...rest } } as const;
}

type Time = { sleep(minutes: number, signal: AbortSignal): Promise<void>; readonly count: Counts };

/** A pause or a stop is an ending, as for a real idea. */
async function walk(
  { head, runs, between, tail, asksFor, ends = DONE, throws }: IdeaTimes,
  idea: string,
  { pool, signal, asks }: Parameters<CampaignLab["pursue"]>[1],
  { sleep, count }: Time,
): Promise<CampaignEnding> {
  try {
    await sleep(head, signal);
    if (asksFor !== undefined) {
      asks(true);
      await sleep(asksFor, signal);
      asks(false);
    }
    const held = pool.holders.find((holder) => holder.idea === idea)?.job;
    const next = held === undefined ? 0 : Number(held.replace("run_", ""));
    for (const [number, minutes] of runs.entries()) {
      if (number < next) continue;
      if (number > 0) await sleep(between, signal);
      const holder = { idea, job: `run_${number}` };
      // What is planned is known once the baseline was measured.
      await pool.take(holder, signal, number === 0 ? undefined : runs.length - number);
      await count.job(() => sleep(minutes, signal));
      await pool.release(holder);
    }
    await sleep(tail, signal);
    if (throws) throw new Error(throws);
    return ends;
  } catch (error) {
    if (!signal.aborted) throw error;
    return { how: signal.reason === "stopped" ? "stopped" : "paused", reason: "" };
  }
}

/** How many ideas and jobs there are at once, and were at most. */
class Counts {
  readonly most = { alive: 0, jobs: 0 };
  readonly #now = { alive: 0, jobs: 0 };

  alive<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#during("alive", work);
  }

  job<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#during("jobs", work);
  }

  async #during<Result>(what: "alive" | "jobs", work: () => Promise<Result>): Promise<Result> {
    this.most[what] = Math.max(this.most[what], ++this.#now[what]);
    try {
      return await work();
    } finally {
      this.#now[what]--;
    }
  }
}

class Wishes {
  #all: readonly RunEvent[] = [];
  #heard: number | undefined;
  #wake = () => {};

  get said(): readonly RunEvent[] {
    return this.#all.slice(0, this.#heard);
  }

  holdBack(): void {
    this.#heard = this.#all.length;
    this.#wake = () => {};
  }

  async look(): Promise<void> {
    this.#heard = undefined;
  }

  say(want: Want, idea?: string): void {
    const at = new Date(START + this.#all.length).toISOString();
    this.#all = [...this.#all, RunEvent.parse({ type: "campaign-wish", want, ...(idea && { idea }), at })];
    this.#wake();
  }

  add(request: string, count: number, ideas: readonly string[]): void {
    const at = new Date(START + this.#all.length).toISOString();
    this.#all = [...this.#all, RunEvent.parse({ type: "campaign-more", request, count, ideas, at })];
    this.#wake();
  }

  stir(): void {
    this.#wake();
  }

  more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}

/**
 * What no plan can beat, in minutes: the longest idea by itself; and, for all runs that come at least so long after the beginning of
 * their idea and at least so long before its end, these two times and the runs spread evenly over the slots in between.
 */
export function lowerBound(times: readonly IdeaTimes[], slots: number): number {
  const longest = times.map(({ head, runs, between, tail }) => head + sum(runs) + between * (runs.length - 1) + tail);
  const runs = times.flatMap((idea) => idea.runs.map((minutes, number) => ({ minutes, ...aroundRun(idea, number) })));
  const bounds = [...new Set(runs.map(({ before }) => before))].flatMap((before) => {
    const late = runs.filter((run) => run.before >= before).sort((a, b) => b.after - a.after);
    let work = 0;
    return late.map(({ minutes, after }) => before + (work += minutes) / slots + after);
  });
  return [...longest, ...bounds].reduce((most, one) => Math.max(most, one), 0);
}

/** The minutes of an idea before a run can begin, and after it ended. */
function aroundRun({ head, runs, between, tail }: IdeaTimes, number: number) {
  return {
    before: head + sum(runs.slice(0, number)) + between * number,
    after: sum(runs.slice(number + 1)) + between * (runs.length - 1 - number) + tail,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
