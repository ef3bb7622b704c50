import { join } from "node:path";
import { execa } from "execa";
import * as z from "zod";
import type { Probe } from "../../engine/ports/compute";

export type InterpreterWish = {
  /** What the researcher set; nothing else is tried then. Empty or undefined when they did not. */
  readonly python: string | undefined;
  readonly project: string;
  /** Names of Python packages; a version behind a name is not looked at. */
  readonly requirements: readonly string[];
};

/** The first interpreter that has every requirement, or else the one that lacks least, with what each lacks in `problems`. */
export async function findInterpreter(wish: InterpreterWish, signal: AbortSignal): Promise<Probe> {
  const tried: Tried[] = [];
  for (const command of interpreterCandidates(wish, process.env, process.platform)) {
    const found = await tryInterpreter(command, wish, signal);
    if (found.answer && tried.some(({ answer }) => answer?.executable === found.answer!.executable)) continue;
    tried.push(found);
    if (found.answer && objections(found.answer).length === 0) return asProbe(found, []);
  }
  return bestOf(tried, wish.requirements, noneFound(wish));
}

/** The first of what was tried that lacks nothing, or else the one that lacks least; `otherwise` is said when none answered. */
export function bestOf(tried: readonly Tried[], requirements: readonly string[], otherwise: readonly string[]): Probe {
  const found = tried.filter(({ answer }) => answer).sort((one, other) => lacks(one) - lacks(other));
  const [best] = found;
  if (!best) return { ...nothing(requirements), problems: otherwise };
  return asProbe(best, objections(best.answer!).length === 0 ? [] : tried.flatMap(sentences));
}

/** Every interpreter that is named or found here, once each, those that have every requirement first. */
export async function listInterpreters(
  named: readonly string[],
  wish: Omit<InterpreterWish, "python">,
  signal: AbortSignal,
): Promise<Probe[]> {
  const { AI_SCIENTIST_PYTHON: set } = process.env;
  const commands = [
    ...[...named, ...(set ? [set] : [])].map((path) => [path]),
    ...placesOfPython(wish.project, process.env, process.platform),
  ];
  const tried = await Promise.all(commands.map((command) => tryInterpreter(command, { ...wish, python: "" }, signal)));
  const found = tried.filter(
    ({ answer }, index) =>
      answer && tried.findIndex((other) => other.answer && nameOf(other.answer) === nameOf(answer)) === index,
  );
  return found.sort((one, other) => lacks(one) - lacks(other)).map((one) => asProbe(one, sentences(one)));
}

function nameOf({ identity, executable }: Answer): string {
  return identity || executable;
}

/** Commands to try, best first: what was set and nothing else, or else wherever a Python may be. */
export function interpreterCandidates(
  { python, project }: Pick<InterpreterWish, "python" | "project">,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string[][] {
  const set = python || env.AI_SCIENTIST_PYTHON;
  return set ? [[set]] : placesOfPython(project, env, platform);
}

/** The project's own environment, the one that is active, then what the system calls Python. */
function placesOfPython(project: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[][] {
  const inside = (folder: string) =>
    platform === "win32" ? [join(project, folder, "Scripts", "python.exe")] : [join(project, folder, "bin", "python")];
  const system = platform === "win32" ? [["py", "-3"], ["python"]] : [["python3"], ["/usr/bin/python3"], ["python"]];
  const active = env.VIRTUAL_ENV
    ? [[join(env.VIRTUAL_ENV, platform === "win32" ? "Scripts/python.exe" : "bin/python")]]
    : [];
  return [inside(".venv"), inside("venv"), ...active, ...system];
}

export const Answer = z.object({
  executable: z.string(),
  python: z.string(),
  packages: z.record(z.string(), z.string().nullable()),
  managed: z.boolean().default(false),
  /** The program and the environment: `python` and `python3` beside each other are often the same. */
  identity: z.string().default(""),
});
type Answer = z.infer<typeof Answer>;
export type Tried = { readonly command: readonly string[]; readonly answer: Answer | undefined };

async function tryInterpreter(command: readonly string[], wish: InterpreterWish, signal: AbortSignal): Promise<Tried> {
  const [program = "", ...first] = command;
  const names = packageNames(wish.requirements);
  const { exitCode, stdout } = await execa(program, [...first, "-c", question, ...names], {
    cwd: wish.project,
    reject: false,
    timeout: 30_000,
    cancelSignal: signal,
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
  signal.throwIfAborted();
  return { command, answer: exitCode === 0 ? answerIn(stdout) : undefined };
}

/** A version behind a name is not looked at. */
export function packageNames(requirements: readonly string[]): string[] {
  return requirements.map((requirement) => /^[\w.-]*/.exec(requirement)![0]);
}

function answerIn(stdout: string): Answer | undefined {
  try {
    return Answer.safeParse(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")).data;
  } catch {
    return undefined;
  }
}

/**
 * A package counts by its installed metadata, or else by a module of its name. Nothing of it is run, nor a `json.py` of the folder
 * that it is asked in.
 */
export const question = `
import sys
sys.path[:] = [entry for entry in sys.path if entry]
import json, os, sysconfig
from importlib import metadata, util
def version(name):
    try:
        return metadata.version(name)
    except Exception:
        try:
            return "" if util.find_spec(name.replace("-", "_")) else None
        except Exception:
            return None
managed = sys.prefix == sys.base_prefix and os.path.exists(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED"))
identity = os.path.realpath(sys.executable) + " " + sys.prefix
print(json.dumps({"managed": managed, "identity": identity, "executable": sys.executable, "python": "%d.%d.%d" % sys.version_info[:3], "packages": {n: version(n) for n in sys.argv[1:]}}))
`;

function asProbe({ answer }: Tried, problems: readonly string[]): Probe {
  const { executable, python, packages, managed } = answer!;
  const versions = Object.entries(packages).map(([name, version]) => [
    name,
    version === null ? undefined : version || "unknown",
  ]);
  return {
    ...{ interpreter: executable, python, packages: Object.fromEntries(versions), problems },
    ...{ tooOld: isTooOld(python), managed },
  };
}

function nothing(requirements: readonly string[]) {
  return {
    interpreter: undefined,
    python: undefined,
    packages: Object.fromEntries(requirements.map((name) => [name, undefined])),
  };
}

function noneFound({ python }: InterpreterWish): string[] {
  const set = python || process.env.AI_SCIENTIST_PYTHON;
  if (set) return [`${set} is no Python interpreter that can be started.`];
  return ["No Python interpreter was found. Install Python 3 from https://www.python.org, or set the path of one."];
}

/** How many packages are missing; an interpreter that is too old comes behind every other. */
function lacks({ answer }: Tried): number {
  const { python, packages } = answer!;
  return Object.values(packages).filter((version) => version === null).length + (isTooOld(python) ? 1000 : 0);
}

function sentences({ answer }: Tried): string[] {
  return answer ? objections(answer) : [];
}

function objections({ executable, python, packages }: Answer): string[] {
  const missing = Object.keys(packages).filter((name) => packages[name] === null);
  return [
    ...(isTooOld(python) ? [`${executable} is Python ${python}; 3.8 or newer is needed.`] : []),
    ...(missing.length > 0
      ? [`${executable} lacks ${missing.join(", ")}: “${executable} -m pip install ${missing.join(" ")}”.`]
      : []),
  ];
}

function isTooOld(python: string): boolean {
  const [major = 0, minor = 0] = python.split(".").map(Number);
  return major < 3 || (major === 3 && minor < 8);
}
