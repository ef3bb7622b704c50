import type { Campaign, Slot, Want } from "./campaign-event";
import type { IdeaStand } from "./idea-stand";
import type { RunEvent, Stage } from "./run-event";

export { Campaign, CampaignEvent, CampaignName, type CampaignSpec, Slot, Want } from "./campaign-event";

/** `planned`: not begun. `waiting`: for the researcher. `paused`: it goes on when it may. `ended`: done, or stopped. */
export type IdeaState = "planned" | "running" | "waiting" | "paused" | "ended" | "failed";

/** One idea of a campaign, as every surface shows it. */
export type IdeaInCampaign = {
  readonly name: string;
  readonly slug: string;
  readonly title: string;
  readonly state: IdeaState;
  /** Why it is in that state; empty where the state says it all. */
  readonly reason: string;
  readonly stage: Stage | undefined;
  readonly stagesEntered: readonly Stage[];
  /** Undefined as long as nobody could say. */
  readonly novel: boolean | undefined;
  /** Baseline and at least one run of its own gave valid numbers, and the experiments are over. */
  readonly experimentsPassed: boolean;
  readonly paperCompleted: boolean;
  /** The overall score of each review of its paper, the last one last. */
  readonly scores: readonly number[];
  readonly model: string;
  readonly template: string;
  /** US dollars; `unpriced` when a call's price was not known, so that it says too little. */
  readonly cost: number;
  readonly unpriced: boolean;
  readonly seconds: number;
  readonly runSeconds: number;
  readonly gpuSeconds: number;
  /** The slot that one of its jobs has now. */
  readonly slot: string | undefined;
  readonly rehearsal: boolean;
};

/** A whole campaign as it stands: a fold over its journal and those of its ideas. */
export type CampaignView = {
  readonly campaign: Campaign;
  readonly slug: string;
  /** Somebody, here or elsewhere, is running it now. */
  readonly running: boolean;
  readonly want: Want;
  readonly ideas: readonly IdeaInCampaign[];
  /** Who has each slot; undefined for a free one. */
  readonly slots: readonly (Slot & { readonly idea: string | undefined })[];
  /** How it ended last, unless it went on since. */
  readonly ending:
    | { readonly how: "done" | "failed" | "budget" | "paused" | "stopped"; readonly reason: string }
    | undefined;
  /** US dollars of its ideas and of their thinking up. */
  readonly cost: number;
  readonly notes: readonly {
    readonly level: "info" | "warning" | "error";
    readonly text: string;
    readonly at: string;
  }[];
};

/** A campaign whose journal cannot be read. */
export type CampaignProblem = {
  readonly slug: string;
  /** What is wrong, and in which file. */
  readonly problem: string;
};

/** What is known of an idea beside the campaign's own journal. */
export type KnownIdea = {
  readonly name: string;
  readonly slug: string;
  readonly stand: IdeaStand;
  /** What the archive says, for an idea that was not begun. */
  readonly title?: string;
  readonly novel?: boolean;
  readonly scores: readonly number[];
};

/**
 * `running`: somebody has the campaign's journal open for writing. A question that is younger than a few seconds at `now` (an ISO
 * time; left out, at the end of time) may be one that the policy is just answering. Undefined as long as the journal names no campaign.
 */
export function campaignViewOf(
  events: readonly RunEvent[],
  known: readonly KnownIdea[],
  running: boolean,
  now?: string,
): CampaignView | undefined {
  const campaign = campaignIn(events);
  if (!campaign) return undefined;
  const wants = wantsIn(events);
  const held = slotsHeldIn(events);
  const byName = new Map(known.map((one) => [one.name, one]));
  const ends = endsIn(events);
  const ideas = ideasIn(events).map(({ idea, title }) => {
    const own = byName.get(idea);
    const slot = [...held].find(([, holder]) => holder.idea === idea)?.[0];
    return ideaInCampaign({ name: idea, title, own, slot, campaign }, { ends, want: wants.of(idea), running, now });
  });
  return {
    campaign,
    slug: campaign.name,
    running,
    want: wants.all,
    ideas,
    slots: campaign.slots.map((slot) => ({ ...slot, idea: held.get(slot.name)?.idea })),
    ending: endingIn(events),
    cost: ideas.reduce((sum, { cost }) => sum + cost, thinkingIn(events)),
    notes: events.flatMap((event) =>
      event.type === "noted" ? [{ level: event.level, text: event.text, at: event.at }] : [],
    ),
  };
}

