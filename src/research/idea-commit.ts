import { FIGURE_RECORD } from "./figure-record";

/**
 * One commit of an idea's branch, with what its trailers say. `change`: the model proposed it and somebody approved. `record`: the
 * program keeps results. `hand`: the researcher's edits, committed for them. `foreign`: without our trailers, so by the researcher.
 */
export type IdeaCommit = {
  readonly commit: string;
  readonly parent: string | undefined;
  /** ISO time, to the second. */
  readonly at: string;
  readonly title: string;
  readonly kind: "change" | "record" | "hand" | "foreign";
  /** The step of the journal that made it; empty for a foreign one. */
  readonly step: string;
  readonly model: string;
  readonly edited: boolean;
  readonly files: readonly CommittedFile[];
};

/** Lines are undefined for a file that is no text. */
export type CommittedFile = {
  readonly path: string;
  readonly change: "added" | "deleted" | "changed";
  readonly added: number | undefined;
  readonly removed: number | undefined;
};

/** What the program makes of an idea's runs, and no hand or model writes: results, notes and pictures. */
export function isResult(path: string): boolean {
  return /^run_\d+\//.test(path) || path === "notes.txt" || path === FIGURE_RECORD || /^[^/]+\.png$/i.test(path);
}

/**
 * What is made of an idea's results: the results themselves, the script that names its runs in figures, and the paper. An idea that
 * goes on from another takes none of it along.
 */
export function isMadeOfResults(path: string): boolean {
  return isResult(path) || path === "plot.py" || path.startsWith("latex/");
}
