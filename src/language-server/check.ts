import { spawn } from "node:child_process";
import { chktexArguments, problemsInChktex } from "../latex/chktex";
import type { Problem } from "../research/problem";

/** What ChkTeX says about a text; nothing when it is not there or does not answer within ten seconds. */
export function checkText(text: string, file: string): Promise<Problem[]> {
  return new Promise((resolve) => {
    const child = spawn("chktex", chktexArguments(), {
      stdio: ["pipe", "pipe", "ignore"],
      timeout: 10_000,
      windowsHide: true,
    });
    const output: Buffer[] = [];
    child.on("error", () => resolve([]));
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("close", () => resolve(problemsInChktex(Buffer.concat(output).toString("utf8"), { file, text })));
    child.stdin.end(text);
  });
}
