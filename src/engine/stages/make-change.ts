import * as z from "zod";
import { Decision, FileEdit, type Intent } from "../../research/change";
import type { ProposedEdits } from "../edits-answer";
import type { Lab } from "../lab";
import { step } from "../step";

/** What became of a proposal: the commit it ended in, if any, and what the researcher said. */
export type MadeChange = { readonly commit: string | undefined; readonly decision: Decision };

/**
 * From edits to a commit: the edits are written as an unstaged change of the idea's worktree, the researcher (or the policy
 * they set) decides hunk by hunk, and what was accepted is committed. Every part is a step, so a resumed run neither
 * doubles nor loses an edit.
 */
export async function makeChange(lab: Lab, intent: Intent, proposed: ProposedEdits): Promise<MadeChange> {
  const full: Intent = { ...intent, hunks: proposed.hunks };
  await step(lab, `${intent.step}: proposal`, Proposal, async () => {
    await lab.workspace.propose(proposed.edits, full);
    return { files: proposed.edits.map(({ path }) => path) };
  });
  const decision = await step(lab, `${intent.step}: decision`, Decision, async () => {
    await lab.journal.append({ type: "waiting", step: `${intent.step}: decision`, for: "change", text: intent.title });
    const decided = await lab.researcher.reviewChange(full, await lab.workspace.undecided(), lab.signal);
    if (!decided.approved) await turnDown(lab);
    return decided;
  });
  const { commit } = await step(lab, `${intent.step}: commit`, Committed, async () => {
    const made = decision.approved ? await lab.workspace.commit(full, decision.remarks !== "") : undefined;
    return made === undefined ? {} : { commit: made };
  });
  return { commit, decision };
}

/** A change that was turned down leaves nothing behind for the next proposal to trip over. */
async function turnDown({ workspace }: Lab): Promise<void> {
  const left = await workspace.undecided();
  if (left.length > 0) await workspace.reject(left.map(({ id }) => id));
}

const Proposal = z.object({ files: z.array(FileEdit.shape.path) });
const Committed = z.object({ commit: z.string().optional() });
