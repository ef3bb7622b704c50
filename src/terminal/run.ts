import { resolve } from "node:path";
import { quoted } from "../adapters/compute/remote/quote";
import { openModels } from "../adapters/open-models";
import { ideaNamed as ideaInBook } from "../adapters/project/ideas";
import { reviewsIn } from "../adapters/project/want-improvement";
import { ProjectBroken } from "../adapters/read-template";
import { readSettings } from "../adapters/settings";
import type { BegunIdea, Project } from "../engine/project";
import { purposeOf } from "../engine/setup";
import { type Idea, slugOf } from "../research/idea";
import { describeIdeaProblem } from "../research/idea-file";
import { codeOf, pointsOf, type ReviewPoint } from "../research/points-of-review";
import { nothingYet } from "../research/run-view";
import {
  type CommonOptions,
  ideaNamed,
  modelSources,
  projectAt,
  rememberChoices,
  say,
  settingsFor,
  type Terminal,
} from "./context";
import { expectedLine, moneyOf } from "./cost-lines";
import { tellEnd } from "./end-of-run";
import { type Exit, exitOfEnding, UsageError } from "./exit-code";
import { noveltyWords } from "./ideas";
import { LiveView } from "./live-view";
import { requireCap } from "./require-cap";
import { requireScale } from "./require-scale";
import { requireSetup } from "./require-setup";
import { type Quietly, terminalResearcher } from "./terminal-researcher";

export type RunOptions = CommonOptions & {
  readonly idea?: string;
  readonly redo?: string;
  /** Which points of the last review the paper is to be improved in. */
  readonly improve?: string;
};

/** One idea to the reviewed paper. Without `--idea`: the one that was begun, else a new one is thought up. */
export async function run(terminal: Terminal, folder: string, options: RunOptions): Promise<Exit> {
  if (options.improve !== undefined) return improve(terminal, folder, { ...options, improve: options.improve });
  const project = await beginnable(terminal, folder, options);
  const begun = await begunIdea(project, options);
  if (options.idea !== undefined && !begun) await ideaInBook(project.folder, options.idea);
  if (options.redo !== undefined && !begun)
    throw new UsageError(`--redo ${options.redo}: no idea was begun whose step that could be. Leave it out.`);
  await requireSetup(terminal, project, begun ? purposeOf(begun.view) : "idea");
  await rememberChoices(folder, options);
  const name = options.idea ?? begun?.idea.Name ?? (await newIdea(terminal, project, options)).Name;
  return pursueShown(terminal, project, { folder, name }, options);
}

/** A reviewed paper goes back to its author with the points that were chosen; what only a run can answer is run first. */
async function improve(
  terminal: Terminal,
  folder: string,
  options: RunOptions & { readonly improve: string },
): Promise<Exit> {
  const project = await beginnable(terminal, folder, options);
  const { idea, slug, folder: own } = ideaNamed(await project.begun(), options.idea);
  await requireSetup(terminal, project, "idea");
  const review = (await reviewsIn(own)).at(-1);
  if (!review) throw new UsageError(`The paper of “${idea.Name}” was not reviewed yet.`);
  await rememberChoices(folder, options);
  await project.wantImprovement(slug, chosenIn(pointsOf(review), options.improve));
  return pursueShown(terminal, project, { folder, name: idea.Name }, options);
}

function chosenIn(points: readonly ReviewPoint[], wish: string): string[] {
  const codes = wish.split(",").map((code) => code.trim().toUpperCase());
  const chosen = points.filter(
    (point) =>
      codes.includes("ALL") ||
      (codes.includes("WEAKNESSES") && point.kind === "weakness") ||
      codes.includes(codeOf(point)),
  );
  const known = ["ALL", "WEAKNESSES", ...points.map(codeOf)];
  const strange = codes.filter((code) => !known.includes(code));
  if (strange.length === 0) return chosen.map(({ id }) => id);
  const list = points.map((point) => `  ${codeOf(point)}  ${point.text}`).join("\n");
  throw new UsageError(
    `The last review has no point “${strange.join(", ")}”. Say all, weaknesses, or some of:\n${list}`,
  );
}

/** Goes on with the idea that stopped, or says that there is none. */
export async function resume(terminal: Terminal, folder: string, options: RunOptions): Promise<Exit> {
  const project = await beginnable(terminal, folder, options);
  const begun = await begunIdea(project, options);
  if (!begun) throw new UsageError(await nothingToResume(project, folder, options));
  await requireSetup(terminal, project, purposeOf(begun.view));
  await rememberChoices(folder, options);
  return pursueShown(terminal, project, { folder, name: begun.idea.Name }, options);
}

/** An idea that nobody began is not begun by a word that means going on. */
async function nothingToResume(project: Project, folder: string, { idea: name }: RunOptions): Promise<string> {
  if (name === undefined) return "Nothing here is unfinished. Begin an idea with: ai-scientist run";
  await ideaInBook(project.folder, name);
  return `“${name}” was not begun yet. Begin it with: ai-scientist run ${quoted(folder)} --idea ${quoted(name)}`;
}

