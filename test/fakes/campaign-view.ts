import { Campaign, type CampaignView, type IdeaInCampaign } from "../../src/research/campaign";

export const NEURIPS = "neurips (1–10)";

/** An idea of a campaign that came to a reviewed paper, but for what is said of it. */
export function anIdea(facts: Partial<IdeaInCampaign> = {}): IdeaInCampaign {
  const name = facts.name ?? "wider_layers";
  return {
    ...{
      name,
      slug: name.replaceAll("_", "-"),
      title: "Wider Layers",
      state: "ended",
      reason: "",
      stage: "improvement",
    },
    stagesEntered: ["experiments", "plots", "paper", "review", "improvement"],
    ...{ novel: true, experimentsPassed: true, paperCompleted: true, scores: [4, 5], scale: NEURIPS },
    ...{ model: "m1", template: "toy", cost: 1.5, unpriced: false, seconds: 700, runSeconds: 300, gpuSeconds: 300 },
    ...{ slot: undefined, rehearsal: false },
    ...facts,
  };
}

/** A campaign of these ideas on two slots, which is under way but for what is said of it. */
export function aCampaign(ideas: readonly IdeaInCampaign[], facts: Partial<CampaignView> = {}): CampaignView {
  const slots = [
    { name: "slot 1", place: "local", gpu: 0 },
    { name: "slot 2", place: "ssh:lab" },
  ];
  const campaign = Campaign.parse({ name: "spring", count: 4, slots, totalCap: 20, model: "m1", template: "toy" });
  const holder = (slot: string) => ideas.find((idea) => idea.slot === slot)?.name;
  return {
    ...{ campaign, slug: "spring", running: true, want: "run", ideas, ending: undefined, notes: [] },
    slots: campaign.slots.map((slot) => ({ ...slot, idea: holder(slot.name) })),
    cost: ideas.reduce((sum, { cost }) => sum + cost, 0),
    ...facts,
  };
}
