import { END_MARK } from "../../../engine/end-mark";
import { lineChanges } from "./line-diff";

/** One SEARCH/REPLACE block before it is written down. */
export type Block = {
  readonly path: string;
  readonly title: string;
  readonly why: string;
  readonly search: string;
  readonly replace: string;
};

/** An answer made of edits. */
export function editAnswer(blocks: readonly Block[], lead = ""): string {
  return finished([lead, ...blocks.map(blockText)].filter(Boolean).join("\n\n"));
}

/** Any answer that is not JSON, with the line that says that it is complete. */
export function finished(text: string): string {
  return `${text.trimEnd()}\n\n${END_MARK}`;
}

export const UNCHANGED = finished("UNCHANGED");

function blockText({ path, title, why, search, replace }: Block): string {
  const language = path.endsWith(".py") ? "python" : path.endsWith(".tex") ? "latex" : "";
  const [before, after] = [search, replace].map((text) => (text === "" ? "" : `${text}\n`));
  return `Title: ${title}
Why: ${why}
${path}
\`\`\`${language}
<<<<<<< SEARCH
${before}=======
${after}>>>>>>> REPLACE
\`\`\``;
}

/** Blocks that turn one text of a file into another; each SEARCH stands exactly once in the file when its turn comes. */
export function blocksBetween(path: string, before: string, after: string, title: string, why: string): Block[] {
  const changes = lineChanges(before.split("\n"), after.split("\n"));
  const lines = before.split("\n");
  const blocks: Block[] = [];
  let shift = 0;
  changes.forEach((change, index) => {
    const [start, end] = [change.start + shift, change.end + shift];
    const [low, high] = uniqueRange(lines, start, end);
    const search = lines.slice(low, high).join("\n");
    const replace = [...lines.slice(low, start), ...change.lines, ...lines.slice(end, high)].join("\n");
    lines.splice(start, end - start, ...change.lines);
    shift += change.lines.length - (end - start);
    const name = changes.length > 1 ? `${title} (${index + 1} of ${changes.length})` : title;
    blocks.push({ path, title: name, why, search, replace });
  });
  return blocks;
}

/** Widens a range of lines until its text is not blank and occurs once. What follows the last line end is no line. */
function uniqueRange(lines: readonly string[], start: number, end: number): [number, number] {
  let [low, high] = [start, end];
  const last = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  const fits = () =>
    lines.slice(low, high).some((line) => line.trim().length > 3) && occurrences(lines, low, high) === 1;
  while (!fits() && (low > 0 || high < last)) {
    if (low > 0) low--;
    if (!fits() && high < last) high++;
  }
  return [low, high];
}

function occurrences(lines: readonly string[], low: number, high: number): number {
  const wanted = lines.slice(low, high);
  return lines.filter((_, at) => wanted.every((line, offset) => lines[at + offset] === line)).length;
}
