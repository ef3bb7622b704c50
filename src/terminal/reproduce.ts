import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { reproduceBundle } from "../adapters/project/reproduce/reproduce-bundle";
import { keptReproductions } from "../adapters/project/reproduce/reproduction-folders";
import { isUnpackedBundle } from "../adapters/project/reproduce/unpack-bundle";
import { NeedsPerson } from "../engine/needs-person";
import type { Reproduced, ReproductionWish } from "../engine/reproduce";
import type { RerunGate } from "../engine/rerun-plan";
import { verdictsOf } from "../research/reproduction";
import { type CommonOptions, ideaNamed, printJson, projectAt, say, settingsFor, type Terminal } from "./context";
import { Exit, exitOfEnding, UsageError } from "./exit-code";
import { planLines, reproductionLines } from "./reproduction-lines";

export type ReproduceOptions = CommonOptions & {
  readonly idea?: string;
  readonly runs?: string;
  readonly fresh?: boolean;
  readonly again?: boolean;
  readonly yes?: boolean;
  readonly strict?: boolean;
};

/** The runs of a paper once more, from a bundle or an idea, and whether each of its numbers came again. */
export async function reproduce(terminal: Terminal, from: string, options: ReproduceOptions): Promise<Exit> {
  const path = resolve(from);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`There is neither a bundle nor a project at ${path}.`);
  // What was begun goes on, whatever became of the bundle since.
  const begun = found.isFile() ? await keptReproductions({ kind: "bundle", path }) : [];
  if (found.isFile() && begun.length === 0 && !(await isArchive(path)))
    throw new UsageError(`${path} is no bundle: what “bundle” writes is a .zip archive. Nothing was begun.`);
  const isBundle = found.isFile() || (await isUnpackedBundle(path));
  const reproduced = await (isBundle ? ofBundle : ofIdea)(terminal, path, options);
  const { ending, folder, reproduction } = reproduced;
  if (options.json) printJson(terminal, { ...ending, folder, reproduction: reproduction ?? null });
  else {
    if (reproduction) terminal.out.write(`${reproductionLines(reproduction).join("\n")}\n`);
    say(terminal, `${ending.reason}\n${folder}`);
  }
  const exit = exitOfEnding(ending);
  return options.strict && exit === Exit.done && !cameAgain(reproduction) ? Exit.failed : exit;
}

/** By its first two letters, as every zip archive has them. */
async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString("latin1") === "PK";
  } finally {
    await file.close();
  }
}

/** Whether nothing differs and every run has numbers. What cannot be compared differs from nothing. */
function cameAgain(reproduction: Reproduced["reproduction"]): boolean {
  if (!reproduction) return false;
  return (
    verdictsOf(reproduction).differs === 0 && reproduction.runs.every(({ outcome }) => outcome?.type === "measured")
  );
}

async function ofBundle(terminal: Terminal, path: string, options: ReproduceOptions): Promise<Reproduced> {
  if (options.idea !== undefined) throw new UsageError("A bundle holds one idea: leave --idea out.");
  const settings = await settingsFor(terminal, undefined, options);
  const log = (line: string) => void (terminal.env.AI_SCIENTIST_DEBUG && say(terminal, line));
  return reproduceBundle(
    path,
    { settings, dist: terminal.dist, log },
    wishOf(options),
    gateOf(terminal, options),
    terminal.signal,
  );
}

async function ofIdea(terminal: Terminal, path: string, options: ReproduceOptions): Promise<Reproduced> {
  const project = await projectAt(terminal, path, options);
  const { slug } = ideaNamed(await project.begun(), options.idea);
  return project.reproduce(slug, wishOf(options), gateOf(terminal, options), terminal.signal);
}

function wishOf({ runs, fresh = false, again = false }: ReproduceOptions): ReproductionWish {
  const numbers = runs?.split(",").map((one) => (/^\s*\d+\s*$/.test(one) ? Number(one) : Number.NaN));
  if (numbers?.some(Number.isNaN)) throw new UsageError(`--runs ${runs} is no list of runs, such as 0,2.`);
  return { ...(numbers ? { runs: [...new Set(numbers)] } : {}), freshEnvironment: fresh, again };
}

/** What will run is shown in any case; only `--yes` answers for the researcher. */
function gateOf(terminal: Terminal, { yes }: ReproduceOptions): RerunGate {
  return async (plan, signal) => {
    for (const line of planLines(plan)) say(terminal, line);
    if (yes) return true;
    if (!terminal.input.isTTY)
      throw new NeedsPerson(
        "A decision is needed and there is no terminal to ask in. Say --yes once you have read the code.",
      );
    const lines = createInterface({ input: terminal.input, output: terminal.err });
    try {
      return /^y(es)?$/i.test((await lines.question("Launch all of this? [y/n] ", { signal })).trim());
    } finally {
      lines.close();
    }
  };
}
