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
  const { head } = await step(lab, `${intent.step}: proposal`, Proposal, async () => {
    const before = await lab.workspace.head();
    await lab.workspace.propose(proposed.edits, full);
    return { files: proposed.edits.map(({ path }) => path), head: before };
  });
  const decision = await step(lab, `${intent.step}: decision`, Decision, async () => {
    await lab.journal.append({ type: "waiting", step: `${intent.step}: decision`, for: "change", text: intent.title });
    return decided(lab, full, head);
  });
  const { commit } = await step(lab, `${intent.step}: commit`, Committed, async () => {
    const made = decision.approved ? await lab.workspace.commit(full, decision.remarks !== "") : undefined;
    const own = decision.approved && made === undefined ? await lab.workspace.head() : head;
    const result = made ?? (own === head ? undefined : own);
    return result === undefined ? {} : { commit: result };
  });
  return { commit, decision };
}

/** The researcher's decision. A commit of theirs, made in Source Control or a terminal, approves what it holds. */
async function decided(lab: Lab, intent: Intent, head: string | undefined): Promise<Decision> {
  const decision = await lab.researcher.reviewChange(intent, await lab.workspace.undecided(), lab.signal);
  if (decision.approved) return decision;
  await turnDown(lab);
  const committed = head !== undefined && (await lab.workspace.head()) !== head;
  return committed ? { ...decision, approved: true, remarks: "The researcher committed it by hand." } : decision;
}

/** A change that was turned down leaves nothing behind for the next proposal to trip over. */
async function turnDown({ workspace }: Lab): Promise<void> {
  const left = await workspace.undecided();
  if (left.length > 0) await workspace.reject(left.map(({ id }) => id));
}

const Proposal = z.object({ files: z.array(FileEdit.shape.path), head: z.string().optional() });
const Committed = z.object({ commit: z.string().optional() });
