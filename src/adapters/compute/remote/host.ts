import { randomBytes } from "node:crypto";
import { lstat, mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { execa } from "execa";
import { answerIn, commandReading, markedScript } from "./marked-script";
import { effectiveIn, openingCommand, type SshPlan, sshArguments, terminalArguments } from "./ssh-command";
import { type Trouble, troubleIn } from "./ssh-trouble";

/** A POSIX machine on which `sh` scripts run. */
export interface RemoteHost {
  /** As the researcher calls it. */
  readonly name: string;
  /**
   * Runs a script, which reads `input` on its standard input, and resolves only if its end was seen: with its code, whatever that
   * is. Otherwise rejects with `HostUnreachable`, and how it ended is unknown. What it leaves running must not hold its outputs.
   */
  run(script: string, options: RunOptions): Promise<HostAnswer>;
}

export type RunOptions = {
  readonly input?: Uint8Array | Readable;
  readonly signal: AbortSignal;
  /** When an answer is given up; two minutes when left out. */
  readonly timeoutSeconds?: number;
};

export type HostAnswer = { readonly code: number; readonly stdout: Buffer; readonly stderr: string };

/** A host did not answer to the end. It says nothing about what runs there. `message` says what can be done. */
export class HostUnreachable extends Error {
  override readonly name = "HostUnreachable";
  constructor(
    message: string,
    readonly trouble: Trouble,
  ) {
    super(message);
  }
}

/** A host that the system's own `ssh` reaches, which alone honours the user's configuration, agents, jump hosts and second factors. */
export function sshHost(name: string): RemoteHost {
  let plan: Promise<SshPlan> | undefined;
  return {
    name,
    async run(script, options) {
      plan ??= planFor(name);
      const known = await plan;
      return runMarked(script, options, {
        program: "ssh",
        args: (length) => [...sshArguments(known), "--", name, commandReading(length)],
        explain: (stderr) => troubleIn(stderr, name, openingCommand(known)),
      });
    },
  };
}

/** The arguments of `ssh` for a terminal that runs `command` on a host. */
export async function terminalAt(host: string, command: string): Promise<string[]> {
  return terminalArguments(await planFor(host), command);
}

/** This machine, where a cluster's own commands are at hand. */
export function thisHost(): RemoteHost {
  return {
    name: "this machine",
    run: (script, options) =>
      runMarked(script, options, {
        program: "sh",
        args: (length) => ["-c", commandReading(length)],
        explain: (stderr) => ({ kind: "link", sentence: `A script had no end here. ${stderr.slice(-300)}`.trim() }),
      }),
  };
}

type Runner = {
  readonly program: string;
  readonly args: (scriptBytes: number) => readonly string[];
  readonly explain: (stderr: string) => { readonly kind: Trouble; readonly sentence: string };
};

async function runMarked(script: string, options: RunOptions, runner: Runner): Promise<HostAnswer> {
  const { signal, timeoutSeconds = 120 } = options;
  signal.throwIfAborted();
  const mark = `ai-scientist-${randomBytes(9).toString("hex")}`;
  const marked = Buffer.from(markedScript(script, mark));
  const tooLate = AbortSignal.timeout(timeoutSeconds * 1000);
  const running = execa(runner.program, runner.args(marked.length), {
    input: Readable.from(joined(marked, options.input), { objectMode: false }),
    encoding: "buffer",
    stripFinalNewline: false,
    reject: false,
    maxBuffer: 2 ** 30,
    windowsHide: true,
  });
  const forgotten = forget(running, AbortSignal.any([signal, tooLate]));
  const { stdout, stderr, code } = await running.finally(forgotten);
  signal.throwIfAborted();
  const said = Buffer.from(stderr ?? []).toString("utf8");
  const answer = answerIn(Buffer.from(stdout ?? []), mark);
  if (answer) return { ...answer, stderr: said };
  if (code === "ENOENT")
    throw new HostUnreachable(`${runner.program} was not found. Install an OpenSSH client and try again.`, "no-ssh");
  const { kind, sentence } = runner.explain(said);
  throw new HostUnreachable(tooLate.aborted ? `No answer within ${timeoutSeconds} s. ${sentence}` : sentence, kind);
}

/** Ends a program that nobody waits for any more. What it started may hold its outputs open, which are let go of too. */
function forget({ kill, stdout, stderr }: ForgottenProcess, when: AbortSignal): () => void {
  const end = () => {
    kill("SIGKILL");
    stdout.destroy();
    stderr.destroy();
  };
  when.addEventListener("abort", end, { once: true });
  return () => when.removeEventListener("abort", end);
}

type ForgottenProcess = {
  readonly kill: (signal: NodeJS.Signals) => boolean;
  readonly stdout: Readable;
  readonly stderr: Readable;
};

async function* joined(script: Buffer, input: Uint8Array | Readable | undefined): AsyncGenerator<Uint8Array> {
  yield script;
  if (input instanceof Uint8Array) yield input;
  else if (input) yield* input as AsyncIterable<Uint8Array>;
}

async function planFor(host: string): Promise<SshPlan> {
  const { platform } = process;
  const { stdout } = await execa("ssh", ["-G", "--", host], { reject: false, timeout: 20_000, windowsHide: true });
  const controlFolder = platform === "win32" ? "" : await privateControlFolder(process.getuid?.() ?? 0);
  return { host, effective: effectiveIn(stdout ?? ""), platform, controlFolder };
}

/** A short path, since a socket's may have about a hundred characters, where nobody else may put anything. */
async function privateControlFolder(user: number): Promise<string> {
  const shortest = `/tmp/ai-scientist-${user}`;
  await mkdir(shortest, { mode: 0o700 }).catch(() => undefined);
  const found = await lstat(shortest).catch(() => undefined);
  if (found?.isDirectory() && found.uid === user && (found.mode & 0o077) === 0) return shortest;
  const own = join(homedir(), ".ssh", "ai-scientist");
  await mkdir(own, { recursive: true, mode: 0o700 });
  return own;
}
