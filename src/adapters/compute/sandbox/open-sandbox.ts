import { existsSync, mkdirSync, readdirSync, realpathSync } from "node:fs";
import { homedir, release } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { privateFolderName } from "../../private-folder";
import { bubblewrapArguments, type Cage } from "./bubblewrap-arguments";
import { interpreterPaths } from "./interpreter-paths";
import { processCap } from "./process-cap";
import {
  ADMINISTRATORS,
  cachesOf,
  gpuDevices,
  holds,
  librariesOf,
  readablePaths,
  SYSTEM,
  type VisiblePaths,
} from "./visible-paths";
import { whyNoSandbox } from "./why-no-sandbox";

/** How a job is kept from everything that is not its own, or why it is not. */
export type Sandbox =
  | {
      readonly type: "bubblewrap";
      readonly version: string;
      readonly network: boolean;
      readonly command: readonly string[];
    }
  | { readonly type: "none"; readonly reason: string };

/** What a job is given. `folder` is the job's, which holds `work`, `tmp` and `home`. */
export type SandboxWish = {
  readonly wanted: "auto" | "off";
  readonly project: string;
  readonly folder: string;
  readonly interpreter: string;
  readonly env: Readonly<Record<string, string>>;
  readonly network: boolean;
  /** How many processes it may have at a time. */
  readonly processes: number;
  /** What the job's files link to, outside of its folder. */
  readonly linked: readonly string[];
};

/**
 * The sandbox for one job, tried with the very arguments and the interpreter that the job will get: that the program is installed
 * says little, since many systems and containers forbid what it needs.
 */
export async function openSandbox(wish: SandboxWish, signal: AbortSignal): Promise<Sandbox> {
  if (wish.wanted === "off") return { type: "none", reason: "The setting compute.sandbox is off." };
  if (process.platform !== "linux") return { type: "none", reason: whyNoSandbox(process.platform, undefined) };
  const version = await versionOfBubblewrap(signal);
  if (version === undefined) return { type: "none", reason: whyNoSandbox("linux", undefined) };
  const cage = await cageFor(wish, signal);
  const cap = existsSync("/usr/bin/prlimit") ? processCap(wish.processes, release(), process.getuid?.() ?? 0) : [];
  const command = ["bwrap", ...bubblewrapArguments(cage), "--", ...cap];
  const trial = await execa(command[0]!, [...command.slice(1), wish.interpreter, "-c", ""], {
    ...{ env: wish.env, extendEnv: false, reject: false, timeout: 30_000, cancelSignal: signal },
  });
  signal.throwIfAborted();
  if (trial.exitCode === 0) return { type: "bubblewrap", version, network: wish.network, command };
  return { type: "none", reason: whyNoSandbox("linux", trial.stderr || trial.message || "") };
}

async function versionOfBubblewrap(signal: AbortSignal): Promise<string | undefined> {
  const { exitCode, stdout } = await execa("bwrap", ["--version"], {
    ...{ reject: false, timeout: 10_000, cancelSignal: signal },
  });
  signal.throwIfAborted();
  return exitCode === 0 ? stdout.trim().replace(/^bubblewrap /, "") : undefined;
}

async function cageFor(wish: SandboxWish, signal: AbortSignal): Promise<Cage> {
  const at = (name: string) => join(wish.folder, name);
  const [work, temporary, shows] = [at("work"), at("tmp"), at("home")];
  for (const folder of [work, temporary, shows]) mkdirSync(folder, { recursive: true });
  const home = wish.env.HOME ?? homedir();
  const closed = [home, wish.folder, join(wish.project, privateFolderName)].flatMap((path) => [path, realOf(path)]);
  const wanted = [
    ...(await interpreterPaths(wish.interpreter, wish.env, temporary, signal)),
    ...librariesOf(wish.env),
    ...[...cachesOf(wish.env), ...fontLists(home)].filter((path) => existsSync(path)),
    ...wish.linked,
  ];
  const emptied = SYSTEM.some((path) => holds(path, wish.project)) ? [wish.project] : [];
  return {
    ...{ work, temporary, network: wish.network },
    home: canBeReplaced(home) ? { at: home, shows } : undefined,
    visible: {
      readable: readablePaths(wanted, closed, emptied),
      emptied,
      devices: await devicesHere(signal),
      ...machinePaths(),
    },
  };
}

/** A home inside of the read-only system cannot be laid over. It is one of a service, and such accounts have no files in it. */
function canBeReplaced(home: string): boolean {
  return home !== "/" && existsSync(home) && !SYSTEM.some((path) => holds(path, home));
}

/** One of NVIDIA's devices is made at the first use of CUDA, by a program with rights that nothing inside of the sandbox has. */
async function devicesHere(signal: AbortSignal): Promise<string[]> {
  const names = readdirSync("/dev");
  if (names.includes("nvidiactl") && !names.includes("nvidia-uvm"))
    await execa("nvidia-modprobe", ["-u", "-c=0"], { ...{ reject: false, timeout: 10_000, cancelSignal: signal } });
  return gpuDevices(readdirSync("/dev"));
}

function machinePaths(): Pick<VisiblePaths, "resolver" | "hidden"> {
  const resolver = realOf("/etc/resolv.conf");
  return {
    resolver: holds("/etc", resolver) ? [] : [dirname(resolver)],
    hidden: ADMINISTRATORS.filter((path) => existsSync(path)),
  };
}

/** Matplotlib writes beside its list, so the list is shown and the folder stays the job's own. */
function fontLists(home: string): string[] {
  const folder = join(home, ".cache/matplotlib");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^fontlist.*\.json$/.test(name))
    .map((name) => join(folder, name));
}

function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
