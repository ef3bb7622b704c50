import { fenceIn } from "./fences";
import { fileMentionedIn, fileNameIn, fileNameInFence, type NamedFile } from "./file-names";
import { isBlank } from "./text-lines";

/** What stands above an edit: which file, where in it, and what the model calls the edit and why it makes it. */
export type Heading = {
  readonly name?: string;
  readonly line?: number;
  readonly title?: string;
  readonly why?: string;
};

const LABELLED = /^\s*(?:[-*]\s+)?(?:\*\*|__)?(Title|Why|Reason|Line)(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(.*?)\s*$/i;
const START_LINE = /^\s*:start_line:\s*(\d+)\s*$/;
/** So many lines above an edit may belong to it: a name, a title and a reason of a few lines, with blank lines between. */
const REACH = 14;

/**
 * Reads the lines between `floor` and `index`, where an edit begins, upwards. At most one fence is crossed, and nothing
 * above the name is taken but its title and reason.
 */
export function headingAbove(
  lines: readonly string[],
  index: number,
  floor: number,
  known: readonly string[],
): Heading {
  const found: { file?: NamedFile | undefined; line?: number; title?: string; why?: string } = {};
  let fences = 0;
  let wrapped: string[] = [];
  for (let at = index - 1; at >= Math.max(floor, index - REACH); at--) {
    const line = lines[at]!;
    const fence = fenceIn(line);
    if (fence) {
      if (++fences > 1) break;
      found.file ??= fileNameInFence(fence.info, known);
      continue;
    }
    const label = LABELLED.exec(line);
    if (label) {
      take(found, label[1]!.toLowerCase(), [label[2]!, ...wrapped].join(" ").trim());
      wrapped = [];
      continue;
    }
    const start = START_LINE.exec(line);
    if (start) found.line ??= Number(start[1]);
    if (start || /^\s*-{5,}\s*$/.test(line)) continue;
    if (isBlank(line)) {
      if (wrapped.length) break;
      continue;
    }
    const named = found.file ? undefined : (fileNameIn(line, known) ?? fileMentionedIn(line, known));
    if (named) found.file = named;
    else if (wrapped.length >= 4) break;
    else if (found.file || labelAbove(lines, at, floor)) wrapped.unshift(line.trim());
    else break;
  }
  return headingOf(found);
}

/** Whether this line continues a title or reason that began on one of the four lines above it. */
function labelAbove(lines: readonly string[], at: number, floor: number): boolean {
  for (let above = at - 1; above >= Math.max(floor, at - 4) && !isBlank(lines[above]!); above--)
    if (LABELLED.test(lines[above]!)) return true;
  return false;
}

function take(found: { line?: number; title?: string; why?: string }, label: string, value: string): void {
  const text = value.replace(/(?:\*\*|__)$/, "");
  if (label === "title") found.title ??= text;
  else if (label === "line") found.line ??= Number.parseInt(text, 10) || 0;
  else found.why ??= text;
}

function headingOf(found: { file?: NamedFile | undefined; line?: number; title?: string; why?: string }): Heading {
  const line = found.line || found.file?.line;
  return {
    ...(found.file ? { name: found.file.name } : {}),
    ...(line ? { line } : {}),
    ...(found.title ? { title: found.title } : {}),
    ...(found.why ? { why: found.why } : {}),
  };
}
