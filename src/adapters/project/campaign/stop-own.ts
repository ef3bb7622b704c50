import type { CampaignEnding } from "../../../engine/campaign/campaign-lab";
import { slugOf } from "../../../research/idea";
import type { RunEvent } from "../../../research/run-event";
import { type Desk, ideaFolder } from "../desk";
import { stopIdea } from "../stop-idea";
import { ideasOfOthers } from "./archive";
import { type IdeaClaims, leftTo } from "./idea-claims";

type Stopping = {
  readonly idea: string;
  /** It is this idea that shall be stopped, and not all of the campaign. */
  readonly named: boolean;
  /** The campaign's own, with what its journal has. */
  readonly folder: string;
  readonly history: readonly RunEvent[];
  readonly claims: IdeaClaims;
};

/**
 * Ends what still runs of an idea that nobody walks, and says whether it ever began here. What another campaign is trying stays that one's;
 * so does what it tried and this one did not, unless it is named.
 */
export async function stopOwn(
  desk: Desk,
  { idea, named, folder, history, claims }: Stopping,
): Promise<boolean | CampaignEnding> {
  const other = await claims.claim(idea);
  if (other) return leftTo(other);
  try {
    const isOthers = !wasTriedIn(history, idea) && (await ideasOfOthers(desk, folder)).has(idea);
    return isOthers && !named ? false : await stopBegun(desk, idea);
  } finally {
    await claims.release(idea);
  }
}

function wasTriedIn(history: readonly RunEvent[], idea: string): boolean {
  return history.some(
    (event) =>
      (event.type === "campaign-slot-taken" && event.idea === idea) ||
      (event.type === "campaign-idea-ended" && event.idea === idea && event.by === undefined),
  );
}

/** Whether the idea ever began. One that did not, or that is done, has nothing to be stopped. */
async function stopBegun(desk: Desk, idea: string): Promise<boolean> {
  const { lastAt, ending } = await desk.stands.standIn(ideaFolder(desk.folder, slugOf({ Name: idea })));
  if (lastAt !== "" && ending?.how !== "done" && ending?.how !== "stopped") await stopIdea(desk, idea);
  return lastAt !== "";
}
