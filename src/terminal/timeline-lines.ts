import { describeOutcome } from "../research/run";
import type { TimelineEntry, TimelineFact } from "../research/timeline";

/** An idea's timeline as lines for a terminal, oldest first: when, by whom, what, and what it cost. */
export function timelineLines(entries: readonly TimelineEntry[]): string[] {
  return entries.map(({ at, by, fact, asked }) => {
    const time = `${at.slice(0, 10)} ${at.slice(11, 19)}`;
    const calls = asked?.calls.length ?? 0;
    const questions = asked
      ? ` · ${calls} ${calls === 1 ? "question" : "questions"}, $${asked.dollars.toFixed(2)}`
      : "";
    return `  ${time}  ${by.padEnd(10)}  ${what(fact)}${questions}`;
  });
}

function what(fact: TimelineFact): string {
  switch (fact.type) {
    case "began":
      return fact.from ? `begun from ${fact.from.idea} at ${fact.from.commit.slice(0, 8)}` : "begun";
    case "change":
      return `change “${fact.title}”: ${decision(fact)}`;
    case "asked":
      return "asked the model";
    case "launched":
      return `launched “${fact.name}”`;
    case "ran":
      return fact.run
        ? `ran “${fact.run.name}”: ${describeOutcome(fact.run.outcome)}`
        : `attempt ${fact.attempt} ended`;
    case "drew":
      return `drew ${fact.files.join(", ") || "nothing"}`;
    case "typeset":
      return `typeset: ${fact.pdf ? `${fact.pages ?? "?"} pages` : "no PDF"}, ${fact.problems} problems`;
    case "reviewed":
      return `review ${fact.round}`;
    case "committed":
      return `committed “${fact.commit.title}” (${fact.commit.commit.slice(0, 8)})`;
    case "noted":
      return `${fact.level}: ${fact.text}`;
    case "reopened":
      return `to be done again: ${fact.step}`;
    case "ended":
      return `${fact.how}: ${fact.reason}`;
  }
}

function decision({ decision: made, commit }: Extract<TimelineFact, { type: "change" }>): string {
  if (!made) return "undecided";
  const counts = Object.entries(made.tally ?? {}).filter(([, count]) => count > 0);
  const words = counts.map(([name, count]) => `${count} ${name}`).join(", ");
  const verdict = words || (made.approved ? "approved" : "turned down");
  return commit ? `${verdict} (${commit.commit.slice(0, 8)})` : verdict;
}
