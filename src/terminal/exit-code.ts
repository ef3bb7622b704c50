import { ModelNotChosen } from "../adapters/open-models";
import { ArchiveUnreadable } from "../adapters/project/reproduce/zip-directory";
import { TableUnreadable } from "../adapters/read-ratings";
import { ProjectBroken } from "../adapters/read-template";
import { SettingsWrong } from "../adapters/settings";
import { WorkspaceUnavailable } from "../adapters/workspace/workspace-unavailable";
import { BudgetReached } from "../engine/budget";
import { NeedsPerson } from "../engine/needs-person";
import { ModelFailure } from "../engine/ports/language-model";
import { PaperUnreadable } from "../engine/ports/paper-reader";
import type { Ending } from "../research/run-view";
import { systemFault } from "../research/system-fault";

/** The contract of the terminal program. */
export const Exit = { done: 0, failed: 1, usage: 2, missing: 3, budget: 4, interrupted: 130 } as const;
export type Exit = (typeof Exit)[keyof typeof Exit];

export function exitOfEnding({ how, missing, unanswered }: Ending): Exit {
  if (how === "done") return Exit.done;
  if (how === "budget") return Exit.budget;
  if (missing) return Exit.missing;
  if (unanswered) return Exit.usage;
  return how === "failed" ? Exit.failed : Exit.interrupted;
}

/** Exit code of a failure; `undefined` for what nobody foresaw, which deserves its stack trace. */
export function exitOfError(error: unknown): Exit | undefined {
  if (MISUSE.some((kind) => error instanceof kind)) return Exit.usage;
  if (error instanceof ModelNotChosen || error instanceof WorkspaceUnavailable) return Exit.missing;
  if (error instanceof SetupIncomplete) return Exit.missing;
  if (error instanceof BudgetReached || error instanceof OverBudget) return Exit.budget;
  if (error instanceof ModelFailure) return Exit.failed;
  if (error instanceof Error && (KNOWN.has(error.name) || SYSTEM.has(codeOf(error)) || systemFault(error)))
    return Exit.failed;
  return undefined;
}

/** Failures that stages and adapters name and explain. */
const KNOWN = new Set([
  "UnusableAnswer",
  "ComputeUnavailable",
  "GitFailed",
  "JournalLocked",
  "JournalUnreadable",
  "RecordUnreadable",
  "ProposalRefused",
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

/** What was asked for, or where nobody can be asked, or the files that it names, must be others. */
const MISUSE = [
  UsageError,
  SettingsWrong,
  ProjectBroken,
  PaperUnreadable,
  TableUnreadable,
  ArchiveUnreadable,
  NeedsPerson,
] as const;
