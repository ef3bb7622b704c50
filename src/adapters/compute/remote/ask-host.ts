import { Readable } from "node:stream";
import * as z from "zod";
import { ComputeUnavailable } from "../start-job";
import type { RemoteHost } from "./host";
import { hostProgram } from "./host-program";
import { commandLine, quoted, quotedPath } from "./quote";
import { settingUp } from "./setting-up";

/** What every question to a host needs. */
export type HostAccess = {
  readonly host: RemoteHost;
  /** Where the host keeps everything of ours; `~` is the home there. */
  readonly folder: string;
  /** The interpreter that was set or found, if any. */
  readonly python: string;
  /** Lines that the host runs first, in `bash` where it has one. */
  readonly setup: string;
};

export type Question = {
  readonly verb: "look" | "start" | "poll" | "fetch" | "cancel" | "queue" | "withdraw";
  readonly [field: string]: unknown;
};

type Options = {
  readonly signal: AbortSignal;
  /** Bytes that follow the question. */
  readonly body?: AsyncIterable<Uint8Array>;
  readonly timeoutSeconds?: number;
};

/** One round trip: a question to the host's program and its checked answer, with the bytes that follow it. */
export async function askHost<Shape>(
  access: HostAccess,
  question: Question,
  shape: z.ZodType<Shape>,
  { signal, body, timeoutSeconds }: Options,
): Promise<{ answer: Shape; bytes: Buffer }> {
  const { host } = access;
  const withSetup = question.verb === "look" || question.verb === "start";
  const input = Readable.from(framed({ ...question, root: access.folder }, body), { objectMode: false });
  const timeout = timeoutSeconds === undefined ? {} : { timeoutSeconds };
  const { code, stdout, stderr } = await host.run(programScript(access, withSetup), { input, signal, ...timeout });
  if (code === NO_PYTHON)
    throw new ComputeUnavailable(
      `${host.name} has no Python 3.8 or newer that can be started. Install one there, or set compute.remotePython.`,
    );
  if (code !== 0) throw new ComputeUnavailable(`${host.name}: ${lastLine(stderr) || `its program ended with ${code}`}`);
  const lineEnd = stdout.indexOf(10);
  const from = lineEnd + 1 + Number(stdout.toString("latin1", 0, Math.max(0, lineEnd)));
  const said: unknown = JSON.parse(stdout.toString("utf8", lineEnd + 1, from));
  const problem = z.object({ problem: z.string() }).safeParse(said);
  if (problem.success) throw new ComputeUnavailable(`${host.name}: ${problem.data.problem}.`);
  return { answer: shape.parse(said), bytes: stdout.subarray(from) };
}

const NO_PYTHON = 74;

async function* framed(question: object, body: AsyncIterable<Uint8Array> | undefined): AsyncGenerator<Uint8Array> {
  for (const text of [hostProgram, JSON.stringify(question)]) {
    const bytes = Buffer.from(text);
    yield Buffer.concat([Buffer.from(`${bytes.length}\n`), bytes]);
  }
  if (body) yield* body;
}

/** Finds an interpreter that starts, and gives it the program that follows on standard input. */
export function programScript({ python, setup }: Pick<HostAccess, "python" | "setup">, withSetup: boolean): string {
  const candidates = [...(python ? [quotedPath(python)] : []), ...GENERIC];
  const find = [
    `for p in ${candidates.join(" ")}; do`,
    `  if "$p" -c ${quoted("import sys; sys.exit(sys.version_info < (3, 8))")} </dev/null >/dev/null 2>&1`,
    `  then exec "$p" -c ${quoted(bootstrap)} answer; fi`,
    "done",
  ].join("\n");
  const last = `exit ${NO_PYTHON}`;
  if (setup.trim() === "") return ["umask 077", find, last].join("\n");
  const prepared = [...settingUp(setup), find, last].join("\n");
  const inBash = `if command -v bash >/dev/null 2>&1; then exec ${commandLine(["bash", "-c"])} ${quoted(prepared)}; fi`;
  // An interpreter often starts without its modules, and looking after jobs then costs no setup.
  return ["umask 077", ...(withSetup ? [] : [find]), inBash, prepared].join("\n");
}

/** Where a Python usually is when nothing was said. */
const GENERIC = ["python3", "/usr/bin/python3", "python", '"$HOME"/miniconda3/bin/python', "/opt/conda/bin/python"];

const bootstrap = [
  "import sys; i = sys.stdin.buffer; s = i.read(int(i.readline()))",
  'exec(compile(s, "ai-scientist", "exec"), {"__name__": "__main__", "PROGRAM": s})',
].join("\n");

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1)?.slice(0, 300) ?? "";
}
