import type { Asked } from "./asked";
import { type Measured, metricsIn, resultsIn } from "./results";
import { changeSentence, isCost, isUnknown, metricLabel, tally } from "./wording";

/** Says what moved in the last result, from its table, and whether the question is answered. */
export function judgeRun(asked: Asked): string {
  const results = resultsIn(asked.parts);
  const last = results.at(-1);
  const measured = results.slice(1).filter(({ rows }) => rows.length > 0).length;
  const planned = stillPlanned(asked);
  const finish = planned.length === 0 || measured >= 2;
  const lesson = last && last.rows.length > 0 ? lessonFrom(asked, last.rows) : failureLesson(last?.outcome ?? "");
  return JSON.stringify({ lesson, next: finish ? "finish" : "continue", runs: finish ? [] : planned }, null, 1);
}

/** Two or three sentences about the primary metric, one about the others. */
function lessonFrom(asked: Asked, rows: readonly Measured[]): string {
  const metrics = metricsIn(asked.parts, rows);
  const primary = metrics.find((metric) => metric.primary) ?? metrics[0];
  const own = rows.filter(({ metric }) => metric === primary?.name);
  const label = metricLabel(primary?.name ?? "");
  const strongest = [...own].sort((a, b) => relative(b) - relative(a))[0];
  const others = metrics
    .filter((metric) => metric !== primary)
    .map(({ name }) => ({ name, rows: rows.filter(({ metric }) => metric === name) }))
    .filter((group) => group.rows.length > 0 && !group.rows.every(isCost))
    .map((group) => `${metricLabel(group.name)}: ${tally(group.rows)}`);
  return [
    `In ${label} the run is ${tally(own)}, compared with the baseline.`,
    strongest ? changeSentence(strongest, label, "plain") : "",
    others.length > 0 ? `Elsewhere: ${others.join("; ")}.` : "",
    conclusion(own),
  ]
    .filter(Boolean)
    .join(" ");
}

function relative({ difference = 0, mean }: Measured): number {
  return Math.abs(difference) / Math.max(1e-12, Math.abs(mean - difference));
}

function conclusion(rows: readonly Measured[]): string {
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  if (rows.every(({ verdict }) => isUnknown(verdict)))
    return "With one measurement each, noise cannot be told from effect, so nothing is called an improvement.";
  if (count("better") > 0 && count("worse") === 0)
    return "This is what the suspected mechanism predicts, where the intervals exclude zero.";
  if (count("worse") > 0 && count("better") === 0) return "This speaks against the suspected mechanism.";
  if (count("better") > 0)
    return "The effect has different signs on different data sets, which one mechanism alone does not explain.";
  return "An effect, if there is one, is smaller than what these seeds can show.";
}

function failureLesson(outcome: string): string {
  return `The run gave no numbers that count (${outcome || "no outcome was recorded"}), so it says nothing about the idea; it says that this change cannot be made this way.`;
}

/** The plan's entries that the question lists as still to make. */
function stillPlanned(asked: Asked) {
  const listed = /^Still planned:([\s\S]*?)^Runs left:/m.exec(asked.question)?.[1] ?? "";
  return [...listed.matchAll(/^- (.+?), from (.+?)(?:, compared with .+? as well)?: (.*?) Expected: (.*)$/gm)].map(
    ([, name = "", from = "Baseline", change = "", expectation = ""]) => ({ name, from, change, expectation }),
  );
}
