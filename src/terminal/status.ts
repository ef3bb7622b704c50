import type { BegunIdea } from "../engine/project";
import { type CommonOptions, printJson, projectAt, say, type Terminal } from "./context";
import { Exit } from "./exit-code";
import { summaryOf } from "./live-view";
import { resultsOf } from "./run";

/** Where every begun idea stands, with its costs. */
export async function status(terminal: Terminal, folder: string, options: CommonOptions): Promise<Exit> {
  const project = await projectAt(terminal, folder, options);
  const begun = await project.begun();
  if (options.json) printJson(terminal, { ideas: begun.map(asJson) });
  else if (begun.length === 0) say(terminal, "No idea was begun here. Begin one with: ai-scientist run");
  else for (const one of begun) say(terminal, textOf(one));
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

function textOf(begun: BegunIdea): string {
  const { idea, view, undecided, locked } = begun;
  const state = locked ? "running" : (view.ending?.how ?? "interrupted");
  const where = view.stage ? `, in the stage ${view.stage}` : "";
  const reason = view.ending?.reason ? `: ${view.ending.reason}` : "";
  const open = undecided.length ? `\n${undecided.length} hunks are undecided.` : "";
  return `\n${idea.Title} (${idea.Name})\n${state}${where}${reason}${open}\n${summaryOf(view)}\n${resultsOf(begun)}`;
}
