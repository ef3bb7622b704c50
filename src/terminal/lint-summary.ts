import { join, relative } from "node:path";
import type { LintedPaper } from "../adapters/typesetter/lint-paper-file";
import type { ClaimLibrary } from "../latex/claim-problems";
import type { Problem, Severity } from "../research/problem";

/** What a paper's claims were held against; nothing where there is no folder with runs. */
export type LintResults = {
  readonly folder?: string;
  readonly library?: ClaimLibrary;
  /** Why the folder's results could not be read. */
  readonly unreadable?: string;
  /** Files of its runs that nothing could be read from. */
  readonly unread?: readonly Unread[];
};

type Unread = { readonly path: string; readonly problem: string };

/** How much was found, and what the claims were held against: silence would look the same where there was nothing to hold them against. */
export function lintSummary(problems: readonly Problem[], results: LintResults, claims: LintedPaper["claims"]): string {
  return `${found(problems)} ${held(results, claims)}`;
}

/** A run whose results are broken is missing from what claims are held against, which looks as if the paper were wrong. */
export function unreadLine({ folder = "" }: LintResults, { path, problem }: Unread): string {
  return `${shown(join(folder, path))} says nothing, so that its run is unknown here. ${problem}`;
}

function found(problems: readonly Problem[]): string {
  const counts = (["error", "warning", "info"] satisfies Severity[]).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${NAMES[severity]}${count === 1 ? "" : "s"}`];
  });
  return counts.length === 0 ? "Nothing to point out." : `${counts.join(", ")}.`;
}

const NAMES = { error: "error", warning: "warning", info: "hint" };

function held({ folder, unreadable }: LintResults, claims: LintedPaper["claims"]): string {
  if (folder === undefined)
    return "No claim was held against results: neither the paper's folder nor the two above it hold a run_*/final_info.json. --results names the folder that does.";
  if (unreadable !== undefined) return `No claim was held against results: ${unreadable}`;
  const { supported, checkable } = claims ?? { supported: 0, checkable: 0 };
  const where = shown(folder) || "this folder";
  if (checkable === 0) return `The rules found no claim that the runs in ${where} could confirm or refute.`;
  return `${supported} of ${checkable} claims are supported by the runs in ${where}.`;
}

function shown(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith("..") ? path : below;
}
