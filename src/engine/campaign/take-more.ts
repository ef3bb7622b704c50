import { campaignIn, requestsIn } from "../../research/campaign";
import type { RunEvent } from "../../research/run-event";
import type { Journal } from "../ports/journal";

/** Sets the campaign anew with the ideas that were wished for beside its journal, each wish once. */
export async function takeMore(journal: Pick<Journal, "history" | "append">, said: readonly RunEvent[]): Promise<void> {
  const all = [...journal.history, ...said];
  const requests = requestsIn(all).map(({ request }) => request);
  const campaign = campaignIn(all);
  if (campaign && requests.length > 0) await journal.append({ type: "campaign-set", campaign, requests });
}
