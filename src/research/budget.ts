import * as z from "zod";

/** Whose money it is: one idea's, a campaign's, or that of the project with all its ideas, their thinking up and its reviews of papers. */
export const BudgetScope = z.enum(["idea", "campaign", "project"]);
export type BudgetScope = z.infer<typeof BudgetScope>;

/** What may be spent, in US dollars: on one idea, and on the whole project where that is capped. */
export type Caps = { readonly idea: number; readonly project: number | undefined };

/** How a cap stands, in US dollars. `next` is what the call that was not made could have cost at most; without it, nobody knows. */
export const BudgetStand = z.object({
  scope: BudgetScope,
  spent: z.number(),
  cap: z.number(),
  next: z.number().optional(),
});
export type BudgetStand = z.infer<typeof BudgetStand>;

/** The share of a cap from which on the researcher is warned. */
export const WARNING_SHARE = 0.8;

/** Whether so much of a cap is spent that the researcher should know. Nothing can be near a cap of nothing. */
export function isNearCap(spent: number, cap: number): boolean {
  return cap > 0 && spent >= cap * WARNING_SHARE;
}
