import * as z from "zod";
import { Decision, FileEdit, Hunk, type Intent } from "../../research/change";
import { countedFromCommit } from "../../research/decision-remarks";
import { type HunkAnswer, HunkRequest, requestAt } from "../../research/hunk-request";
import type { ProposedEdits } from "../edits-answer";
import type { Lab } from "../lab";
import { step } from "../step";
import { answerRequest, type ChangeQuestion, type OpenChange } from "./answer-request";

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
    const shown = await lab.workspace.propose(proposed.edits, full);
    const counted = countedFromCommit(shown, await lab.workspace.accepted());
    return { files: proposed.edits.map(({ path }) => path), head: before, hunks: counted };
  });
  const decision = await decided(lab, { intent: full, question, proposed: hunks, earlier: [] }, head);
  const { commit } = await step(lab, `${intent.step}: commit`, Committed, async () => {
    const made = decision.approved ? await lab.workspace.commit(full, decision.remarks !== "") : undefined;
    const own = decision.approved && made === undefined ? await lab.workspace.head() : head;
    const result = made ?? (own === head ? undefined : own);
    return result === undefined ? {} : { commit: result };
  });
  return { commit, decision };
}

/** Puts the question, and puts it again after each request that was made instead of a decision. */
async function decided(lab: Lab, opened: OpenChange, head: string | undefined): Promise<Decision> {
  let change = opened;
  for (let name = `${change.intent.step}: decision`; ; ) {
    const said = await step(lab, name, DecisionOrRequest, async () => {
      await lab.journal.append({ type: "waiting", step: name, for: "change", text: change.intent.title });
      return questioned(lab, change.intent, head);
    });
    if (!isRequest(said)) return said;
    const request = requestAt(name);
    change = afterAnswer(change, said, await answerRequest(lab, request, change, said));
    name = `${request}: decision`;
  }
}

/** The researcher's decision or request. A commit of theirs, made in Source Control or a terminal, approves what it holds. */
async function questioned(lab: Lab, intent: Intent, head: string | undefined): Promise<Decision | HunkRequest> {
  const said = await lab.researcher.reviewChange(intent, await lab.workspace.undecided(), lab.signal);
  if (isRequest(said) || said.approved) return said;
  await turnDown(lab);
  const committed = head !== undefined && (await lab.workspace.head()) !== head;
  return committed ? { ...said, approved: true, remarks: "The researcher committed it by hand." } : said;
}

/** The change with the new proposal in the hunk's place. */
function afterAnswer(change: OpenChange, request: HunkRequest, answer: HunkAnswer): OpenChange {
  const earlier = [...change.earlier, { request, answer }];
  if (answer.state === "dropped") return { ...change, earlier };
  const others = change.proposed.filter(({ id }) => id !== request.hunk.id);
  return { ...change, earlier, proposed: [...others, ...answer.hunks] };
}

/** A change that was turned down leaves nothing behind for the next proposal to trip over. */
async function turnDown({ workspace }: Lab): Promise<void> {
  const left = await workspace.undecided();
  if (left.length > 0) await workspace.reject(left.map(({ id }) => id));
}

function isRequest(said: Decision | HunkRequest): said is HunkRequest {
  return "type" in said;
}

/** `hunks` are as they were proposed, their old lines counted in the commit; journals of 0.1.0 do not have them. */
const Proposal = z.object({
  files: z.array(FileEdit.shape.path),
  head: z.string().optional(),
  hunks: z.array(Hunk).default([]),
});
const DecisionOrRequest = z.union([HunkRequest, Decision]);
const Committed = z.object({ commit: z.string().optional() });
