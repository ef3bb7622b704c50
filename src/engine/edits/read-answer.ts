import type { Edit, EditFailure, FailureReason } from "./edit";
import { closes, type Fence, fenceIn } from "./fences";
import { fileNameIn, fileNameInFence, speaksOfOther } from "./file-names";
import { type Heading, headingAbove } from "./heading";
import { holdsFence, isReplaceFoot, isSearchHead, readBlock } from "./search-replace";
import { answerLines } from "./text-lines";
import { withoutThinking } from "./thinking";
import { isDiffHead, readDiff } from "./unified-diff";
import { readWholeFile } from "./whole-file";

/** What an answer asks for, in its order, and what in it cannot be read. */
export type Reading = { readonly edits: readonly Edit[]; readonly failures: readonly EditFailure[] };

/** Finds all edits in an answer. `known` are the files that it may speak of; `only` is the one it means when it names none. */
export function readAnswer(message: string, known: readonly string[], only: string | undefined): Reading {
  const spoken = withoutThinking(answerLines(message));
  const reader = new Reader(spoken.lines, known, only);
  reader.readAll();
  if (spoken.open)
    reader.fail("truncated", "The answer ends in the middle of a thought. Send the edits again, outside of it.");
  return { edits: reader.edits, failures: reader.failures };
}

/** Walks once through the lines of an answer; `at` is the line to read next. */
class Reader {
  readonly edits: Edit[] = [];
  readonly failures: EditFailure[] = [];
  private at = 0;
  private floor = 0;
  /** The fence we are in, and whether an edit stands in it. */
  private fence: { opening: Fence; edits: boolean; unsure: boolean } | undefined;

  constructor(
    private readonly lines: readonly string[],
    private readonly known: readonly string[],
    private lastName: string | undefined,
  ) {}

  readAll(): void {
    while (this.at < this.lines.length) this.readNext(this.lines[this.at]!);
    if (this.fence?.edits && !this.failures.some(({ reason }) => reason === "truncated"))
      this.fail(
        "truncated",
        "The fence around the last edit is never closed: the answer was cut off. Send it again, complete.",
      );
  }

  fail(reason: FailureReason, message: string, path = this.lastName ?? ""): void {
    this.failures.push({ path, reason, message });
  }

  private readNext(line: string): void {
    const fence = fenceIn(line);
    if (isSearchHead(line)) this.readSearchReplace();
    else if (isReplaceFoot(line)) {
      this.fail(
        "malformed",
        "A >>>>>>> REPLACE line stands outside of any block, so it is not sure where the block before it ends.",
      );
      this.at++;
    } else if (isDiffHead(this.lines, this.at)) this.readUnifiedDiff();
    else if (fence) this.passFence(fence);
    else this.at++;
  }

  private readSearchReplace(): void {
    const block = readBlock(this.lines, this.at, this.known);
    const above = headingAbove(this.lines, this.at, this.floor, this.known);
    const heading = block.type === "block" ? { ...above, ...block.hint } : above;
    const name = this.nameFrom(heading);
    if (block.type === "unfinished")
      this.fail(
        "truncated",
        "The last block has no >>>>>>> REPLACE: the answer was cut off. Send it again, complete.",
        name,
      );
    else if (block.type === "malformed") this.fail("malformed", block.message, name);
    else {
      this.edits.push({ format: "search-replace", name, readings: block.readings, ...detailsOf(heading) });
      if (this.fence) this.fence.unsure ||= holdsFence(block.readings);
    }
    this.passedEdit(block.next);
  }

  private readUnifiedDiff(): void {
    const heading = headingAbove(this.lines, this.at, this.floor, this.known);
    const diff = readDiff(this.lines, this.at, this.fence !== undefined, heading);
    if (diff.type === "unfinished") this.fail("truncated", "The diff is cut off. Send it again, complete.", diff.name);
    else if (diff.type === "malformed") this.fail("malformed", diff.message, diff.name);
    else {
      this.edits.push(...diff.edits);
      this.lastName = diff.edits[0]?.name ?? this.lastName;
    }
    this.passedEdit(diff.next);
  }

  /** A fence with a file name and no block in it holds the whole file; any other is talk, and only its end matters. */
  private passFence(fence: Fence): void {
    if (this.fence && fence.info === "") {
      if (closes(fence, this.fence.opening)) this.fence = undefined;
      this.at++;
      return;
    }
    if (this.fence?.unsure) this.fail("malformed", "A fence around an edit is not closed before the next one opens.");
    const heading = this.nameOfFence(fence);
    const plain = heading.name !== undefined && this.holdsPlainText(fence);
    if (plain && /^diff\b/.test(fence.info))
      this.fail(
        "malformed",
        "The diff lacks its --- and +++ lines. Add them, or send SEARCH/REPLACE blocks.",
        heading.name,
      );
    if (plain && !/^(?:diff|bash|sh|shell|console|terminal)\b/.test(fence.info)) this.readFile(heading);
    else {
      this.fence = { opening: fence, edits: false, unsure: false };
      this.at++;
    }
  }

  private readFile(heading: Heading): void {
    const name = this.nameFrom(heading)!;
    const file = readWholeFile(this.lines, this.at, name);
    if (file.type === "unfinished")
      this.fail(
        "truncated",
        "The fence with the whole file is never closed: the answer was cut off. Send it again, complete.",
        name,
      );
    else if (file.type === "malformed") this.fail("malformed", file.message, name);
    else {
      const { line: _, ...details } = detailsOf(heading);
      this.edits.push({ format: "whole-file", name, readings: [{ search: [], replace: file.lines }], ...details });
    }
    this.fence = undefined;
    this.at = file.next;
    this.floor = file.next;
  }

  /** The name in the fence's own line, or alone on the line above it (one blank line may stand between). */
  private nameOfFence({ info }: Fence): Heading {
    const above = this.lines[this.at - 1]?.trim() ? this.at - 1 : this.at - 2;
    const own = fileNameInFence(info, this.known);
    const alone = above >= this.floor ? fileNameIn(this.lines[above]!, this.known) : undefined;
    const named = own ?? alone;
    return named ? { ...headingAbove(this.lines, this.at, this.floor, this.known), ...named } : {};
  }

  /** Whether the fence opened here holds neither block nor diff before it ends. */
  private holdsPlainText(opening: Fence): boolean {
    for (let index = this.at + 1; index < this.lines.length; index++) {
      const line = this.lines[index]!;
      if (isSearchHead(line) || isDiffHead(this.lines, index)) return false;
      const fence = fenceIn(line);
      if (fence && closes(fence, opening)) return true;
    }
    return true;
  }

  /** Without a name, an edit belongs to the file of the edit before it, unless another was spoken of since. */
  private nameFrom(heading: Heading): string | undefined {
    const talk = this.lines.slice(this.floor, this.at);
    if (heading.name === undefined && speaksOfOther(talk, this.lastName, this.known)) return undefined;
    this.lastName = heading.name ?? this.lastName;
    return this.lastName;
  }

  private passedEdit(next: number): void {
    if (this.fence) this.fence.edits = true;
    this.at = next;
    this.floor = next;
  }
}

function detailsOf({ line, title, why }: Heading): Pick<Edit, "line" | "title" | "why"> {
  return { ...(line ? { line } : {}), ...(title ? { title } : {}), ...(why ? { why } : {}) };
}
