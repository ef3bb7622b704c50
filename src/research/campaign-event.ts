import * as z from "zod";

const at = z.string();

/** What becomes of an idea, or of the whole campaign, by the researcher's word. */
export const Want = z.enum(["run", "pause", "stop"]);
export type Want = z.infer<typeof Want>;

/** Lowercase letters, digits and hyphens: it becomes a folder. */
export const CampaignName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,47}$/, "must be lowercase letters, digits and hyphens, at most 48 of them");

/** Where one run at a time is made: a GPU of this machine, this machine, a share of what a host or a cluster allows. */
export const Slot = z.object({
  name: z.string().min(1),
  /** As `compute.place` says it: `local`, `ssh:HOST`, `slurm`, `slurm:HOST`. */
  place: z.string().min(1),
  /** Number of the GPU of this machine that its runs see alone; hosts and clusters hand out GPUs themselves. */
  gpu: z.number().int().min(0).optional(),
});
export type Slot = z.infer<typeof Slot>;

export const MOST_IDEAS = 1000;

/** Many ideas over a few slots, as the researcher wants it. */
export const Campaign = z.object({
  name: CampaignName,
  /** How many ideas are tried in all. */
  count: z.number().int().min(1).max(MOST_IDEAS),
  /** Names of the ideas to be tried first, in this order; further ones are taken from the archive, then thought up. */
  ideas: z.array(z.string()).default([]),
  slots: z.array(Slot).min(1),
  /** Each further idea is thought up when it is its turn, seeing what became of those before. */
  openEnded: z.boolean().default(false),
  /** US dollars of all its ideas together, their thinking up included; undefined where only the project's cap holds. */
  totalCap: z.number().min(0).optional(),
  /** US dollars of each idea; undefined where the setting holds. */
  ideaCap: z.number().min(0).optional(),
  /** Ideas that are under way at once, fewer in an open-ended campaign whose slots they keep busy; undefined for as many as keep the slots busy. */
  alive: z.number().int().min(1).optional(),
  /** The model that it was begun with; only said, the settings decide. */
  model: z.string().default(""),
  template: z.string().default(""),
});
export type Campaign = z.infer<typeof Campaign>;
/** A campaign before the defaults are filled in. */
export type CampaignSpec = z.input<typeof Campaign>;

/** What a campaign's own journal holds beside what every journal may: what is wanted, which ideas, who has which slot. */
export const campaignEvents = [
  /** The last one holds: a campaign that goes on may have other slots, caps or more ideas. */
  z.object({
    type: z.literal("campaign-set"),
    campaign: Campaign,
    /** The wishes for more ideas that it fulfils. */
    requests: z.array(z.string()).optional(),
    at,
  }),
  /** An idea became one of the campaign's. */
  z.object({ type: z.literal("campaign-idea"), idea: z.string(), title: z.string(), at }),
  /** A job of the idea has the slot from now on; written before the job is submitted. */
  z.object({ type: z.literal("campaign-slot-taken"), idea: z.string(), slot: z.string(), job: z.string(), at }),
  z.object({ type: z.literal("campaign-slot-free"), idea: z.string(), slot: z.string(), job: z.string(), at }),
  /** The researcher's word about one idea, or about all where none is named. The last one holds. */
  z.object({ type: z.literal("campaign-wish"), idea: z.string().optional(), want: Want, at }),
  /**
   * The researcher wants `count` more ideas tried, those that are named among them. Said beside the journal, by anybody; whoever runs
   * the campaign fulfils it once, by setting the campaign anew.
   */
  z.object({
    type: z.literal("campaign-more"),
    request: z.string(),
    count: z.number().int().min(1).max(MOST_IDEAS),
    ideas: z.array(z.string()).default([]),
    at,
  }),
  /** The idea's way ended, for now or for good. `again` says that it will be tried once more by itself. */
  z.object({
    type: z.literal("campaign-idea-ended"),
    idea: z.string(),
    how: z.enum(["done", "failed", "budget", "paused", "stopped", "waiting"]),
    reason: z.string(),
    again: z.boolean().default(false),
    /** The campaign that was trying the idea, to which it was left. */
    by: z.string().optional(),
    at,
  }),
] as const;

export const CampaignEvent = z.discriminatedUnion("type", campaignEvents);
export type CampaignEvent = z.infer<typeof CampaignEvent>;
