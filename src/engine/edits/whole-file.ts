import { pythonSyntaxProblem } from "../../python/syntax";
import { closes, type Fence, fenceIn } from "./fences";

/** The content of a fence that is to be a whole file, or why it cannot be told where it ends. */
export type WholeFile =
  | { readonly type: "content"; readonly lines: readonly string[]; readonly next: number }
  | { readonly type: "unfinished"; readonly next: number }
  | { readonly type: "malformed"; readonly message: string; readonly next: number };

const NESTED =
  "The file holds ``` lines itself, so its end is not sure. Put the whole file between fences of four or more backticks, or send SEARCH/REPLACE blocks.";

/** Reads the fence opened at `index`. Of a Python or LaTeX file the first end is taken if nothing speaks against it; of others only a single one. */
export function readWholeFile(lines: readonly string[], index: number, path: string): WholeFile {
  const opening = fenceIn(lines[index]!)!;
  const end = lines.findIndex((line, at) => at > index && isEnd(line, opening));
  if (end < 0) return { type: "unfinished", next: lines.length };
  const content = lines.slice(index + 1, end);
  const inner = content.some((line) => opensInside(line, opening));
  if (inner || !endsHere(content, lines, end, opening, path))
    return { type: "malformed", message: NESTED, next: end + 1 };
  return { type: "content", lines: content, next: end + 1 };
}

function isEnd(line: string, opening: Fence): boolean {
  const fence = fenceIn(line);
  return fence !== undefined && fence.indent === opening.indent && closes(fence, opening);
}

function opensInside(line: string, opening: Fence): boolean {
  const fence = fenceIn(line);
  return fence !== undefined && fence.info !== "" && fence.mark.length >= opening.mark.length;
}

function endsHere(
  content: readonly string[],
  lines: readonly string[],
  end: number,
  opening: Fence,
  path: string,
): boolean {
  if (path.endsWith(".py")) return pythonSyntaxProblem(content.join("\n")) === undefined;
  if (/\.(?:tex|bib|sty|cls)$/.test(path)) return true;
  return !lines.slice(end + 1).some((line) => isEnd(line, opening));
}

/** Why a text cannot be the whole of a file that now is `before`; undefined when it can. */
export function partOfFile(before: readonly string[], after: readonly string[]): string | undefined {
  const had = before.filter((line) => line.trim()).length;
  const has = after.filter((line) => line.trim()).length;
  if (had >= 10 && has * 2 < had) return `has ${has} lines where the file has ${had}`;
  const document = "\\end{document}";
  if (before.some((line) => line.includes(document)) && !after.some((line) => line.includes(document)))
    return `lacks ${document}`;
  return undefined;
}
