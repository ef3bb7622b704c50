import { estimateStage } from "../../engine/estimate/estimate-rest";
import type { BegunShown, BoardState } from "./board-state";
import { aboutWords } from "./cost-words";
import { standsNow } from "./outlook";
import type { L10n } from "./tree-node";
import { dollars } from "./wording";

/** What a round of improvement is expected to cost, runs apart, and what may still be spent. */
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
  const room = l10n.t("{0} may still be spent", dollars(left));
  return expected ? `${l10n.t("{0} without runs", aboutWords(l10n, expected))} · ${room}` : room;
}