/** The campaign as it was set last. */
export function campaignIn(events: readonly RunEvent[]): Campaign | undefined {
  const set = events.findLast((event) => event.type === "campaign-set");
  return set?.type === "campaign-set" ? set.campaign : undefined;
}

/** The ideas that became the campaign's, in their order. */
export function ideasIn(events: readonly RunEvent[]): { readonly idea: string; readonly title: string }[] {
  const all = events.flatMap((event) => (event.type === "campaign-idea" ? [event] : []));
  return all.filter(({ idea }, index) => all.findIndex((other) => other.idea === idea) === index);
}

type Wish = Extract<RunEvent, { type: "campaign-wish" }>;

/** What the researcher wants of all, and of one idea: the later word of the two holds, and a stop of one idea stays a stop. */
export function wantsIn(events: readonly RunEvent[]): {
  readonly all: Want;
  of(idea: string): Want;
  wishFor(idea: string): Wish | undefined;
} {
  const wishes = events.flatMap((event) => (event.type === "campaign-wish" ? [event] : []));
  const wishFor = (idea: string) => {
    const own = wishes.findLast((wish) => wish.idea === idea);
    return own?.want === "stop" ? own : wishes.findLast((wish) => wish.idea === undefined || wish.idea === idea);
  };
  const all = wishes.findLast(({ idea }) => idea === undefined)?.want ?? "run";
  return { all, wishFor, of: (idea) => wishFor(idea)?.want ?? "run" };
}

type Holder = { readonly idea: string; readonly job: string };

/** Slot → which job of which idea has it. */
export function slotsHeldIn(events: readonly RunEvent[]): Map<string, Holder> {
  const held = new Map<string, Holder>();
  for (const event of events) {
    if (event.type === "campaign-slot-taken") held.set(event.slot, { idea: event.idea, job: event.job });
    else if (event.type === "campaign-slot-free" && isHeldBy(held.get(event.slot), event)) held.delete(event.slot);
  }
  return held;
}

/** Jobs of two ideas may have the same name. */
function isHeldBy(holder: Holder | undefined, { idea, job }: Holder): boolean {
  return holder?.idea === idea && holder.job === job;
}

function thinkingIn(events: readonly RunEvent[]): number {
  return events.reduce((sum, event) => (event.type === "model-called" ? sum + event.dollars : sum), 0);
}

function endingIn(events: readonly RunEvent[]): CampaignView["ending"] {
  const last = events.findLast(
    ({ type }) => type === "ended" || type === "campaign-set" || type === "campaign-slot-taken",
  );
  return last?.type === "ended" ? { how: last.how, reason: last.reason } : undefined;
}

type Entry = {
  readonly name: string;
  readonly title: string;
  readonly own: KnownIdea | undefined;
  readonly slot: string | undefined;
  readonly campaign: Campaign;
};
type Around = {
  readonly ends: ReadonlyMap<string, IdeaEnd>;
  readonly want: Want;
  readonly running: boolean;
  readonly now: string | undefined;
};

