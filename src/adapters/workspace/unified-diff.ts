/**
 * One hunk as git printed it, one character a byte (latin1), so that a patch made of it is byte for byte git's own. `path` is
 * decoded. `body` holds the lines with their `+`, `-` or `\`.
 */
export type RawHunk = {
  readonly path: string;
  readonly kind: "changed" | "added" | "deleted";
  /** The lines from `diff --git` to `+++`. */
  readonly header: readonly string[];
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly body: readonly string[];
};

/** The arguments that make git print what `readDiff` reads. */
export const diffArguments = [
  "diff",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-renames",
  "--no-relative",
  "--ignore-submodules=all",
  "--ita-invisible-in-index",
  "--diff-algorithm=histogram",
  "--src-prefix=a/",
  "--dst-prefix=b/",
];

/**
 * The hunks of `git diff -U0`. A new empty file is one hunk without lines. Binary files and changes of mode alone give none.
 */
export function readDiff(diff: string): RawHunk[] {
  const lines = diff.split("\n");
  const hunks: RawHunk[] = [];
  for (let at = 0; at < lines.length; ) {
    if (!lines[at]!.startsWith("diff --git ")) {
      at += 1;
      continue;
    }
    const file = readHeader(lines, at);
    at = file.end;
    const before = hunks.length;
    for (let range = rangeIn(lines[at]); range; range = rangeIn(lines[at])) {
      const end = endOfBody(lines, at + 1, range.oldLines + range.newLines);
      hunks.push({ ...file.common, ...range, body: lines.slice(at + 1, end) });
      at = end;
    }
    if (hunks.length === before && file.empty && file.common.kind === "added")
      hunks.push({ ...file.common, ...noLines });
  }
  return hunks;
}

const noLines = { oldStart: 0, oldLines: 0, newStart: 0, newLines: 0, body: [] };

function readHeader(lines: readonly string[], start: number) {
  let end = start + 1;
  while (end < lines.length && !/^(diff --git |@@ )/.test(lines[end]!)) end += 1;
  const all = lines.slice(start, end).filter((line) => line !== "");
  const kind = all.some((line) => line.startsWith("new file mode "))
    ? ("added" as const)
    : all.some((line) => line.startsWith("deleted file mode "))
      ? ("deleted" as const)
      : ("changed" as const);
  const header = all.filter((line) => !/^(old|new) mode /.test(line));
  const empty = !all.some((line) => /^(Binary files |GIT binary patch)/.test(line));
  return { common: { path: pathIn(lines[start]!), kind, header }, empty, end };
}

function rangeIn(line: string | undefined) {
  const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line ?? "");
  if (!match) return undefined;
  const [oldStart, oldLines, newStart, newLines] = match
    .slice(1)
    .map((digits) => (digits === undefined ? 1 : Number(digits)));
  return { oldStart: oldStart!, oldLines: oldLines!, newStart: newStart!, newLines: newLines! };
}

/** Counted and not recognised: a removed line may itself look like a header. */
function endOfBody(lines: readonly string[], start: number, count: number): number {
  let end = start;
  for (let left = count; left > 0 && end < lines.length; end += 1) if (!lines[end]!.startsWith("\\")) left -= 1;
  while (lines[end]?.startsWith("\\")) end += 1;
  return end;
}

/** Without renames both names are the same, so each takes half of what follows `diff --git `. */
function pathIn(line: string): string {
  const names = line.slice("diff --git ".length);
  const first = names.slice(0, (names.length - 1) / 2);
  return Buffer.from(unquoted(first).slice(2), "latin1").toString("utf8");
}

const escapes: Readonly<Record<string, string>> = { a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r" };

/** Undoes git's C-style quoting of unusual paths. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  return name
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    );
}
