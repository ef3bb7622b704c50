import type { PlannedRun } from "./findings";
import { ImprovementPlan, roundPlannedIn } from "./points-of-review";

/** A round of improvement: the points that were chosen, where they were, and how they are answered, once that is planned. */
export type Improvement = {
  readonly round: number;
  readonly points?: readonly string[];
  readonly plan?: ImprovementPlan;
};

/** What a view knows of the runs that are to come, and of what they are for. */
export type Plans = { readonly planned: readonly PlannedRun[]; readonly improvements: readonly Improvement[] };

/** What a round of improvement is to do; its runs are planned until they are made. */
export function withPlan<View extends Plans>(view: View, step: string, result: unknown): View {
  const round = roundPlannedIn(step);
  const plan = round === undefined ? undefined : ImprovementPlan.safeParse(result).data;
  if (round === undefined || !plan) return view;
  return { ...withImprovement(view, { round, plan }), planned: [...view.planned, ...plan.runs] };
}

export function withImprovement<View extends Plans>(view: View, added: Improvement): View {
  const known = view.improvements.find(({ round }) => round === added.round);
  const others = view.improvements.filter(({ round }) => round !== added.round);
  return { ...view, improvements: [...others, { ...known, ...added }].sort((a, b) => a.round - b.round) };
}

/** When figures or text are begun, what was planned was made, under whatever name. */
export function afterRuns<View extends Plans>(view: View, step: string): View {
  const begun = /^(?:improvement \d+, )?plots: start$|^improvement \d+: change$/.test(step);
  return begun && view.planned.length > 0 ? { ...view, planned: [] } : view;
}

/** A name that was taken got a number. */
export function isCalled(name: string, planned: string): boolean {
  return name === planned || (name.startsWith(`${planned} (`) && /^\(\d+\)$/.test(name.slice(planned.length + 1)));
}