function ideaInCampaign({ name, title, own, slot, campaign }: Entry, around: Around): IdeaInCampaign {
  const stand = own?.stand;
  const verdict = stand?.idea?.novelty?.verdict;
  const checked = verdict === undefined || verdict === "unknown" ? stand?.idea?.novel : verdict === "novel";
  // The list of ideas knows what the researcher said of it since.
  const novel = own?.novel ?? checked;
  const begun = stand !== undefined && stand.lastAt !== "";
  const over = stand?.stagesEntered.includes("plots") ?? false;
  return {
    name,
    slug: own?.slug ?? name.replaceAll("_", "-"),
    title: stand?.idea?.Title ?? own?.title ?? title,
    ...stateOf(name, slot, begun ? stand : undefined, around),
    stage: stand?.stage,
    stagesEntered: stand?.stagesEntered ?? [],
    novel,
    experimentsPassed: over && stand!.measured.includes(0) && stand!.measured.length > 1,
    paperCompleted: (stand?.typeset ?? false) && (own?.scores.length ?? 0) > 0,
    scores: own?.scores ?? [],
    model: stand?.model ?? campaign.model,
    template: campaign.template,
    cost: stand?.cost ?? 0,
    unpriced: (stand?.unpricedCalls ?? 0) > 0,
    seconds: stand?.seconds ?? 0,
    runSeconds: stand?.runSeconds ?? 0,
    gpuSeconds: stand?.gpuSeconds ?? 0,
    slot,
    rehearsal: stand?.rehearsal ?? false,
  };
}

function stateOf(
  name: string,
  slot: string | undefined,
  stand: IdeaStand | undefined,
  { ends, want, running, now }: Around,
): Pick<IdeaInCampaign, "state" | "reason"> {
  const ended = ends.get(name);
  const how = stand ? stand.ending && (sawTheEnd(ended, stand) ? ended?.how : stand.ending.how) : ended?.how;
  const reason = (sawTheEnd(ended, stand) ? ended?.reason : stand?.ending?.reason) ?? "";
  if (how === "done") return { state: "ended", reason };
  if (want === "stop" || how === "stopped") return { state: "ended", reason: reason || "Stopped by the researcher." };
  if (how !== undefined && ended?.again && running) return { state: "running", reason };
  // Whether a failure is one, the campaign says a moment later: it may be a question that waits, or be tried again.
  if (how === "failed" && running && !sawTheEnd(ended, stand)) return { state: "running", reason: "" };
  if (how === "waiting" || how === "failed") return { state: how, reason };
  if (how !== undefined || want === "pause") return { state: "paused", reason };
  if (!stand) return { state: "planned", reason: "" };
  if (!running) return { state: "paused", reason: "" };
  return asksSomebody(stand, now) ? { state: "waiting", reason: stand.waiting?.text ?? "" } : runs(stand, slot);
}

/** Seconds that a policy may take to answer, with all that is done to the files. */
const POLICY_SECONDS = 5;

function asksSomebody({ waiting, lastAt }: IdeaStand, now: string | undefined): boolean {
  if (!waiting) return false;
  return now === undefined || Date.parse(now) - Date.parse(lastAt) > POLICY_SECONDS * 1000;
}

/** A job that is to be launched and has no slot waits for one. */
function runs({ open }: IdeaStand, slot: string | undefined): Pick<IdeaInCampaign, "state" | "reason"> {
  const isToStart = slot === undefined && open.some((step) => /^(baseline|run \d+, attempt \d+).*: job$/.test(step));
  return { state: "running", reason: isToStart ? "Waits for a free slot." : "" };
}

type IdeaEnd = Extract<RunEvent, { type: "campaign-idea-ended" }>;

/** How each idea ended last. */
function endsIn(events: readonly RunEvent[]): ReadonlyMap<string, IdeaEnd> {
  return new Map(events.flatMap((event) => (event.type === "campaign-idea-ended" ? [[event.idea, event]] : [])));
}

/** Whether the campaign's word is about the end that the idea's journal has, and not about one before. */
function sawTheEnd(ended: { readonly at: string } | undefined, stand: IdeaStand | undefined): boolean {
  return ended !== undefined && (stand === undefined || ended.at >= stand.lastAt);
}
