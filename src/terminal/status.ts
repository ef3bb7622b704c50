import type { BegunIdea, Project } from "../engine/project";
import { capWords, dollars } from "../research/money";
import { type CommonOptions, printJson, projectAt, say, type Terminal } from "./context";
import { expectedLine, type Money, moneyOf } from "./cost-lines";
import { resultsOf } from "./end-of-run";
import { Exit, UsageError } from "./exit-code";
import { summaryOf } from "./live-view";
import { timelineLines } from "./timeline-lines";

type StatusOptions = CommonOptions & { readonly idea?: string };

/** Where every begun idea stands, with its costs; of one idea that is named, what happened to it as well. */
export async function status(terminal: Terminal, folder: string, options: StatusOptions): Promise<Exit> {
  const project = await projectAt(terminal, folder, options);
  const begun = await project.begun();
  if (options.idea !== undefined) return statusOfOne(terminal, project, begun, { ...options, idea: options.idea });
  if (options.json) printJson(terminal, { ideas: begun.map(asJson) });
  else if (begun.length === 0) say(terminal, "No idea was begun here. Begin one with: ai-scientist run");
  else {
    const money = await moneyOf(project);
    for (const one of begun) say(terminal, textOf(one, money));
    say(terminal, `\n${projectLine(money)}`);
  }
  return Exit.done;
}

async function statusOfOne(
  terminal: Terminal,
  project: Project,
  begun: readonly BegunIdea[],
  { idea, json }: StatusOptions & { readonly idea: string },
): Promise<Exit> {
  const one = begun.find((other) => other.idea.Name === idea);
  if (!one) {
    const names = begun.map((other) => other.idea.Name).join(", ") || "none yet";
    throw new UsageError(`“${idea}” was not begun here. The begun ideas are: ${names}.`);
  }
  const timeline = await project.timeline(one.slug);
  if (json) printJson(terminal, { ideas: [{ ...asJson(one), timeline }] });
  else say(terminal, `${textOf(one, await moneyOf(project))}\nTimeline:\n${timelineLines(timeline).join("\n")}`);
  return Exit.done;
}

function asJson({ idea, slug, view, folder, worktree, undecided, locked }: BegunIdea) {
  const { stage, ending, dollars, costs, runs, waiting } = view;
  return {
    idea: idea.Name,
    title: idea.Title,
    slug,
    stage,
    ending,
    waiting,
    dollars,
    costs,
    runs,
    undecided: undecided.length,
    running: locked,
    folder,
    worktree,
  };
}

/** What all ideas, their thinking up and the reviews of papers have cost together. */
function projectLine({ projectSpent, caps }: Money): string {
  const cap = caps.project === undefined ? "" : ` of ${capWords(caps.project)}`;
  return `The whole project has spent ${dollars(projectSpent)}${cap}.`;
}

function textOf(begun: BegunIdea, money: Money): string {
  const { idea, view, undecided, locked } = begun;
  const state = locked ? "running" : (view.ending?.how ?? "interrupted");
  const where = view.stage ? `, in the stage ${view.stage}` : "";
  const reason = view.ending?.reason ? `: ${view.ending.reason}` : "";
  const open = undecided.length ? `\n${undecided.length} hunks are undecided.` : "";
  return `\n${idea.Title} (${idea.Name})\n${state}${where}${reason}${open}\n${[summaryOf(view), expectedLine(view, money), resultsOf(begun)].filter(Boolean).join("\n")}`;
}
