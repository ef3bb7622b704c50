import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BegunIdea, Project } from "../engine/project";
import { type Idea, slugOf } from "../research/idea";
import { type CommonOptions, printJson, projectAt, rememberChoices, say, type Terminal } from "./context";
import { type Exit, exitOfEnding, UsageError } from "./exit-code";
import { LiveView, summaryOf } from "./live-view";
import { terminalResearcher } from "./terminal-researcher";

export type RunOptions = CommonOptions & { readonly idea?: string };

/** One idea to the reviewed paper. Without `--idea`: the one that was begun, else a new one is thought up. */
export async function run(terminal: Terminal, folder: string, options: RunOptions): Promise<Exit> {
  const project = await projectAt(terminal, folder, options);
  await rememberChoices(folder, options);
  const name = options.idea ?? (await unfinished(project))?.idea.Name ?? (await newIdea(terminal, project)).Name;
  return pursueShown(terminal, project, name, options);
}

/** Goes on with the idea that stopped, or says that there is none. */
export async function resume(terminal: Terminal, folder: string, options: RunOptions): Promise<Exit> {
  const project = await projectAt(terminal, folder, options);
  await rememberChoices(folder, options);
  const name = options.idea ?? (await unfinished(project))?.idea.Name;
  if (!name) throw new UsageError("Nothing here is unfinished. Begin an idea with: ai-scientist run");
  return pursueShown(terminal, project, name, options);
}

/** The begun idea that is not done, the one touched last. */
async function unfinished(project: Project): Promise<BegunIdea | undefined> {
  return (await project.begun()).findLast(({ view }) => view.ending?.how !== "done");
}

/** Thinks up one idea and checks it; the stage of ideas is part of the way when nobody chose an idea. */
async function newIdea(terminal: Terminal, project: Project): Promise<Idea> {
  const shown = showing(terminal, project, "");
  try {
    const [idea] = await project.generateIdeas(1, terminal.signal);
    const chosen = idea ?? (await project.ideas()).at(-1);
    if (!chosen) throw new UsageError("No idea was found, and the project has no seed ideas.");
    say(terminal, `\nIdea: ${chosen.Title} (${chosen.Name})`);
    const novelty = await project.checkNovelty(chosen.Name, terminal.signal);
    say(terminal, `Novelty: ${novelty.verdict}. ${novelty.reason}`);
    return chosen;
  } finally {
    shown.stop();
  }
}

async function pursueShown(terminal: Terminal, project: Project, name: string, options: RunOptions): Promise<Exit> {
  const slug = slugOf({ Name: name });
  const workspace = project.workspace(slug);
  const researcher = terminalResearcher(workspace, terminal, project.autonomy);
  const shown = showing(terminal, project, slug, options.json);
  const ending = await project.pursue(name, researcher, terminal.signal).finally(() => shown.stop());
  const begun = (await project.begun()).find((one) => one.slug === slug);
  if (begun && !options.json) say(terminal, `\n${summaryOf(begun.view)}\n${resultsOf(begun)}`);
  if (options.json) printJson(terminal, { type: "result", ...ending });
  return exitOfEnding(ending);
}

export function resultsOf({ folder, worktree }: BegunIdea): string {
  const files = ["paper.pdf", "review.json", "review-2.json", "costs.json", "journal.jsonl"].map((name) =>
    join(folder, name),
  );
  return [
    "Results:",
    ...files.filter(existsSync).map((file) => `  ${file}`),
    `  git -C ${worktree} log --oneline`,
  ].join("\n");
}

/** Shows an idea's events while they come: as JSON lines, or as a live view for a person. */
function showing(terminal: Terminal, project: Project, slug: string, json = false): { stop(): void } {
  const over = new AbortController();
  const view = new LiveView(terminal);
  const began = Date.now();
  void (async () => {
    for await (const event of project.follow(slug, AbortSignal.any([over.signal]))) {
      if (json) terminal.out.write(`${JSON.stringify(event)}\n`);
      else if (!("at" in event) || Date.parse(event.at) >= began - 1000) view.see(event);
    }
  })();
  return {
    stop() {
      view.end();
      over.abort();
    },
  };
}
