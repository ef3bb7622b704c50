import { execa } from "execa";
import { chktexArguments, problemsInChktex } from "../../latex/chktex";
import type { Problem } from "../../research/problem";
import { type LatexTool, versionCommand } from "./tools";

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

export async function hasTool(tool: LatexTool | "chktex"): Promise<boolean> {
  const asked = versionCommand(tool);
  const options = { reject: false, stdin: "ignore", timeout: 15_000 } as const;
  const { failed, exitCode } = await execa(asked.file, asked.arguments, options);
  return !failed || exitCode === 0;
}
