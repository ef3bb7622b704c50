import type { Problem } from "../research/problem";
import { entriesInLog, type LogEntry } from "./log-lines";
import { type Meaning, meaningOf } from "./log-messages";
import { besides } from "./paper";

export const LATEX_SOURCE = "LaTeX";

/**
 * What TeX's log says about the paper. `root` is how problems name the source that was compiled, in whose folder TeX ran.
 * A problem without a known line is on line 1 of the root; one without a known column has `column` and `endColumn` 1 and
 * means the whole line.
 */
export function problemsInLog(log: string, { root }: { readonly root: string }): Problem[] {
  const found = entriesInLog(log).flatMap((entry) => {
    const meaning = meaningOf(entry);
    return meaning ? [problemOf(entry, meaning, root)] : [];
  });
  const unique = [...new Map(found.map((problem) => [keyOf(problem), problem])).values()];
  return withoutConsequences(unique);
}

/** A reference or a citation of what is nowhere: the PDF has a question mark there and can be read. */
export function isUndefinedName(rule: string): boolean {
  return /^undefined-(?:reference|citation)$/.test(rule);
}

/** How many pages the log says were written, or undefined when TeX wrote no PDF. */
export function pagesIn(log: string): number | undefined {
  const pages = /Output written on [\s\S]{1,1000}?\((\d+)\s+pages?/.exec(log)?.[1];
  return pages === undefined ? undefined : Number(pages);
}

/** Whether TeX asks for another pass. */
export function wantsAnotherPass(log: string): boolean {
  return /Rerun to get|Rerun LaTeX|rerun LaTeX|Label\(s\) may have changed|Citation\(s\) may have changed|No file .*\.(?:toc|out)\./.test(
    log,
  );
}

function keyOf({ file, line, rule, message }: Problem): string {
  return JSON.stringify([file, line, rule, rule === "missing-figure" ? "" : message]);
}

/** After an error TeX stumbles on over the same line, and may give up; told once is enough. */
function withoutConsequences(problems: readonly Problem[]): Problem[] {
  const errors = problems.filter(({ rule }) =>
    /^(?:latex-error|undefined-command|missing-(?:package|input))$/.test(rule),
  );
  return problems.filter((problem) => {
    if (problem.rule === "emergency-stop") return errors.length === 0;
    const first = errors.find(({ file, line }) => file === problem.file && line === problem.line);
    return first === undefined || first === problem || !CONSEQUENCE.test(problem.message);
  });
}

const CONSEQUENCE =
  /^(?:Missing \S+ inserted|Missing number|Extra |Too many }'s|Things are|You can't use|Illegal unit|Misplaced|LaTeX knows no command \\begin)/;

function problemOf(entry: LogEntry, { rule, severity, message }: Meaning, root: string): Problem {
  const file = fileOf(entry.file, root);
  const foreign = file === undefined && entry.file !== undefined;
  const line = foreign ? 1 : Math.max(1, entry.line ?? 1);
  const evidence = entry.runaway ?? (foreign ? `${entry.file}:${entry.line}` : undefined);
  return {
    file: file ?? root,
    line,
    ...(/^missing-(?:figure|input|package)$/.test(rule) ? { column: 1, endColumn: 1 } : columnsOf(entry)),
    rule,
    severity,
    source: LATEX_SOURCE,
    message,
    ...(evidence !== undefined && { evidence }),
  };
}

/** TeX names files from the folder of the root. What lies elsewhere belongs to TeX, but for the reference list among its output. */
function fileOf(file: string | undefined, root: string): string | undefined {
  if (file === undefined) return root;
  const plain = file
    .replace(/^"(.*)"$/, "$1")
    .replace(/\\/g, "/")
    .replace(/^(?:\.\/)+/, "");
  if (plain === root.replace(/\\/g, "/").split("/").at(-1)) return root;
  if (plain.endsWith(".bbl")) return plain;
  return /^(?:\/|[a-zA-Z]:)/.test(plain) ? undefined : besides(root, plain);
}

/** The last thing that TeX had read when it stopped: a command, or a word. */
function columnsOf({ read, line }: LogEntry): { column: number; endColumn: number } {
  const culprit =
    read === undefined || line === undefined || read.startsWith("...") || read.includes("^^")
      ? undefined
      : /(?:\\(?:[a-zA-Z@]+\s*|.)|\S)$/u.exec(read);
  if (!culprit) return { column: 1, endColumn: 1 };
  return { column: culprit.index + 1, endColumn: culprit.index + 1 + culprit[0].trimEnd().length };
}
