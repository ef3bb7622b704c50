import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import * as z from "zod";
import { root } from "../program";

/** What is looked for in `experiment.py`, and what takes its place; "" is the end of the file. */
export type Swap = readonly [search: string, replace: string];

const folders: string[] = [];

/** A copy of a shipped template, or of an earlier copy with its runs, with an edited experiment. `forgetCopies` removes it. */
export function copyOf(source: string, swaps: readonly Swap[] = []): string {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), "template-"))), "study");
  folders.push(join(folder, ".."));
  cpSync(source.startsWith("/") ? source : join(root, "templates", source), folder, { recursive: true });
  const file = join(folder, "experiment.py");
  writeFileSync(file, swaps.reduce(swapped, readFileSync(file, "utf8")));
  return folder;
}

export function forgetCopies(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function swapped(text: string, [search, replace]: Swap): string {
  if (search === "") return `${text}\n${replace}\n`;
  if (text.split(search).length !== 2) throw new Error(`“${search}” is not there exactly once.`);
  return text.replace(search, () => replace);
}

/** Runs one of the template's programs with the Python of the tests. */
export async function python(folder: string, args: readonly string[], env: Record<string, string>): Promise<string> {
  const done = await execa(process.env.AI_SCIENTIST_PYTHON ?? "python3", args, {
    cwd: folder,
    env: { OMP_NUM_THREADS: "1", ...env },
    all: true,
    reject: false,
  });
  if (done.exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${done.exitCode}: ${done.all.slice(-1500)}`);
  return done.all;
}

const Verdicts = z.record(z.string(), z.object({ passed: z.boolean(), detail: z.string().min(10) }));

/** Runs the template's guards on a run and gives the verdicts, and the sentences of those that are not passed. */
export async function guardsOf(folder: string, env: Record<string, string>) {
  await python(folder, ["guards.py", "--out_dir=run_0"], env);
  const verdicts = Verdicts.parse(JSON.parse(readFileSync(join(folder, "run_0/guards.json"), "utf8")));
  const failed = Object.entries(verdicts).filter(([, { passed }]) => !passed);
  return {
    names: Object.keys(verdicts),
    failed: Object.fromEntries(failed.map(([name, { detail }]) => [name, detail])),
  };
}
