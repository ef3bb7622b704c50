import * as z from "zod";
import { Decision, FileEdit, Hunk, type Intent } from "../../research/change";
import { countedFromCommit } from "../../research/decision-remarks";
import { type HunkAnswer, HunkRequest, requestAt } from "../../research/hunk-request";
import type { ProposedEdits } from "../edits-answer";
import type { Lab } from "../lab";
import { step } from "../step";
import { answerRequest, type ChangeQuestion, type OpenChange } from "./answer-request";
import { decide } from "./decide";
import { propose } from "./propose";

/** What became of a proposal: the commit it ended in, if any, and what the researcher said. */
export type MadeChange = { readonly commit: string | undefined; readonly decision: Decision };

/**
 * From edits to a commit: the edits are written as an unstaged change of the idea's worktree, the researcher (or the policy
 * they set) decides hunk by hunk, and what was accepted is committed. Every part is a step, so a resumed run neither
 * doubles nor loses an edit. `question` is what the edits were asked with: what the researcher asks about a hunk is put to the
 * model with the same beginning.
 */
export async function makeChange(
  lab: Lab,
  intent: Intent,
  proposed: ProposedEdits,
  question: ChangeQuestion,
): Promise<MadeChange> {
  const full: Intent = { ...intent, hunks: proposed.hunks };
  const { head, hunks } = await step(lab, `${intent.step}: proposal`, Proposal, async () => {
    const before = await lab.workspace.head();
    const shown = await propose(lab, proposed.edits, full);
    const counted = countedFromCommit(shown, await lab.workspace.accepted());
    return { files: proposed.edits.map(({ path }) => path), head: before, hunks: counted };
  });
  const decision = await decided(lab, { intent: full, question, head, proposed: hunks, requests: [] });
  const { commit } = await step(lab, `${intent.step}: commit`, Committed, async () => {
    const made = decision.approved ? await lab.workspace.commit(full, decision) : undefined;
    const own = decision.approved && made === undefined ? await lab.workspace.head() : head;
    const result = made ?? (own === head ? undefined : own);
    return result === undefined ? {} : { commit: result };
  });
  return { commit, decision };
}

/** Puts the question, and puts it again after each request that was made instead of a decision. */
async function decided(lab: Lab, opened: OpenChange): Promise<Decision> {
  let change = opened;
  for (let name = `${change.intent.step}: decision`; ; ) {
    const said = await step(lab, name, DecisionOrRequest, async () => {
      await lab.journal.append({ type: "waiting", step: name, for: "change", text: change.intent.title });
      return decide(lab, change);
    });
    if (!("type" in said)) return said;
    const request = requestAt(name);
    change = afterAnswer(change, said, await answerRequest(lab, request, change, said));
    name = `${request}: decision`;
  }
}

/** The change with the new proposal in the hunk's place. */
function afterAnswer(change: OpenChange, request: HunkRequest, answer: HunkAnswer): OpenChange {
  const requests = [...change.requests, { request, answer }];
  if (answer.state === "dropped") return { ...change, requests };
  const others = change.proposed?.filter(({ id }) => id !== request.hunk.id);
  return { ...change, requests, proposed: others && [...others, ...answer.hunks] };
}

/** `hunks` are as they were proposed, their old lines counted in the commit `head`; journals of 0.1.0 do not have them. */
const Proposal = z.object({
  files: z.array(FileEdit.shape.path),
  head: z.string().optional(),
  hunks: z.array(Hunk).optional(),
});
const DecisionOrRequest = z.union([HunkRequest, Decision]);
const Committed = z.object({ commit: z.string().optional() });
