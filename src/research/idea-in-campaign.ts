import type { Campaign, Want } from "./campaign-event";
import type { IdeaEnd } from "./campaign-journal";
import type { IdeaStand } from "./idea-stand";
import type { Stage } from "./run-event";

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
  /** The overall score of each review of its paper by the form of the last one, which is the last one. */
  readonly scores: readonly number[];
  /** That form with its scale; empty where there is no review. */
  readonly scale: string;
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

/** What is known of an idea beside the campaign's own journal. */
export type KnownIdea = {
  readonly name: string;
  readonly slug: string;
  readonly stand: IdeaStand;
  /** What the archive says, for an idea that was not begun. */
  readonly title?: string;
  readonly novel?: boolean;
  readonly scores: readonly number[];
  readonly scale: string;
  /** Another campaign that is trying it now. */
  readonly claimant?: string | undefined;
};

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
  /** What is wanted was said of this idea, and not of all. */
  readonly named: boolean;
  readonly running: boolean;
  readonly now: string | undefined;
};

export function ideaInCampaign({ name, title, own, slot, campaign }: Entry, around: Around): IdeaInCampaign {
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
    ...stateOf({ name, slot, stand: begun ? stand : undefined, claimant: own?.claimant }, around),
    stage: stand?.stage,
    stagesEntered: stand?.stagesEntered ?? [],
    novel,
    experimentsPassed: over && stand!.measured.includes(0) && stand!.measured.length > 1,
    paperCompleted: (stand?.typeset ?? false) && (own?.scores.length ?? 0) > 0,
    scores: own?.scores ?? [],
    scale: own?.scale ?? "",
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

type Standing = {
  readonly name: string;
  readonly slot: string | undefined;
  /** Undefined for an idea that was not begun. */
  readonly stand: IdeaStand | undefined;
  readonly claimant: string | undefined;
};

function stateOf(
  { name, slot, stand, claimant }: Standing,
  { ends, want, named, running, now }: Around,
): Pick<IdeaInCampaign, "state" | "reason"> {
  const ended = ends.get(name);
  const how = stand ? stand.ending && (sawTheEnd(ended, stand) ? ended?.how : stand.ending.how) : ended?.how;
  const reason = (sawTheEnd(ended, stand) ? ended?.reason : stand?.ending?.reason) ?? "";
  if (how === "done") return { state: "ended", reason };
  // What another campaign has is not this one's to stop, and goes on there.
  if (claimant !== undefined)
    return { state: "paused", reason: ended?.by === claimant ? ended.reason : isOf(claimant) };
  // Who stops all ends what was begun; the others are there for whoever goes on.
  if (want === "stop" && !named && !stand && !ended) return { state: "planned", reason: "" };
  const isOthers = ended?.by !== undefined && !named;
  if ((want === "stop" && !isOthers) || how === "stopped")
    return { state: "ended", reason: reason || "Stopped by the researcher." };
  if (how !== undefined && ended?.again && running) return { state: "running", reason };
  // Whether a failure is one, the campaign says a moment later: it may be a question that waits, or be tried again.
  if (how === "failed" && running && !sawTheEnd(ended, stand)) return { state: "running", reason: "" };
  if (how === "waiting" || how === "failed") return { state: how, reason };
  if (how !== undefined || want === "pause") return { state: "paused", reason };
  if (!stand) return { state: "planned", reason: "" };
  if (!running) return { state: "paused", reason: "" };
  return asksSomebody(stand, now) ? { state: "waiting", reason: stand.waiting?.text ?? "" } : runs(stand, slot);
}

function isOf(campaign: string): string {
  return `The campaign “${campaign}” is trying this idea.`;
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

/** Whether the campaign's word is about the end that the idea's journal has, and not about one before. */
function sawTheEnd(ended: { readonly at: string } | undefined, stand: IdeaStand | undefined): boolean {
  return ended !== undefined && (stand === undefined || ended.at >= stand.lastAt);
}
