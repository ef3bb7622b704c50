import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** How the terminal program ended and what it said. `code` is null when a signal ended it. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type Options = { readonly env?: Record<string, string | undefined>; readonly input?: string };

/** The bundled terminal program as a process of its own, with nothing of this shell's settings but the interpreter. */
export function startProgram(args: readonly string[], { env = {}, input = "" }: Options = {}) {
  const program = join(root, "dist/headless.js");
  if (!existsSync(program)) throw new Error("There is no dist/headless.js. Build first: npm run build");
  const child = spawn(process.execPath, [program, ...args], { env: { ...plainEnvironment(), ...env } });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
  child.stdin.end(input);
  const ended = new Promise<Ended>((done) => child.on("close", (code) => done({ code, ...said })));
  return { child: child as ChildProcess, ended };
}

/** Runs the terminal program to its end. */
export function aiScientist(args: readonly string[], options?: Options): Promise<Ended> {
  return startProgram(args, options).ended;
}

/** What `--json` printed as JSON lines. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into results wherever they like.
export function linesOf(text: string): any[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into results wherever they like.
export function jsonFile(...path: string[]): any {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AI_SCIENTIST_|OPENAI_)/.test(name));
  return { ...Object.fromEntries(kept), AI_SCIENTIST_PYTHON: process.env.AI_SCIENTIST_PYTHON ?? "python3" };
}
