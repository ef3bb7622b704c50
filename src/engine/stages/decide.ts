import { policyOf } from "../../python/policy";
import type { Decision, Hunk, Intent } from "../../research/change";
import type { Concern } from "../../research/concern";
import { countedFromCommit, decisionOn } from "../../research/decision-remarks";
import type { HunkRequest } from "../../research/hunk-request";
import { acceptsByItself, capFor } from "../autonomy";
import { concernsIn } from "../concerns";
import type { Lab } from "../lab";
import type { Verdict } from "../ports/researcher";
import { tellOnce } from "../tell-once";
import type { OpenChange } from "./answer-request";

/**
 * Puts a change to the researcher, or to the policy they set. What was decided is read from the index, or from a commit that they
 * made in Source Control or a terminal: by whatever hand, it is told in the same words.
 */
export async function decide(lab: Lab, change: OpenChange): Promise<Decision | HunkRequest> {
  const proposed = change.proposed ?? (await standing(lab));
  const said = await answerOf(lab, change.intent);
  if (said.type === "request") return said;
  await turnDownTheRest(lab);
  const accepted = await lab.workspace.accepted(change.head);
  return decisionOn({ proposed, accepted, requests: change.requests }, said.by, said.words);
}

async function answerOf(lab: Lab, intent: Intent): Promise<Verdict | HunkRequest> {
  const { researcher, workspace } = lab;
  const hunks = await workspace.undecided();
  const concerns = await concernsOfChange(lab, hunks);
  const cap = capFor(lab, (await lab.purse.look()).cap);
  if (researcher.policy()[intent.kind] === "auto" && cap === "holds not") await tellOnce(lab, NO_CAP);
  if (!acceptsByItself(researcher.policy(), intent.kind, concerns, cap))
    return researcher.reviewChange({ intent, hunks, concerns }, lab.signal);
  await workspace.accept(hunks.map(({ id }) => id));
  return { type: "decided", by: "policy", words: "" };
}

const NO_CAP =
  "The price of the model is not known, so no budget can hold what it costs, and nothing is accepted or launched by itself. Set it in budget.prices, with 0 for a free model.";

/** As the files stand now: what was accepted before and what is undecided, against the commit. */
async function concernsOfChange({ workspace, template }: Lab, undecided: readonly Hunk[]): Promise<Concern[]> {
  const paths = [...new Set([...undecided, ...(await workspace.accepted())].map(({ path }) => path))];
  const head = await workspace.head();
  const changes = paths.map(async (path) => ({
    path,
    before: (await workspace.readAt(head, path)) ?? null,
    after: (await workspace.read(path)) ?? "",
  }));
  return concernsIn(await Promise.all(changes), policyOf(template.manifest, await workspace.list()));
}

/** What stands there when the question is put, for journals that do not hold the proposal. */
async function standing({ workspace }: Lab): Promise<Hunk[]> {
  const accepted = await workspace.accepted();
  return [...accepted, ...countedFromCommit(await workspace.undecided(), accepted)];
}

/** What the researcher left undecided leaves nothing behind for the next proposal to trip over. */
async function turnDownTheRest({ workspace }: Lab): Promise<void> {
  const left = await workspace.undecided();
  if (left.length > 0) await workspace.reject(left.map(({ id }) => id));
}
