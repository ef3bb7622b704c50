import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./program";

/**
 * Has what a script of ours starts in a folder end when this process does, also when it is interrupted or killed and nobody is left to
 * stop anything. Once the folder is removed there is nothing left to be ended; what is returned lets the watcher go.
 */
export function endedWithUs(script: string, folder: string): () => void {
  const watcher = spawn("bash", [join(root, "test/fixtures/hosts/ended-with.sh"), script, folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  const input = watcher.stdin;
  if ("unref" in input && typeof input.unref === "function") input.unref();
  return () => input.end();
}
