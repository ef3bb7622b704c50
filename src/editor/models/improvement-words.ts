import { estimateStage } from "../../engine/estimate/estimate-rest";
import type { BegunShown, BoardState } from "./board-state";
import { aboutWords } from "./cost-words";
import { standsNow } from "./outlook";
import type { L10n } from "./tree-node";
import { dollars } from "./wording";

/** What becomes of the points that are chosen, what one round is expected to cost, and what may still be spent. */
export function improvementWords(l10n: L10n, state: BoardState, { record }: BegunShown): string {
  const { basis } = state.costs;
  const { view } = record;
  const once = <Method extends object>(method: Method) => ({ ...method, improvementRounds: 1 });
  const expected =
    basis &&
    estimateStage(
      { ...basis, parameters: once(basis.parameters) },
      { ...view, calls: [], method: view.method && once(view.method) },
      "improvement",
    );
  const left = Math.min(...standsNow(state, view.dollars).map(({ cap, spent }) => Math.max(0, cap - spent)));
  return [
    l10n.t("Words come as hunks; what only a measurement can answer becomes a planned run. Then it is reviewed again."),
    ...(expected
      ? [l10n.t("{0} without runs; {1} may still be spent.", aboutWords(l10n, expected), dollars(left))]
      : []),
  ].join(" ");
}
