import { simpleGit } from "simple-git";

/** git in one folder. Nothing of the user's settings can change what its output looks like, and no hook runs. */
export interface Git {
  /** Standard output as UTF-8. Throws `GitFailed` on any exit code but 0. */
  run(args: readonly string[], options?: GitOptions): Promise<string>;
  /** Standard output, one character a byte (latin1), for patches of files in whatever encoding. */
  bytes(args: readonly string[]): Promise<string>;
  /** Like `run`, and undefined instead of an error. */
  ask(args: readonly string[]): Promise<string | undefined>;
}

export type GitOptions = { readonly input?: string | Buffer; readonly env?: Readonly<Record<string, string>> };

export class GitFailed extends Error {
  override readonly name = "GitFailed";
  constructor(
    readonly args: readonly string[],
    readonly exitCode: number,
    readonly stderr: string,
  ) {
    super(`git ${args[0]} failed: ${stderr.trim() || `exit code ${exitCode}`}`);
  }
}

export function gitIn(directory: string): Git {
  const run = (args: readonly string[], options?: GitOptions) => retried(() => runOnce(directory, args, options));
  return {
    run: async (args, options) => (await run(args, options)).toString("utf8"),
    bytes: async (args) => (await run(args)).toString("latin1"),
    async ask(args) {
      return run(args).then(
        (output) => output.toString("utf8"),
        (error: unknown) => {
          if (error instanceof GitFailed) return undefined;
          throw error;
        },
      );
    },
  };
}

/**
 * Files as they are in the repository on every system, no end-of-line conversion, so that hashes and patches hold
 * everywhere; paths as UTF-8; whitespace never repaired; no hooks, no signing, no rename detection.
 */
const settings = [
  "core.autocrlf=false",
  "core.eol=lf",
  "core.safecrlf=false",
  "core.fileMode=false",
  "core.quotePath=false",
  "core.hooksPath=/dev/null",
  "commit.gpgSign=false",
  "diff.renames=false",
  "diff.suppressBlankEmpty=false",
  "apply.whitespace=nowarn",
  "apply.ignoreWhitespace=no",
  "gc.auto=0",
];

const allowedVariables = [
  "GIT_INDEX_FILE",
  "GIT_OPTIONAL_LOCKS",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_AUTHOR_NAME",
  "GIT_AUTHOR_EMAIL",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
];

async function runOnce(directory: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const output: Buffer[] = [];
  const failures: GitFailed[] = [];
  const git = simpleGit({
    baseDir: directory,
    config: settings,
    allowEnvironment: allowedVariables,
    unsafe: { allowUnsafeHooksPath: true, allowUnsafeConfigPaths: true },
    completion: { onClose: true, onExit: false },
    errors(error, { exitCode, stdErr }) {
      if (exitCode === 0) return error;
      failures.push(new GitFailed(args, exitCode, Buffer.concat(stdErr).toString("utf8") || String(error ?? "")));
      return failures[0];
    },
    ...(options.input === undefined ? {} : { input: () => options.input }),
  });
  git.env({ ...harmless(process.env), GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C", ...options.env });
  git.outputHandler((_command, stdout) => void stdout.on("data", (chunk: Buffer) => output.push(chunk)));
  await git.raw([...args]).catch((error: unknown) => {
    throw failures[0] ?? error;
  });
  return Buffer.concat(output);
}

/** Without what would point git at another repository, or start an editor or pager. */
function harmless(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => {
    const upper = name.toUpperCase();
    return allowedVariables.includes(upper) || !/^(GIT.*|EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS)$/.test(upper);
  });
  return Object.fromEntries(kept) as Record<string, string>;
}

/** The editor's own git takes the index for moments; we wait for it, two seconds at most. */
async function retried<Result>(work: () => Promise<Result>, attempts = 10): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const busy = error instanceof GitFailed && /index\.lock.*(File exists|exists)/s.test(error.stderr);
    if (!busy || attempts <= 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return retried(work, attempts - 1);
  }
}