/** The project, once the choices are known to be possible. They are remembered for `resume` when all is there that they need. */
async function beginnable(terminal: Terminal, folder: string, options: RunOptions): Promise<Project> {
  const project = await projectAt(terminal, folder, options);
  requireScale(project, options.scale);
  await checkIdeas(terminal, project, options);
  const settings = readSettings(await settingsFor(terminal, resolve(folder), options));
  const models = await openModels(settings, modelSources(terminal, folder));
  requireCap(project.autonomy, models, settings["budget.dollars"]);
  return project;
}

/** A mistake in a file of ideas stops who would think up more; who goes on with an idea that is right is only told. */
async function checkIdeas(terminal: Terminal, project: Project, options: RunOptions): Promise<void> {
  const problems = (await project.ideaProblems()).map(describeIdeaProblem);
  if (problems.length === 0) return;
  if (options.idea === undefined && !(await begunIdea(project, options)))
    throw new ProjectBroken(`${problems.join("\n")}\nCorrect this first; nothing was changed.`);
  for (const problem of problems) say(terminal, problem);
}

/** The idea that is named, if it was begun; without a name the begun idea that is not done, the one touched last. */
async function begunIdea(project: Project, { idea: name }: RunOptions): Promise<BegunIdea | undefined> {
  const begun = await project.begun();
  if (name !== undefined) return begun.find(({ idea }) => idea.Name === name);
  return begun.findLast(({ view }) => view.ending?.how !== "done");
}

/** Thinks up one idea and checks it; the stage of ideas is part of the way when nobody chose an idea. */
async function newIdea(terminal: Terminal, project: Project, options: RunOptions): Promise<Idea> {
  const shown = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const view = showing(terminal, project, "", options);
    return work().finally(() => view.stop());
  };
  const [idea] = await shown(() => project.generateIdeas(1, terminal.signal));
  const chosen = idea ?? (await project.ideas()).findLast(({ rejected }) => !rejected);
  if (!chosen) throw new UsageError("No idea was found, and the project has none that was not rejected.");
  say(terminal, `\nIdea: ${chosen.Title} (${chosen.Name})`);
  const novelty = await shown(() => project.checkNovelty(chosen.Name, terminal.signal));
  say(terminal, `Novelty: ${noveltyWords(novelty)}`);
  return chosen;
}

async function pursueShown(
  terminal: Terminal,
  project: Project,
  { folder, name }: { readonly folder: string; readonly name: string },
  options: RunOptions,
): Promise<Exit> {
  if (options.redo) await project.redo(name, options.redo);
  const slug = slugOf({ Name: name });
  const workspace = project.workspace(slug);
  if (!options.json) await sayExpected(terminal, project, slug);
  const shown = showing(terminal, project, slug, options);
  const researcher = terminalResearcher(workspace, terminal, project.autonomy, shown.quietly);
  const ending = await project.pursue(name, researcher, terminal.signal).finally(() => shown.stop());
  if (options.json) terminal.out.write(`${JSON.stringify({ type: "result", idea: name, ...ending })}\n`);
  else {
    const unfinished = (await project.begun()).filter(({ view }) => view.ending?.how !== "done");
    const begun = (await project.begun()).find((one) => one.slug === slug);
    const isOnly = unfinished.every((one) => one.slug === slug);
    tellEnd(terminal, begun, ending, { folder, isOnly, wasShown: shown.ended() === ending.reason });
  }
  return exitOfEnding(ending);
}

/** What the idea will cost from where it stands, before anything is spent. */
async function sayExpected(terminal: Terminal, project: Project, slug: string): Promise<void> {
  const begun = (await project.begun()).find((one) => one.slug === slug);
  const line = expectedLine(begun?.view ?? nothingYet, await moneyOf(project));
  if (line) say(terminal, line);
}

/** `ended` is the reason that was shown, if the end was. */
type Showing = { readonly quietly: Quietly; ended(): string | undefined; stop(): Promise<void> };

/** Shows an idea's events from now on: as JSON lines, or as a live view for a person. `stop` resolves once all are shown. */
function showing(terminal: Terminal, project: Project, slug: string, { json }: RunOptions): Showing {
  const over = new AbortController();
  const view = new LiveView(terminal, project.template.manifest);
  const began = Date.now();
  const shown = (async () => {
    view.count(await moneyOf(project));
    for await (const event of project.follow(slug, over.signal)) {
      const isNew = !("at" in event) || Date.parse(event.at) >= began;
      if (!json) view.see(event, isNew);
      else if (isNew) terminal.out.write(`${JSON.stringify(event)}\n`);
    }
  })().catch(() => undefined); // A journal that cannot be read is told by whoever walks the way.
  return {
    quietly: (ask) => view.quietly(ask),
    ended: () => view.ended,
    async stop() {
      over.abort();
      await shown;
      view.end();
    },
  };
}
