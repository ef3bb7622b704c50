import { ModelNotChosen } from "../adapters/open-models";
import { TableUnreadable } from "../adapters/read-ratings";
import { ProjectBroken } from "../adapters/read-template";
import { SettingsWrong } from "../adapters/settings";
import { WorkspaceUnavailable } from "../adapters/workspace/workspace-unavailable";
import { BudgetReached } from "../engine/budget";
import { ModelFailure } from "../engine/ports/language-model";
import type { Ending } from "../research/run-view";

/** The contract of the terminal program. */
export const Exit = { done: 0, failed: 1, usage: 2, missing: 3, budget: 4, interrupted: 130 } as const;
export type Exit = (typeof Exit)[keyof typeof Exit];

export function exitOfEnding({ how, missing }: Ending): Exit {
  if (how === "done") return Exit.done;
  if (how === "budget") return Exit.budget;
  if (missing) return Exit.missing;
  return how === "failed" ? Exit.failed : Exit.interrupted;
}

/** Exit code of a failure; `undefined` for what nobody foresaw, which deserves its stack trace. */
export function exitOfError(error: unknown): Exit | undefined {
  if (error instanceof UsageError || error instanceof SettingsWrong) return Exit.usage;
  if (error instanceof ModelNotChosen || error instanceof WorkspaceUnavailable) return Exit.missing;
  if (error instanceof SetupIncomplete) return Exit.missing;
  if (error instanceof ProjectBroken || error instanceof TableUnreadable) return Exit.usage;
  if (error instanceof BudgetReached || error instanceof OverBudget) return Exit.budget;
  if (error instanceof ModelFailure) return Exit.failed;
  if (error instanceof Error && (KNOWN.has(error.name) || SYSTEM.has(codeOf(error)))) return Exit.failed;
  return undefined;
}

/** Failures that stages and adapters name and explain. */
const KNOWN = new Set([
  "UnusableAnswer",
  "PaperUnreadable",
  "ComputeUnavailable",
  "GitFailed",
  "JournalLocked",
  "JournalUnreadable",
  "RecordUnreadable",
  "ProposalRefused",
  "ArchiveUnreadable",
]);

/** What the disk or the system refuses; its own message names the path and the reason. */
const SYSTEM = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "EIO"]);

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

/** Something that has to be there is not; nothing was begun and nothing spent. */
export class SetupIncomplete extends Error {
  override readonly name = "SetupIncomplete";
}

/** What is asked for is expected to cost more than the budget leaves; nothing was begun and nothing spent. */
export class OverBudget extends Error {
  override readonly name = "OverBudget";
}

export class UsageError extends Error {
  override readonly name = "UsageError";
}
