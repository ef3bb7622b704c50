import { existsSync } from "node:fs";
import { join } from "node:path";
import { quoted } from "../adapters/compute/remote/quote";
import type { BegunIdea } from "../engine/project";
import type { Ending, RunView } from "../research/run-view";
import { say, type Terminal } from "./context";
import { summaryOf } from "./live-view";

/** The reason, unless the journal had it and it was shown; then what there is to look at, if anything, and how it goes on. */
export function tellEnd(
  terminal: Terminal,
  begun: BegunIdea | undefined,
  ending: Ending,
  project: { readonly folder: string; readonly isOnly: boolean; readonly wasShown: boolean },
): void {
  if (!project.wasShown) say(terminal, ending.reason);
  if (!begun) return;
  if (begun.view.runs.length > 0) say(terminal, `\n${summaryOf(begun.view)}\n${resultsOf(begun)}`);
  const idea = project.isOnly ? undefined : begun.idea.Name;
  const words = wayOn(begun.view, ending, { folder: project.folder, idea });
  if (words.length > 0) say(terminal, `\n${words.join("\n")}`);
}

/** How an idea goes on that is not over, and what goes on without it: whoever presses Ctrl-C means all to end. `idea` where several could be meant. */
export function wayOn(
  view: RunView,
  { how }: Pick<Ending, "how">,
  { folder, idea }: { readonly folder: string; readonly idea: string | undefined },
): string[] {
  if (how === "done" || how === "stopped") return [];
  const which = `${quoted(folder)}${idea === undefined ? "" : ` --idea ${quoted(idea)}`}`;
  const running = launchedBy(view);
  const left = `“${running}” was launched and goes on without this terminal until it is over. To end it: ai-scientist stop ${which}`;
  return [
    ...(running === undefined ? [] : [left]),
    `Go on with: ai-scientist resume ${which}${how === "budget" ? " --budget <US dollars>" : ""}`,
  ];
}

/** What was launched last, where nobody has seen its end. */
function launchedBy({ steps }: RunView): string | undefined {
  const done = new Set(steps.flatMap(({ name, state }) => (state === "done" ? [name] : [])));
  const job = steps.findLast(({ name }) => name.endsWith(": job"))?.name;
  const name = job?.replace(/: job$/, "");
  return job === undefined || !done.has(job) || done.has(`${name}: outcome`) ? undefined : name;
}

export function resultsOf({ folder, worktree }: BegunIdea): string {
  const later = Array.from({ length: 30 }, (_, index) => `review-${index + 2}.json`);
  const files = ["paper.pdf", "review.json", ...later, "costs.json", "journal.jsonl"].map((name) => join(folder, name));
  return [
    "Results:",
    ...files.filter(existsSync).map((file) => `  ${file}`),
    `  git -C ${quoted(worktree)} log --oneline`,
  ].join("\n");
}
