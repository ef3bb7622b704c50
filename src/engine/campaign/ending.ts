import type { Want } from "../../research/campaign";
import type { Ending } from "../../research/run-view";
import type { CampaignEnding } from "./campaign-lab";

type Outcome = {
  readonly ideas: readonly string[];
  readonly over: ReadonlyMap<string, CampaignEnding>;
  /** Ideas that were not begun when all were stopped. */
  readonly unbegun: ReadonlySet<string>;
  /** How many ideas were to be tried. */
  readonly wanted: number;
  /** The cap that left no room for anything. */
  readonly spent: CampaignEnding | undefined;
  readonly called: Want | "paused" | "stopped";
};

/** How a campaign ended, with what became of its ideas in a sentence. It is done when nothing of it could go on. */
export function endingOfCampaign({ ideas, over, unbegun, wanted, spent, called }: Outcome): Ending {
  const counts = new Map<string, number>();
  for (const idea of ideas) {
    const ending = over.get(idea);
    const how = ending?.by !== undefined ? "left" : (ending?.how ?? (unbegun.has(idea) ? "not begun" : "paused"));
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  const number = (how: string) => counts.get(how) ?? 0;
  const parts = WORDS.flatMap(([how, words]) => (number(how) > 0 ? [`${number(how)} ${words}`] : []));
  const missing = wanted > ideas.length ? [`${wanted - ideas.length} not found`] : [];
  const reason = `Of ${wanted} ideas: ${[...parts, ...missing].join(", ") || "none was begun"}.`;
  if (called === "stop" || called === "stopped") return { how: "stopped", reason };
  if (called === "pause" || called === "paused") return { how: "paused", reason };
  if (spent)
    return { how: "budget", reason: `${spent.reason} ${reason}`, ...(spent.budget && { budget: spent.budget }) };
  if (number("budget") > 0) return { how: "budget", reason };
  if (number("paused") + number("waiting") + number("left") > 0) return { how: "paused", reason };
  return { how: number("done") > 0 || number("stopped") === ideas.length ? "done" : "failed", reason };
}

const WORDS = [
  ["done", "ended with a paper"],
  ["failed", "failed"],
  ["stopped", "stopped"],
  ["budget", "at the end of their budget"],
  ["waiting", "waiting for you"],
  ["paused", "paused"],
  ["left", "left to another campaign"],
  ["not begun", "not begun"],
] as const;
