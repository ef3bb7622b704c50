import type { Intent } from "../research/change";
import type { Concern } from "../research/concern";
import type { LanguageModel } from "./ports/language-model";
import type { Launch } from "./ports/researcher";

export type AskOrAuto = "ask" | "auto";

/** What the researcher wants to be asked about: each kind of change, launches, and changes that reach for the network. */
export type Autonomy = Readonly<Record<Intent["kind"] | "launch" | "network", AskOrAuto>> & {
  /** Runs with a longer time limit are asked about in any case; 0 means that no limit is too long. */
  readonly launchMinutes: number;
};

/** The rule whose concerns `network: auto` waves through. */
const NETWORK = "network";

/** Whether the policy accepts a change without asking: never one that a careful reader would stop at. */
export function acceptsByItself(
  policy: Autonomy,
  kind: Intent["kind"],
  concerns: readonly Concern[],
  cap: "holds" | "holds not",
): boolean {
  return policy[kind] === "auto" && cap === "holds" && stoppers(policy, concerns).length === 0;
}

/** Whether the policy launches a run without asking. */
export function launchesByItself(
  policy: Autonomy,
  { limitSeconds }: Pick<Launch, "limitSeconds">,
  cap: "holds" | "holds not",
): boolean {
  const short = policy.launchMinutes === 0 || limitSeconds <= policy.launchMinutes * 60;
  return policy.launch === "auto" && cap === "holds" && short;
}

/** The concerns for which the policy asks. */
export function stoppers(policy: Autonomy, concerns: readonly Concern[]): Concern[] {
  return concerns.filter(({ rule }) => rule !== NETWORK || policy.network === "ask");
}

type Models = { readonly model: Pick<LanguageModel, "price">; readonly reviewer: Pick<LanguageModel, "price"> };

/** A cap in US dollars holds only for models whose price is known, 0 for a free one; under a cap of 0 no other is asked at all. */
export function capFor({ model, reviewer }: Models, dollars: number): "holds" | "holds not" {
  return dollars === 0 || (model.price && reviewer.price) ? "holds" : "holds not";
}
