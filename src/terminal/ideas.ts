import { resolve } from "node:path";
import { newProject } from "../adapters/new-project/from-template";
import { templateOffers } from "../adapters/new-project/template-offers";
import type { DistilSource, Project } from "../engine/project";
import type { Idea, Novelty, NoveltyWord } from "../research/idea";
import { type CommonOptions, printJson, projectAt, say, sayRetry, type Terminal } from "./context";
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
  options: CommonOptions & { readonly count?: string; readonly from?: readonly string[]; readonly search?: string },
): Promise<Exit> {
  if (options.from && options.search !== undefined) throw new UsageError("Give --from or --search, not both.");
  if (options.search !== undefined && options.search.trim() === "") throw new UsageError("--search needs words.");
  const count = Number(options.count ?? 3);
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`--count ${options.count} is not a number of ideas.`);
  const project = await projectAt(terminal, folder, options, (retry) => sayRetry(terminal, retry));
  const from = options.from ? { files: options.from.map((path) => resolve(path)) } : undefined;
  const source = from ?? (options.search === undefined ? undefined : { search: options.search.trim() });
  await thinkUp(terminal, project, source, count, options);
  return Exit.done;
}

type Thinking = Pick<Project, "ideas" | "distilIdeas" | "generateIdeas">;

/** Prints what was thought up; when that breaks off, what was finished until then: it is paid for, and stands in `ideas.json`. */
export async function thinkUp(
  terminal: Pick<Terminal, "out" | "err" | "signal">,
  project: Thinking,
  source: DistilSource | undefined,
  count: number,
  options: Pick<CommonOptions, "json">,
): Promise<void> {
  const before = new Set((await project.ideas()).map(({ Name }) => Name));
  try {
    const { ideas: found, remarks } = source
      ? await project.distilIdeas(source, count, terminal.signal)
      : { ideas: await project.generateIdeas(count, terminal.signal), remarks: [] };
    for (const remark of remarks) say(terminal, remark);
    print(terminal, found, options);
  } catch (error) {
    const kept = (await project.ideas()).filter(({ Name }) => !before.has(Name));
    if (kept.length > 0) print(terminal, kept, options);
    throw error;
  }
}

function print(
  terminal: Pick<Terminal, "out" | "err">,
  found: readonly Idea[],
  { json }: Pick<CommonOptions, "json">,
): void {
  if (json) {
    printJson(terminal, found);
    return;
  }
  for (const { Name, Title, Interestingness, Feasibility, Novelty, sources = [] } of found) {
    say(
      terminal,
      `${Name}: ${Title} (interestingness ${Interestingness}, feasibility ${Feasibility}, novelty ${Novelty})`,
    );
    for (const { title, quote, link, file } of sources) say(terminal, `  “${quote}” (${title}, ${link ?? file ?? ""})`);
  }
}

type NoveltyOptions = { readonly idea?: string; readonly overrule?: string; readonly reason?: string };

/** What the researcher says of an idea's novelty; “none” takes it back. */
function wordIn({ idea, overrule, reason = "" }: NoveltyOptions): NoveltyWord | "none" | undefined {
  if (overrule === undefined) {
    if (reason) throw new UsageError("--reason goes with --overrule.");
    return undefined;
  }
  if (idea === undefined) throw new UsageError("Name the idea whose verdict is overruled: --idea NAME");
  if (overrule === "none") return "none";
  if (overrule !== "novel" && overrule !== "overlaps")
    throw new UsageError(`--overrule ${overrule}: say novel, overlaps, or none to take it back.`);
  if (reason.trim() === "")
    throw new UsageError("Say why: --reason “…”. The model reads it when it thinks up more ideas.");
  return { verdict: overrule, reason: reason.trim() };
}

/** The verdict that holds and why; what the check said, where the researcher says otherwise. */
export function noveltyWords({ verdict, reason, overruled }: Novelty): string {
  return overruled
    ? `${overruled.verdict}, as you say: ${overruled.reason} (The check said ${verdict}: ${reason})`
    : `${verdict}. ${reason}`;
}

/** Checks one idea, or all that were not checked yet. */
export async function novelty(
  terminal: Terminal,
  folder: string,
  options: CommonOptions & NoveltyOptions,
): Promise<Exit> {
  const word = wordIn(options);
  const project = await projectAt(terminal, folder, options, (retry) => sayRetry(terminal, retry));
  if (word && options.idea !== undefined) {
    const novelty = await project.overruleNovelty(options.idea, word === "none" ? undefined : word);
    if (options.json) printJson(terminal, [{ idea: options.idea, ...novelty }]);
    else say(terminal, `${options.idea}: ${noveltyWords(novelty)}`);
    return Exit.done;
  }
  const unchecked = (await project.ideas()).filter((idea) =>
    options.idea ? idea.Name === options.idea : !idea.novelty,
  );
  const names = options.idea ? [options.idea] : unchecked.map(({ Name }) => Name);
  const verdicts = [];
  for (const name of names) {
    const verdict = await project.checkNovelty(name, terminal.signal);
    verdicts.push({ idea: name, ...verdict });
    if (options.json) continue;
    say(terminal, `${name}: ${noveltyWords(verdict)}`);
    for (const { title, year, url, why, retracted } of verdict.papers)
      say(
        terminal,
        `  ${[retracted ? `RETRACTED. ${title}` : title, year, url].filter((part) => part !== undefined).join(", ")}${why ? `: ${why}` : ""}`,
      );
  }
  if (options.json) printJson(terminal, verdicts);
  return Exit.done;
}
