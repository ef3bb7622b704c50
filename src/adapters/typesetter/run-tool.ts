import { statSync } from "node:fs";
import { execa } from "execa";
import type { Command } from "./tools";

export type ToolEnd =
  | { readonly type: "ended"; readonly exitCode: number }
  | { readonly type: "missing" }
  | { readonly type: "timed-out" }
  | { readonly type: "flooded" }
  | { readonly type: "aborted" };

export type ToolLimits = {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** A file that the tool writes; a macro that prints for ever is stopped when it grows beyond `LARGEST_LOG`. */
  readonly log: string;
};

/** Bytes. Real logs have some hundred kilobytes. */
const LARGEST_LOG = 64 * 1024 * 1024;

/** Runs a tool of TeX without input and without reading what it prints. When it must stop, everything that it started stops. */
export async function runTool(command: Command, { cwd, env, seconds, signal, log }: ToolLimits): Promise<ToolEnd> {
  if (signal.aborted) return { type: "aborted" };
  let stopped: ToolEnd | undefined;
  const child = execa(command.file, command.arguments, {
    cwd,
    env,
    extendEnv: false,
    stdio: "ignore",
    reject: false,
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const stop = (why: ToolEnd) => {
    stopped ??= why;
    killGroup(child.pid);
  };
  const onAbort = () => stop({ type: "aborted" });
  signal.addEventListener("abort", onAbort, { once: true });
  const limit = setTimeout(() => stop({ type: "timed-out" }), seconds * 1000);
  const watch = setInterval(() => sizeOf(log) > LARGEST_LOG && stop({ type: "flooded" }), 500);
  try {
    const result = await child;
    if (stopped) return stopped;
    return result.exitCode === undefined && isMissing(result)
      ? { type: "missing" }
      : { type: "ended", exitCode: result.exitCode ?? 1 };
  } finally {
    clearTimeout(limit);
    clearInterval(watch);
    signal.removeEventListener("abort", onAbort);
  }
}

function isMissing(result: { readonly code?: unknown; readonly cause?: unknown }): boolean {
  const code = result.code ?? (result.cause as { code?: unknown } | undefined)?.code;
  return code === "ENOENT" || code === "EACCES";
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    void execa("taskkill", ["/pid", String(pid), "/T", "/F"], { reject: false, stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
