import type { Decision, Hunk, Intent } from "../../research/change";
import { countedFromCommit, remarksOn } from "../../research/decision-remarks";

/**
 * The proposal as it was made, from what is left of it: accepted hunks stand in the index, undecided ones are counted from
 * there. Rejected hunks are gone.
 */
export function proposalFrom(undecided: readonly Hunk[], accepted: readonly Hunk[]): Hunk[] {
  return [...accepted, ...countedFromCommit(undecided, accepted)];
}

/** The researcher's decision, once nothing is undecided. `before` were accepted when the question was put, so it was put again. */
export function decisionOn(
  intent: Intent,
  proposed: readonly Hunk[],
  accepted: readonly Hunk[],
  before: readonly Hunk[],
): Decision {
  const earlier = before.length > 0 ? rejectedEarlier(intent, proposed) : [];
  const remarks = [...earlier, remarksOn(proposed, accepted)].filter(Boolean).join("\n\n");
  return { approved: accepted.length > 0, remarks, by: "researcher" };
}

/** What was rejected before the window was opened again is known by its title alone. */
function rejectedEarlier({ hunks }: Intent, proposed: readonly Hunk[]): string[] {
  const gone = hunks.filter(({ path, title }) => !proposed.some((hunk) => hunk.path === path && hunk.title === title));
  return gone.map(({ path, title }) => `Rejected in ${path} (“${title}”).`);
}
