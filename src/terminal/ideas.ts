import { resolve } from "node:path";
import { newProject } from "../adapters/new-project/from-template";
import { templateOffers } from "../adapters/new-project/template-offers";
import { type CommonOptions, printJson, projectAt, say, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";

/** A new project from a template. */
export async function create(
  terminal: Terminal,
  folder: string,
  options: { readonly template?: string },
  templates: string,
): Promise<Exit> {
  if (!options.template) {
    const offers = await templateOffers(templates);
    throw new UsageError(`Name the template: --template ${offers.map(({ name }) => name).join(", ")}`);
  }
  await newProject(resolve(folder), options.template, templates);
  say(terminal, `${folder} is ready. Next: ai-scientist run ${folder} --model rehearsal --accept auto --scale smoke`);
  return Exit.done;
}

/** Thinks up ideas into `ideas.json`. */
export async function ideas(
  terminal: Terminal,
  folder: string,
  options: CommonOptions & { readonly count?: string },
): Promise<Exit> {
  const count = Number(options.count ?? 3);
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`--count ${options.count} is not a number of ideas.`);
  const project = await projectAt(terminal, folder, options);
  const found = await project.generateIdeas(count, terminal.signal);
  if (options.json) printJson(terminal, found);
  else
    for (const { Name, Title, Interestingness, Feasibility, Novelty } of found) {
      say(
        terminal,
        `${Name}: ${Title} (interestingness ${Interestingness}, feasibility ${Feasibility}, novelty ${Novelty})`,
      );
    }
  return Exit.done;
}

/** Checks one idea, or all that were not checked yet. */
export async function novelty(
  terminal: Terminal,
  folder: string,
  options: CommonOptions & { readonly idea?: string },
): Promise<Exit> {
  const project = await projectAt(terminal, folder, options);
  const unchecked = (await project.ideas()).filter((idea) =>
    options.idea ? idea.Name === options.idea : !idea.novelty,
  );
  const names = options.idea ? [options.idea] : unchecked.map(({ Name }) => Name);
  const verdicts = [];
  for (const name of names) {
    const verdict = await project.checkNovelty(name, terminal.signal);
    verdicts.push({ idea: name, ...verdict });
    if (options.json) continue;
    say(terminal, `${name}: ${verdict.verdict}. ${verdict.reason}`);
    for (const { title, year, url } of verdict.papers)
      say(terminal, `  ${[title, year, url].filter((part) => part !== undefined).join(", ")}`);
  }
  if (options.json) printJson(terminal, verdicts);
  return Exit.done;
}
