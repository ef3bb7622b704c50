import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Environment } from "../../../research/environment";
import { type InterpreterWish, listInterpreters } from "../../compute/find-interpreter";
import { ComputeUnavailable } from "../../compute/start-job";

/**
 * A virtual environment with the packages of a study as its record names them, made with the interpreter that is nearest to the
 * recorded one. Packages come built: none of their own programs run while they are installed. Gives the interpreter's path.
 */
export async function freshEnvironment(
  folder: string,
  recorded: Environment | undefined,
  wish: InterpreterWish,
  signal: AbortSignal,
): Promise<string> {
  const python = join(folder, ...INTERPRETER);
  if (existsSync(python)) return python;
  const found = await listInterpreters(wish.python ? [wish.python] : [], { ...wish, requirements: [] }, signal);
  const interpreter = nearest(found, recorded?.python);
  if (!interpreter) throw new ComputeUnavailable("No Python interpreter was found to make the environment with.");
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await told([interpreter, "-m", "venv", draft], signal, "The environment could not be made");
  const pinned = pinnedRequirements(wish.requirements, recorded);
  if (pinned.length > 0)
    await told(
      [join(draft, ...INTERPRETER), ...PIP, ...pinned],
      signal,
      `The recorded packages (${pinned.join(", ")}) could not be installed for ${interpreter}. Reproduce with the interpreter that is there instead, or name another one in compute.python`,
    );
  await rename(draft, folder);
  return python;
}

const INTERPRETER = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
const PIP = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:"];

/** Names with the recorded versions; without one where the record has none. What is no plain name or version is left out. */
export function pinnedRequirements(requirements: readonly string[], recorded: Environment | undefined): string[] {
  return requirements.flatMap((requirement) => {
    const name = /^[A-Za-z0-9][\w.-]*/.exec(requirement)?.[0];
    if (!name) return [];
    const version = recorded?.packages[name.toLowerCase()];
    return version && /^[0-9][\w.+!]*$/.test(version) ? [`${name}==${version}`] : [name];
  });
}

type Found = { readonly interpreter: string | undefined; readonly python: string | undefined };

/** The same minor version if there is one, else the first that was found. */
export function nearest(found: readonly Found[], wanted: string | undefined): string | undefined {
  const minor = (version: string | undefined) => version?.split(".").slice(0, 2).join(".");
  const same = wanted === undefined ? undefined : found.find(({ python }) => minor(python) === minor(wanted));
  return (same ?? found[0])?.interpreter;
}

async function told(command: readonly string[], signal: AbortSignal, failed: string): Promise<void> {
  const [program = "", ...args] = command;
  const { exitCode, stderr } = await execa(program, args, { reject: false, timeout: 900_000, cancelSignal: signal });
  signal.throwIfAborted();
  if (exitCode !== 0)
    throw new ComputeUnavailable(`${failed}. ${stderr.trimEnd().split("\n").slice(-3).join(" ")}`.trim());
}
