import { createInterface } from "node:readline";
import { applyLine } from "../engine/edits/apply-line";
import type { Terminal } from "./context";
import { Exit } from "./exit-code";

/** JSON lines in, JSON lines out; no disk is touched. */
export async function apply(terminal: Terminal): Promise<Exit> {
  for await (const line of createInterface({ input: terminal.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim()) terminal.out.write(`${applyLine(line)}\n`);
  }
  return Exit.done;
}
