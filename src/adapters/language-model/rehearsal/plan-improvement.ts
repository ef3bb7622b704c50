import { type Asked, baselineFiles, dataIn, partOf } from "./asked";
import type { Move } from "./move";
import { movesIn } from "./moves";
import { plannedRun } from "./plan-runs";
import { resultsIn } from "./results";

/** One new measurement for the first point that a change of a setting can answer; everything else is for the text. */
export function planImprovement(asked: Asked): string {
  const part = partOf(asked.parts, /^The points of the review that the researcher chose/);
  const points = [...(dataIn(part, "points") ?? "").matchAll(/^(\d+)\. \((\w+)\) (.*)$/gm)].map(
    ([, number, , text]) => ({
      point: Number(number),
      text: text ?? "",
    }),
  );
  const move = freshMove(asked);
  const measurable = points.find(({ text }) => move && MEASURABLE.test(text));
  const answers = points.map(({ point, text }) => ({
    point,
    ...(point === measurable?.point
      ? { by: "run", why: `A run with ${move!.phrase} answers a part of it within the limits of the project.` }
      : BEYOND.test(text)
        ? { by: "nothing", why: "No run within the limits of this project can answer it; the paper says so." }
        : { by: "text", why: "The text can say what the evidence does and does not show." }),
  }));
  const runs = move && measurable ? [{ ...plannedRun(move), for: [measurable.point] }] : [];
  return JSON.stringify({ points: answers, runs }, null, 1);
}

const MEASURABLE = /tun(?:ed|ing)|control|ablation|learning rate/i;
const BEYOND = /larger (?:model|setting)|other data/i;

/** A change that no run made yet, of a setting where there is one. */
function freshMove(asked: Asked): Move | undefined {
  const made = resultsIn(asked.parts);
  const fresh = movesIn(baselineFiles(asked.parts)).filter(
    (move) => !made.some(({ name, description }) => name === move.name || description.includes(move.change)),
  );
  return (
    fresh.find(({ setting }) => setting?.name.includes("rate")) ?? fresh.find(({ setting }) => setting) ?? fresh[0]
  );
}
