import type { CampaignView, IdeaInCampaign } from "../research/campaign";
import { capWords, dollars } from "../research/money";
import { type PaperTableRow, paperTable, remarksOn } from "../research/paper-table";

/** What happened between two looks at a campaign, a line each; everything but what was over already where there was no look before. */
export function newsIn(before: CampaignView | undefined, now: CampaignView): string[] {
  const known = new Map(before?.ideas.map((idea) => [idea.name, idea]));
  const ideas = now.ideas.flatMap((idea) => {
    const line = newsOf(known.get(idea.name), idea);
    return line ? [line] : [];
  });
  const notes = before ? now.notes.slice(before.notes.length) : [];
  return [...ideas, ...notes.map(({ level, text }) => `${level === "info" ? "·" : "!"} ${text}`)];
}

function newsOf(before: IdeaInCampaign | undefined, now: IdeaInCampaign): string | undefined {
  if (now.state === "planned") return undefined;
  // One that was left to another campaign comes on there.
  if (before?.state === now.state && (before.stage === now.stage || now.state === "paused")) return undefined;
  if (now.state === "running")
    return now.stage !== before?.stage ? `  ${now.name}: ${now.stage ?? "begun"}` : undefined;
  const score = now.scores.at(-1);
  const said = [
    now.state === "ended" && score !== undefined ? `review ${score.toFixed(1)}` : "",
    now.cost > 0 ? dollars(now.cost) : "",
    now.state === "ended" && score !== undefined ? "" : now.reason,
  ];
  return `${MARKS[now.state]} ${now.name}: ${[now.state, ...said].filter(Boolean).join(", ")}`;
}

const MARKS = { planned: " ", running: " ", waiting: "?", paused: "‖", ended: "✓", failed: "✗" } as const;

/** `8 running, 12 ended, 30 planned · 7 of 8 slots · $1.20 of $10` */
export function standLine({ ideas, slots, cost, campaign }: CampaignView): string {
  const states = ["running", "waiting", "paused", "ended", "failed", "planned"] as const;
  const counts = states.flatMap((state) => {
    const number = ideas.filter((idea) => idea.state === state).length;
    return number > 0 ? [`${number} ${state}`] : [];
  });
  const busy = slots.filter(({ idea }) => idea !== undefined).length;
  const money = campaign.totalCap === undefined ? dollars(cost) : `${dollars(cost)} of ${capWords(campaign.totalCap)}`;
  return `${counts.join(", ") || "no idea yet"} · ${busy} of ${slots.length} slots · ${money}`;
}

/** The table of the paper for people, its columns one under the other, and what they must know of its numbers. */
export function tableLines(view: CampaignView): string[] {
  const rows = paperTable([view]);
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd();
  return [...cells.map(line), ...remarksOn(rows)];
}

const HEADINGS = [
  "Model",
  "Template",
  "Ideas",
  "Novel",
  "Experiments",
  "Papers",
  "Form",
  "Mean",
  "Max",
  "Cost",
] as const;

function cellsOf(row: PaperTableRow): string[] {
  const score = (value: number | undefined) => (value === undefined ? "–" : value.toFixed(2));
  const counts = [row.ideas, row.novel, row.experimentsPassed, row.completedPapers].map(String);
  return [
    row.model,
    row.template,
    ...counts,
    row.scale || "–",
    score(row.meanScore),
    score(row.maxScore),
    dollars(row.cost),
  ];
}
