import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { placeHelp, placePattern } from "../adapters/compute/remote/place";
import { noMemory, projectMemory } from "../adapters/language-model/model-memory";
import type { ModelSources, Secrets } from "../adapters/open-models";
import { openProject } from "../adapters/open-project";
import { settingsFromEnvironment } from "../adapters/settings-environment";
import { rememberSettings, settingsOfProject } from "../adapters/settings-file";
import type { BegunIdea, Project } from "../engine/project";
import { type Retry, retryWords } from "../research/live-retry";
import { keyInEnvironment } from "../research/provider";
import { UsageError } from "./exit-code";

/** What a command of the terminal program works with. Results go to `out`, everything for a person to `err`. */
export type Terminal = {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly dist: string;
  readonly signal: AbortSignal;
};

/** Options that several commands share. */
export type CommonOptions = {
  readonly model?: string;
  readonly budget?: string;
  readonly scale?: string;
  readonly accept?: "ask" | "auto";
  readonly compute?: string;
  readonly json?: boolean;
};

/** `waits` hears when a model that did not answer will be asked again, for commands that do not follow an idea. */
export async function projectAt(
  terminal: Terminal,
  folder: string,
  options: CommonOptions,
  waits?: (retry: Retry) => void,
): Promise<Project> {
  const path = resolve(folder);
  if (!existsSync(path)) throw new UsageError(`There is no folder ${folder}.`);
  const settings = await settingsFor(terminal, path, options);
  return openProject(path, {
    settings,
    secrets: secretsOf(terminal),
    dist: terminal.dist,
    log: (line) => debug(terminal, line),
    ...(waits && { waits }),
  });
}

/** The begun idea of that name; the only one when none is named. */
export function ideaNamed(begun: readonly BegunIdea[], name: string | undefined): BegunIdea {
  const found = name === undefined && begun.length === 1 ? begun[0] : begun.find(({ idea }) => idea.Name === name);
  if (found) return found;
  const names = begun.map(({ idea }) => idea.Name).join(", ") || "none yet";
  throw new UsageError(`Name a begun idea with --idea. They are: ${names}.`);
}

/** The project's file, then the environment, then the command line: the later wins. */
export async function settingsFor(
  terminal: Terminal,
  folder: string | undefined,
  options: CommonOptions,
): Promise<Record<string, unknown>> {
  const file = folder ? await settingsOfProject(resolve(folder)) : {};
  return { ...file, ...settingsFromEnvironment(terminal.env), ...fromOptions(options) };
}

function fromOptions({ model, budget, scale, compute, accept }: CommonOptions): Record<string, unknown> {
  if (compute !== undefined && !placePattern.test(compute))
    throw new UsageError(`--compute ${compute} is no place for experiments: it ${placeHelp}.`);
  const dollars = dollarsIn("--budget", budget);
  const kinds = ["code", "plots", "prose", "launch"].map((kind) => [`review.${kind}`, accept]);
  return {
    ...(model ? { "model.name": model } : {}),
    ...(dollars === undefined ? {} : { "budget.dollars": dollars }),
    ...(compute ? { "compute.place": compute } : {}),
    ...(scale ? { "experiments.scale": scale } : {}),
    ...(accept ? Object.fromEntries(kinds) : {}),
    ...(accept === "auto" ? { "review.launchMinutes": 0 } : {}),
  };
}

/** Undefined where the option was not given. */
export function dollarsIn(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const amount = text.trim() === "" ? Number.NaN : Number(text);
  if (!(amount >= 0)) throw new UsageError(`${option} ${text || "“”"} is not an amount of US dollars.`);
  return amount;
}

/** Writes what the command line chose into the project's settings, so that `resume` and `status` need not be told again. */
export async function rememberChoices(folder: string, options: CommonOptions): Promise<void> {
  await rememberSettings(resolve(folder), fromOptions(options));
}

/** What it takes to open models; without a project nothing is remembered of them. */
export function modelSources(terminal: Terminal, folder: string | undefined): ModelSources {
  const memory = folder ? projectMemory(resolve(folder), (line) => debug(terminal, line)) : noMemory;
  return { secrets: secretsOf(terminal), memory };
}

export function secretsOf({ env }: Pick<Terminal, "env">): Secrets {
  return { apiKey: async (endpoint) => keyInEnvironment(endpoint, env) };
}

function debug({ env, err }: Terminal, line: string): void {
  if (env.AI_SCIENTIST_DEBUG) err.write(`${line}\n`);
}

/** One JSON document on standard output. */
export function printJson(terminal: Pick<Terminal, "out">, value: unknown): void {
  terminal.out.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Takes the line away that moves on a terminal. */
export function wipeLine({ err }: Pick<Terminal, "err">): void {
  if (err.isTTY) err.write("\r\u001b[K");
}

/** Says at once what is waited for, and how long: a minute without a word looks as if nothing went on. */
export function sayRetry(terminal: Pick<Terminal, "err">, retry: Retry): void {
  wipeLine(terminal);
  say(terminal, `! ${retryWords(retry)}`);
}

export function say(terminal: Pick<Terminal, "err">, text: string): void {
  terminal.err.write(`${text}\n`);
}
