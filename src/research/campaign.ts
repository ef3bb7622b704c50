import type { Campaign, Slot, Want } from "./campaign-event";
import { campaignIn, endsIn, ideasIn, slotsHeldIn, wantsIn } from "./campaign-journal";
import { type IdeaInCampaign, ideaInCampaign, type KnownIdea } from "./idea-in-campaign";
import type { RunEvent } from "./run-event";

export { Campaign, CampaignEvent, CampaignName, type CampaignSpec, MOST_IDEAS, Slot, Want } from "./campaign-event";
export {
  campaignIn,
  ideasIn,
  requestsIn,
  slotsHeldIn,
  type Wish,
  wantsIn,
} from "./campaign-journal";
export type { IdeaInCampaign, IdeaState, KnownIdea } from "./idea-in-campaign";

/** A whole campaign as it stands: a fold over its journal and those of its ideas. */
export type CampaignView = {
  readonly campaign: Campaign;
  readonly slug: string;
  /** Somebody, here or elsewhere, is running it now. */
  readonly running: boolean;
  /** Set where another machine has it, which cannot be seen from here; `lastSeen` is the ISO time at which that wrote anything last. */
  readonly elsewhere?: { readonly host: string; readonly lastSeen: string };
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
  /** The ideas that its journal still names, by their slugs. */
  readonly ideas: readonly string[];
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
    const named = wants.wishFor(idea)?.idea !== undefined;
    const around = { ends, want: wants.of(idea), named, running, now };
    return ideaInCampaign({ name: idea, title, own, slot, campaign }, around);
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

function thinkingIn(events: readonly RunEvent[]): number {
  return events.reduce((sum, event) => (event.type === "model-called" ? sum + event.dollars : sum), 0);
}

function endingIn(events: readonly RunEvent[]): CampaignView["ending"] {
  const last = events.findLast(
    ({ type }) => type === "ended" || type === "campaign-set" || type === "campaign-slot-taken",
  );
  return last?.type === "ended" ? { how: last.how, reason: last.reason } : undefined;
}
