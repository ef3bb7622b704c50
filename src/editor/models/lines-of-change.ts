import type { LineRange } from "./tree-node";

/** The lines of one change that git's peek shows, as VS Code hands them over: all changes of the file, and which one it is. */
export function linesOfChange(changes: unknown, index: unknown): LineRange | undefined {
  const change: unknown = Array.isArray(changes) && typeof index === "number" ? changes[index] : undefined;
  if (typeof change !== "object" || change === null) return undefined;
  const { modifiedStartLineNumber: from, modifiedEndLineNumber: end } = change as Record<string, unknown>;
  if (typeof from !== "number" || typeof end !== "number") return undefined;
  return { from, to: Math.max(from, end) };
}
