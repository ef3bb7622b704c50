import type { CampaignEnding } from "../../../engine/campaign/campaign-lab";
import { NeedsPerson } from "../../../engine/needs-person";
import type { Researcher } from "../../../engine/ports/researcher";
import type { Ending } from "../../../research/run-view";

type Asking = Researcher & { readonly unanswered: () => string | undefined };

/** The researcher of one idea, who lets the campaign know while a question is open, and which one could not be put to anybody. */
export function asking(researcher: Researcher, asks: (open: boolean) => void): Asking {
  let unanswered: string | undefined;
  const put = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    asks(true);
    try {
      return await question();
    } catch (error) {
      if (error instanceof NeedsPerson) unanswered = error.message;
      throw error;
    } finally {
      asks(false);
    }
  };
  return {
    // Named one by one: what stands on a class is not spread.
    policy: () => researcher.policy(),
    isEditing: (path) => researcher.isEditing(path),
    chooseIdea: (ideas, signal) => put(() => researcher.chooseIdea(ideas, signal)),
    reviewChange: (change, signal) => put(() => researcher.reviewChange(change, signal)),
    approveLaunch: (launch, signal) => put(() => researcher.approveLaunch(launch, signal)),
    unanswered: () => unanswered,
  };
}

/** An idea whose question nobody could be asked did not fail. */
export function waits(ending: Ending, { unanswered }: Asking): CampaignEnding {
  const open = unanswered();
  return open !== undefined && ending.how === "failed" ? { ...ending, how: "waiting", reason: open } : ending;
}
