import { type EstimateBasis, estimateRest } from "../engine/estimate/estimate-rest";
import type { Project } from "../engine/project";
import type { Caps } from "../research/budget";
import { type Estimate, type StageEstimate, type Sufficiency, sufficiencyOf } from "../research/estimate";
import { capWords, dollarRange, dollars } from "../research/money";
import type { RunView } from "../research/run-view";

/** What it takes to say what an idea will cost, as it is now. */
export type Money = { readonly basis: EstimateBasis | undefined; readonly caps: Caps; readonly projectSpent: number };

export async function moneyOf(project: Pick<Project, "estimateBasis" | "caps" | "spent">): Promise<Money> {
  return { basis: await project.estimateBasis(), caps: project.caps(), projectSpent: await project.spent() };
}

/** `≈ $0.40–0.90`; calls where nothing is paid, or nobody knows what. */
export function aboutWords({ dollars: cost, calls }: StageEstimate): string {
  if (cost && cost.high > 0) return `≈ ${dollarRange(cost)}`;
  const counted = calls.low === calls.high ? `≈ ${calls.high} calls` : `≈ ${calls.low}–${calls.high} calls`;
  return cost ? counted : `${counted}, price unknown`;
}

/** `$0.52 of $10`; nothing is said of a model that is free. */
export function spentWords({ dollars: spent, unpricedCalls }: RunView, { caps }: Money): string {
  if (spent === 0 && unpricedCalls > 0) return "price unknown";
  return `${dollars(spent)} of ${capWords(caps.idea)}`;
}

/** What is still expected of an idea, and whether what is left of the caps will do; empty when it is done, or nobody can say. */
export function expectedLine(view: RunView, { basis, caps, projectSpent }: Money): string {
  const rest = basis && estimateRest(basis, view);
  if (!rest || rest.total.calls.high === 0) return "";
  const left = Math.min(caps.idea - view.dollars, caps.project === undefined ? Infinity : caps.project - projectSpent);
  return `Expected: ${aboutWords(rest.total)} to the reviewed paper${verdictOn(rest, left)}.`;
}

function verdictOn(rest: Estimate, left: number): string {
  const room = dollars(Math.max(0, left));
  const verdicts: Record<Sufficiency, string> = {
    enough: rest.total.dollars?.high === 0 ? ", free" : `; the cap will do (${room} left)`,
    perhaps: `; the cap may not do (${room} left)`,
    "not enough": `; the cap will not do (${room} left)`,
    unknown: "",
  };
  return verdicts[sufficiencyOf(rest, left)];
}
