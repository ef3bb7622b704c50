import { type EstimateBasis, estimateRest } from "../../engine/estimate/estimate-rest";
import type { BudgetStand } from "../../research/budget";
import { isNearCap } from "../../research/budget";
import { type Estimate, type Sufficiency, sufficiencyOf } from "../../research/estimate";
import { nothingYet } from "../../research/run-view";
import type { BegunShown, BoardState } from "./board-state";

/** What an idea has cost, what more is expected of it, and whether what is left of the caps is enough. US dollars. */
export type Outlook = {
  readonly spent: number;
  readonly rest: Estimate | undefined;
  /** What may still be spent, by the idea's cap and by the project's. */
  readonly left: number;
  readonly sufficiency: Sufficiency;
  /** Nothing was paid, and nothing will be. */
  readonly isFree: boolean;
  /** Calls were made, or will be, whose price nobody knows. */
  readonly isUnpriced: boolean;
};

/** Of an idea that was begun, or of one that might be. */
export function outlookOf(state: BoardState, idea: BegunShown | undefined): Outlook {
  const view = idea?.record.view ?? nothingYet;
  const { basis } = state.costs;
  const rest = basis && estimateRest(basis, view);
  const left = Math.min(...standsNow(state, view.dollars).map(({ cap, spent }) => cap - spent));
  return {
    spent: view.dollars,
    rest,
    left,
    sufficiency: rest ? sufficiencyOf(rest, left) : "unknown",
    isFree: view.dollars === 0 && view.unpricedCalls === 0 && basis !== undefined && rates(basis).every(isFree),
    isUnpriced:
      view.unpricedCalls > 0 || (basis !== undefined && rates(basis).some(({ price }) => price === undefined)),
  };
}

function rates({ scientist, reviewer }: EstimateBasis) {
  return [scientist, reviewer];
}

function isFree({ price }: EstimateBasis["scientist"]): boolean {
  return price !== undefined && price.input === 0 && price.cachedInput === 0 && price.output === 0;
}

/** How the caps stand by the settings as they are now, for an idea that has spent `spent`: its own, then the project's. */
export function standsNow({ settings, costs }: BoardState, spent: number): BudgetStand[] {
  const project =
    settings.total === undefined ? [] : [{ scope: "project" as const, spent: costs.spent, cap: settings.total }];
  return [{ scope: "idea", spent, cap: settings.dollars }, ...project];
}

/** The caps of which most is spent. */
export function nearCaps(state: BoardState, { record }: BegunShown): BudgetStand[] {
  return standsNow(state, record.view.dollars).filter(({ spent, cap }) => isNearCap(spent, cap));
}

/** Whether an idea that reached a cap could go on, because the caps were raised since. */
export function hasRoomAgain(state: BoardState, { record }: BegunShown): boolean {
  const { budget } = record.view.ending ?? {};
  if (!budget) return false;
  return standsNow(state, record.view.dollars).every(({ spent, cap }) =>
    budget.next === undefined ? cap > 0 : spent + budget.next <= cap,
  );
}
