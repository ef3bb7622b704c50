import { type Campaign, MOST_IDEAS, type Want } from "./campaign-event";
import type { RunEvent } from "./run-event";

/** The campaign as it was set last, with the ideas that were wished for since. */
export function campaignIn(events: readonly RunEvent[]): Campaign | undefined {
  const set = events.findLast((event) => event.type === "campaign-set");
  return set?.type === "campaign-set" ? requestsIn(events).reduce(withMore, set.campaign) : undefined;
}

type More = Extract<RunEvent, { type: "campaign-more" }>;

/** The wishes for more ideas that nobody fulfilled yet. */
export function requestsIn(events: readonly RunEvent[]): More[] {
  const fulfilled = new Set(events.flatMap((event) => (event.type === "campaign-set" ? (event.requests ?? []) : [])));
  return events.flatMap((event) => (event.type === "campaign-more" && !fulfilled.has(event.request) ? [event] : []));
}

function withMore(campaign: Campaign, { count, ideas }: More): Campaign {
  const named = [...new Set([...campaign.ideas, ...ideas])];
  return { ...campaign, count: Math.min(MOST_IDEAS, campaign.count + count), ideas: named };
}

/** The ideas that became the campaign's, in their order. */
export function ideasIn(events: readonly RunEvent[]): { readonly idea: string; readonly title: string }[] {
  const all = events.flatMap((event) => (event.type === "campaign-idea" ? [event] : []));
  return all.filter(({ idea }, index) => all.findIndex((other) => other.idea === idea) === index);
}

export type Wish = Extract<RunEvent, { type: "campaign-wish" }>;

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

export type IdeaEnd = Extract<RunEvent, { type: "campaign-idea-ended" }>;

/** How each idea ended last. */
export function endsIn(events: readonly RunEvent[]): ReadonlyMap<string, IdeaEnd> {
  return new Map(events.flatMap((event) => (event.type === "campaign-idea-ended" ? [[event.idea, event]] : [])));
}
