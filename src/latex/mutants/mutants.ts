import { deletedAblation, removedRelatedWork } from "./deleted-section";
import { droppedBaseline } from "./dropped-baseline";
import { flippedSign } from "./flipped-sign";
import { inflatedClaim } from "./inflated-claim";
import type { Mutation } from "./mutant";
import { swappedCaptions } from "./swapped-captions";

/** The ways in which a copy of a paper is made worse. A careful referee scores each lower than the paper it was made from. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "flipped-sign": flippedSign,
  "dropped-baseline": droppedBaseline,
  "swapped-captions": swappedCaptions,
  "deleted-ablation": deletedAblation,
  "inflated-claim": inflatedClaim,
  "removed-related-work": removedRelatedWork,
};
