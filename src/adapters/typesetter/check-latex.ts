import { execa } from "execa";
import { chktexArguments, problemsInChktex } from "../../latex/chktex";
import type { Problem } from "../../research/problem";

/** What ChkTeX says about a text; nothing when it is not installed or does not answer within ten seconds. */
export async function checkWithChktex(text: string, file: string, signal: AbortSignal): Promise<Problem[]> {
  const result = await execa("chktex", chktexArguments(), {
    input: text,
    reject: false,
    timeout: 10_000,
    cancelSignal: signal,
    maxBuffer: 8_000_000,
  });
  return problemsInChktex(result.stdout ?? "", { file, text });
}

export async function hasTool(tool: string): Promise<boolean> {
  const { failed, exitCode } = await execa(tool, ["--version"], { reject: false, stdin: "ignore", timeout: 15_000 });
  return !failed || exitCode === 0;
}
