import type { Parameters } from "../../src/research/parameters";
import { next, nothingYet } from "../../src/research/run-view";
import { addUsage, noUsage, type Usage } from "../../src/research/usage";
import { rehearsedIdea } from "./walked-ideas";

/** Prompt tokens of the original's ten published sessions, a paper: 10.65 M / 10. */
const ORIGINAL = 1_065_000;

/** A whole idea of 2d_diffusion with every stage, on the rehearsal model, and what its prompts weigh. */
export async function measurePrompts(root: string, parameters: Partial<Parameters> = {}) {
  const { history } = await rehearsedIdea(root, undefined, parameters);
  const { costs } = history.reduce(next, nothingYet);
  const total = Object.values(costs).reduce<Usage>((sum, { usage }) => addUsage(sum, usage), noUsage);
  return {
    stages: costs,
    total,
    ratioToOriginal: total.input / ORIGINAL,
    stableShare: total.cachedInput / total.input,
  };
}
