import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import * as z from "zod";
import { Installs } from "../../../engine/rerun-plan";
import type { Environment } from "../../../research/environment";
import { type InterpreterWish, listInterpreters } from "../../compute/find-interpreter";
import { ComputeUnavailable } from "../../compute/start-job";

/** An environment without packages, with what it was made of and what will be installed into it. */
export const EmptyEnvironment = z.object({ madeOf: z.string(), installs: Installs });
export type EmptyEnvironment = z.infer<typeof EmptyEnvironment>;

/**
 * A virtual environment in `folder`, made with the interpreter that is nearest to the recorded one, and what a study needs in it.
 * Nothing is installed yet: what comes with a package can run whenever its interpreter starts.
 */
export async function emptyEnvironment(
  folder: string,
  recorded: Environment | undefined,
  wish: InterpreterWish,
  signal: AbortSignal,
): Promise<EmptyEnvironment> {
  const found = await listInterpreters(wish.python ? [wish.python] : [], { ...wish, requirements: [] }, signal);
  const base = nearest(found, recorded?.python);
  if (!base?.interpreter) throw new ComputeUnavailable("No Python interpreter was found to make the environment with.");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await told(folder, [base.interpreter, "-I", "-m", "venv", "."], signal, "The environment could not be made");
  const pip = [pythonIn(folder), "-I", "-m", "pip", "config", "list"];
  const from = indexesIn(await told(folder, pip, signal, "pip does not say where packages come from"));
  const packages = pinnedRequirements(wish.requirements, recorded);
  return { madeOf: `${base.interpreter} (Python ${base.python})`, installs: { packages, from } };
}

/** Packages come built: none of their own programs run while they are installed. */
export async function installInto(folder: string, { packages }: Installs, signal: AbortSignal): Promise<void> {
  if (packages.length === 0) return;
  await told(
    folder,
    [pythonIn(folder), ...PIP, ...packages],
    signal,
    `The recorded packages (${packages.join(", ")}) could not be installed. Reproduce with the interpreter that is there instead, or name another one in compute.python`,
  );
}

/** The interpreter of an environment. */
export function pythonIn(folder: string): string {
  return join(folder, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
}

const PIP = [
  ...["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"],
  ...["--only-binary", ":all:"],
];

/** Names with the recorded versions; without one where the record has none. What is no plain name or version is left out. */
export function pinnedRequirements(requirements: readonly string[], recorded: Environment | undefined): string[] {
  return requirements.flatMap((requirement) => {
    const name = /^[A-Za-z0-9][\w.-]*/.exec(requirement)?.[0];
    if (!name) return [];
    const version = recorded?.packages[name.toLowerCase()];
    return version && /^[0-9][\w.+!]*$/.test(version) ? [`${name}==${version}`] : [name];
  });
}

/** Where packages come from, of what `pip config list` prints: a variable goes before a file. Names and passwords are left out. */
export function indexesIn(configuration: string): string {
  const lines = configuration.split(/\r?\n/).map((line) => /^(:env:|install|global)\.([a-z-]+)=(.*)$/.exec(line));
  const settingOf = (wanted: string) => {
    const found = [":env:", "install", "global"].map((from) =>
      lines.find((one) => one?.[1] === from && one[2] === wanted),
    );
    return found
      .find(Boolean)?.[3]
      ?.replace(/^(['"])(.*)\1$/, "$2")
      .replaceAll("\\n", " ")
      .trim();
  };
  const isOff = /^(?:1|y|yes|t|true|on)$/i.test(settingOf("no-index") ?? "");
  const index = isOff ? [] : [settingOf("index-url") ?? "https://pypi.org/simple", settingOf("extra-index-url")];
  const places = [...index, settingOf("find-links")].filter(Boolean).flatMap((value) => value!.split(/\s+/));
  return places.map((place) => place.replace(/\/\/[^/]*@/, "//")).join(", ");
}

type Found = { readonly interpreter: string | undefined; readonly python: string | undefined };

/** The same minor version if there is one, else the first that was found. */
export function nearest<One extends Found>(found: readonly One[], wanted: string | undefined): One | undefined {
  const minor = (version: string | undefined) => version?.split(".").slice(0, 2).join(".");
  const same = wanted === undefined ? undefined : found.find(({ python }) => minor(python) === minor(wanted));
  return same ?? found[0];
}

/** Isolated, and in the environment's own folder: Python takes modules from where it is started. */
async function told(folder: string, command: readonly string[], signal: AbortSignal, failed: string): Promise<string> {
  const [program = "", ...args] = command;
  const options = { cwd: folder, reject: false, timeout: 900_000, cancelSignal: signal } as const;
  const { exitCode, stdout, stderr } = await execa(program, args, options);
  signal.throwIfAborted();
  if (exitCode !== 0)
    throw new ComputeUnavailable(`${failed}. ${stderr.trimEnd().split("\n").slice(-3).join(" ")}`.trim());
  return stdout;
}
