import { type Asked, baselineFiles, partOf } from "./asked";
import type { Move } from "./move";
import { movesIn, relevance } from "./moves";

/** Two runs from the baseline: the main comparison, and the control or the sensitivity that belongs to it. */
export function planRuns(asked: Asked): string {
  const most = Number(/at most (\d+)/.exec(asked.question)?.[1] ?? 2);
  const moves = chosenMoves(movesIn(baselineFiles(asked.parts)), partOf(asked.parts, /^The idea$/)).slice(0, most);
  const [main, control] = moves;
  const thought = control
    ? `The comparison that decides is “${main?.name}” against the baseline. “${control.name}” tells the suspected mechanism from its rivals: ${main?.topic === control.topic ? "it moves the same thing another way" : "it leaves the main change out and moves what could explain the same effect"}. Both start from the baseline, so each differs from it in one respect.`
    : "One change against the baseline decides the question.";
  return JSON.stringify({ thought, runs: moves.map(plannedRun) }, null, 1);
}

/** What the plan of an idea is made of: its best move, then a second one that separates the explanations. */
export function chosenMoves(moves: readonly Move[], idea: string): Move[] {
  const ranked = moves
    .map((move, index) => ({ move, score: relevance(move, idea), index }))
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const main = ranked[0]?.move;
  if (!main) return [];
  const others = ranked.filter(({ move }) => move !== main);
  const asked = others.find(({ move, score }) => score >= 20 && move.topic !== main.topic);
  const sibling = others.find(({ move }) => move.topic === main.topic);
  const fitting = others.find(({ move }) => move.topic === main.control);
  const control = (asked ?? fitting ?? sibling ?? others.find(({ move }) => move.setting) ?? others[0])?.move;
  return control ? [main, control] : [main];
}

export function plannedRun({ name, change, expectation }: Move) {
  return { name, from: "Baseline", change, expectation };
}
