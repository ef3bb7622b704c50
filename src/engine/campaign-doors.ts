import type { CampaignProblem, CampaignSpec, CampaignView, Want } from "../research/campaign";
import type { HeldElsewhere } from "../research/held-elsewhere";
import type { Ending } from "../research/run-view";
import type { Researcher } from "./ports/researcher";

/** A project's campaigns as a user interface sees them. Nothing is held: any number of windows and terminals agree. */
export interface CampaignDoors {
  /** Every campaign of the project as it stands now, by name, without those that cannot be read. */
  campaigns(): Promise<readonly CampaignView[]>;
  /** The campaigns that cannot be read, each with what is wrong and what to do. */
  campaignProblems(): Promise<readonly CampaignProblem[]>;
  /**
   * Writes down what is wanted of a campaign, new or known, without running it: a known one goes on with these slots, caps and
   * number of ideas. Throws with a sentence when it cannot be.
   */
  startCampaign(spec: CampaignSpec): Promise<void>;
  /**
   * Runs a campaign from where it stands until its ideas ended, and resolves with how that went; what befalls one idea is never
   * thrown. Each idea has a researcher of its own. Aborting `signal` means what it means for `pursue`, for all ideas.
   */
  runCampaign(name: string, researcherFor: ResearcherFor, signal: AbortSignal): Promise<Ending>;
  /** The campaign as it stands, then anew whenever something changed, whoever runs it; at most twice a second. */
  followCampaign(name: string, signal: AbortSignal): AsyncIterable<CampaignView>;
  /**
   * More ideas for a campaign, at rest or while anybody runs it, who takes them up within a second; else whoever runs it next. Resolves
   * once they were taken up or nobody runs it any more. Throws with a sentence when they cannot be.
   */
  addToCampaign(name: string, more: MoreIdeas): Promise<void>;
  /**
   * The researcher's word about one idea of a campaign, or about all where none is named; whoever runs it obeys within a second,
   * and else whoever runs it next. Paused ideas leave their jobs running, stopped ones do not.
   */
  steerCampaign(name: string, want: Want, idea?: string): Promise<void>;
  /** What processes on other machines hold of this project, each with when it was last heard of. Whether they run nobody here can see. */
  heldElsewhere(): Promise<readonly HeldElsewhere[]>;
  /**
   * Frees all that a machine holds, by the researcher's word that nothing runs there any more, and says what that was. Throws with a
   * sentence where it holds nothing, or wrote something a moment ago.
   */
  takeOver(host: string): Promise<readonly HeldElsewhere[]>;
}

/** So many ideas in all, those that are named among them and before the others. */
export type MoreIdeas = { readonly count: number; readonly ideas: readonly string[] };

/** The researcher in the seat beside one of many ideas, by its slug. */
export type ResearcherFor = (slug: string) => Researcher;
