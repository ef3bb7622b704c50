import { lstat, readlink, realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { execa } from "execa";
import * as z from "zod";

/** Every path that an interpreter needs to start and to find its packages, links and what they lead to. */
export async function interpreterPaths(
  interpreter: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  signal: AbortSignal,
): Promise<string[]> {
  const { exitCode, stdout } = await execa(interpreter, ["-c", question], {
    ...{ env, extendEnv: false, cwd, reject: false, timeout: 30_000, cancelSignal: signal },
  });
  signal.throwIfAborted();
  const said = exitCode === 0 ? pathsIn(stdout) : [];
  const links = await linksFrom(interpreter);
  const real = await Promise.all(said.map((path) => realpath(path).catch(() => path)));
  return [...said, ...real, ...links];
}

/** The last line of what the interpreter printed: a list of paths. */
export function pathsIn(stdout: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? ""));
  } catch {
    return [];
  }
}

/** A virtual environment's interpreter is a link, often to a link: each has to be there. */
async function linksFrom(path: string): Promise<string[]> {
  const found: string[] = [];
  for (let at = path; found.length < 20; ) {
    found.push(at);
    const isLink = (await lstat(at).catch(() => undefined))?.isSymbolicLink();
    if (!isLink) return found;
    at = resolve(dirname(at), await readlink(at));
  }
  return found;
}

/** The empty entry of `sys.path` is the folder it was asked in, which is no part of the interpreter. */
const question = `
import json, os, sys, sysconfig
own = [sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, *sysconfig.get_paths().values()]
print(json.dumps(sorted({path for path in own + sys.path if path and os.path.exists(path)})))
`;
