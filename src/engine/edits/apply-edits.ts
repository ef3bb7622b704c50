import { applyEdit } from "./apply-edit";
import { type Draft, draftOf, textOfDraft } from "./draft";
import type { AppliedEdit, Edit, EditFailure, EditNoop, EditResult } from "./edit";
import { pathProblem, targetOf } from "./paths";
import { readAnswer } from "./read-answer";
import { windows } from "./windows";

export type { AppliedEdit, EditFailure, EditNoop, EditResult, FailureReason } from "./edit";

/** `editable`: exact paths that may change or be made; those of `files` when left out. `finish`: why the model stopped writing. */
export type EditOptions = { readonly editable?: readonly string[]; readonly finish?: string };

/** Reasons to stop after which an answer is whole. With any other it may be cut off, and a cut answer edits nothing. */
const COMPLETE = new Set([
  "",
  "stop",
  "end_turn",
  "stop_sequence",
  "end",
  "eos",
  "complete",
  "completed",
  "tool_calls",
]);

/**
 * Applies what a model's answer says to the files of a request. Pure and atomic: either every edit has exactly one place and
 * `files` holds the new texts of the files that changed, or nothing changes and each failure says how to repair it.
 */
export function applyEdits(
  message: string,
  files: Readonly<Record<string, string>>,
  options: EditOptions = {},
): EditResult {
  if (options.finish !== undefined && !COMPLETE.has(options.finish.toLowerCase()))
    return refused([truncated(options.finish)]);
  const editable = (options.editable ?? Object.keys(files)).map((path) => path.replace(/^(?:\.\/)+/, ""));
  const known = [...new Set([...Object.keys(files), ...editable])].filter((path) => !pathProblem(path));
  const reading = readAnswer(message, known, editable.length === 1 ? editable[0] : undefined);
  const work = new Work(files, known, editable);
  work.failures.push(...reading.failures);
  for (const edit of inOrder(reading.edits)) work.take(edit);
  if (!reading.edits.length && !reading.failures.length) return refused([NO_EDIT]);
  return work.failures.length ? refused(work.failures, work.noops) : work.result();
}

const NO_EDIT: EditFailure = {
  path: "",
  reason: "no-edit",
  message:
    "The answer holds no edit. Write the file name alone on a line, and below it a fenced block with <<<<<<< SEARCH, =======, and >>>>>>> REPLACE.",
};

function truncated(finish: string): EditFailure {
  const message = `The answer did not come to its end (${finish}), so none of it was applied. Send it again, complete and shorter: fewer or smaller blocks.`;
  return { path: "", reason: "truncated", message };
}

function refused(failures: readonly EditFailure[], noops: readonly EditNoop[] = []): EditResult {
  return { files: {}, failures, noops, applied: [] };
}

/** Whole files last: beside other edits of the same file they are only compared with what these made of it. */
function inOrder(edits: readonly Edit[]): Edit[] {
  const isWhole = ({ format }: Edit) => format === "whole-file";
  return [...edits.filter((edit) => !isWhole(edit)), ...edits.filter(isWhole)];
}

/** The files while the edits of one answer are applied to them. */
class Work {
  readonly failures: EditFailure[] = [];
  readonly noops: EditNoop[] = [];
  private readonly applied: AppliedEdit[] = [];
  private readonly drafts = new Map<string, Draft>();
  private otherFormat = false;

  constructor(
    private readonly files: Readonly<Record<string, string>>,
    private readonly known: readonly string[],
    private readonly editable: readonly string[],
  ) {}

  take(edit: Edit): void {
    const draft = this.draftFor(edit);
    if (!draft) return;
    if (edit.format === "whole-file" && this.isSettled(draft, edit)) return;
    this.otherFormat ||= edit.format !== "whole-file";
    const step = applyEdit(draft, edit, this.files);
    this.drafts.set(draft.path, step.type === "applied" ? step.draft : draft);
    if (step.type === "applied") this.applied.push(step.edit);
    else if (step.type === "noop") this.noops.push(step.noop);
    else this.failures.push(step.failure);
  }

  result(): EditResult {
    const changed: [string, string][] = [];
    for (const draft of this.drafts.values()) {
      const text = textOfDraft(draft);
      if (text !== draft.before && (draft.before !== undefined || text !== "")) changed.push([draft.path, text]);
      else if (this.applied.some(({ path }) => path === draft.path))
        this.noops.push({ path: draft.path, message: "The blocks undo each other: the file stays as it was." });
    }
    const files = Object.fromEntries(changed);
    return {
      files,
      failures: [],
      noops: this.noops,
      applied: this.applied.filter(({ path }) => Object.hasOwn(files, path)),
    };
  }

  private draftFor(edit: Edit): Draft | undefined {
    if (edit.name === undefined) {
      const message = `No file name stands above a block. Write one alone on the line above its fence: ${this.editable.join(", ")}.`;
      this.failures.push({ path: "", reason: "missing-path", message });
      return undefined;
    }
    const target = targetOf(edit.name, this.known, this.editable);
    if ("refusal" in target) {
      this.failures.push(target.refusal);
      return undefined;
    }
    const before = Object.hasOwn(this.files, target.path) ? this.files[target.path] : undefined;
    return this.drafts.get(target.path) ?? draftOf(target.path, before);
  }

  /** A fence with a file name beside other edits may be an excerpt for the reader; it counts only where it cannot be one. */
  private isSettled({ path, text, before }: Draft, { readings }: Edit): boolean {
    const touched = this.drafts.has(path);
    if (!touched && (before === undefined || !this.otherFormat)) return false;
    if (touched && windows(text.lines, readings[0]!.replace).length) return true;
    const message = touched
      ? `${path} is changed by other edits and then shown with another text. Send either SEARCH/REPLACE blocks or one whole file.`
      : `${path} stands above a fence without SEARCH and REPLACE, while other edits of the answer have them. If the file is to change, use a SEARCH/REPLACE block for it too.`;
    this.failures.push({ path, reason: "mixed-formats", message });
    return true;
  }
}
