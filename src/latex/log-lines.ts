/** One thing that TeX says, with the file it was reading. Lines are TeX's own, 1-based; a `column` only where it can be told. */
export type LogEntry = {
  readonly kind: "error" | "warning" | "overfull";
  readonly text: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  /** What TeX had read of the line when it stopped. */
  readonly read: string | undefined;
  /** The beginning of an argument that never ended. */
  readonly runaway: string | undefined;
};

const FILE_LINE_ERROR = /^((?:[a-zA-Z]:)?[^:*?<>|]*\.[a-zA-Z]{2,4}):(\d+): (.+)$/;
const WARNING = /^(?:LaTeX|Package \S+|Class \S+|pdfTeX)(?: Font)? [wW]arning(?::| \([^)]*\):) (.*)$/;
const OVERFULL = /^Overfull \\([hv])box \(([\d.]+)pt too (?:wide|high)\).*?(?:at|detected at) lines? (\d+)/;

/** Everything TeX complains about, in its order, from a log of either error style, wrapped at 79 bytes or not. */
export function entriesInLog(log: string): LogEntry[] {
  const lines = unwrapped(log.split(/\r?\n/));
  const files = new OpenFiles();
  const entries: LogEntry[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const error = FILE_LINE_ERROR.exec(line);
    if (error) entries.push(errorAt(lines, index, error[3]!, error[1]!, Number(error[2])));
    else if (line.startsWith("! ")) entries.push(errorAt(lines, index, line.slice(2), files.current(), undefined));
    else if (WARNING.test(line) || line.startsWith("Missing character:"))
      entries.push(warningAt(lines, index, files.current()));
    else if (OVERFULL.test(line)) {
      entries.push({
        ...nothing,
        kind: "overfull",
        text: line,
        file: files.current(),
        line: Number(OVERFULL.exec(line)![3]),
      });
      index = endOfParagraph(lines, index);
    } else files.follow(line);
  }
  return entries;
}

const nothing = { read: undefined, runaway: undefined };

function errorAt(
  lines: readonly string[],
  index: number,
  text: string,
  file: string | undefined,
  line: number | undefined,
): LogEntry {
  const following = lines.slice(index + 1, index + 40);
  const next = following.findIndex((one) => one.startsWith("! ") || FILE_LINE_ERROR.test(one));
  const own = next < 0 ? following : following.slice(0, next);
  const context = own.map((one) => /^l\.(\d+)(?: (.*))?$/.exec(one)).find((match) => match !== null);
  const place = line ?? (context ? Number(context[1]) : undefined);
  const read = context && Number(context[1]) === place ? context[2] : undefined;
  const runaway = /^(?:Runaway|{)/.test(lines[index - 2] ?? "") ? lines[index - 1]?.trim() : undefined;
  return { kind: "error", text: withContinuation(text, own), file, line: place, read, runaway };
}

/** A message goes on in indented lines, and in lines that begin with the package's name in brackets. */
function withContinuation(text: string, following: readonly string[]): string {
  const end = following.findIndex((line) => !/^(?:\([\w.-]+\)\s{2,}\S|\s{4,}\S)/.test(line));
  const rest = following.slice(0, Math.max(end, 0)).map((line) => line.replace(/^\([\w.-]+\)/, "").trim());
  return [text.trim(), ...rest].join(" ");
}

function warningAt(lines: readonly string[], index: number, file: string | undefined): LogEntry {
  const text = withContinuation(lines[index]!, lines.slice(index + 1, index + 10));
  const line = /on input line (\d+)/.exec(text)?.[1];
  return { ...nothing, kind: "warning", text, file, line: line === undefined ? undefined : Number(line) };
}

function endOfParagraph(lines: readonly string[], index: number): number {
  const end = lines.slice(index, index + 20).findIndex((line) => line.trim() === "");
  return end < 0 ? index : index + end;
}

/** TeX breaks its lines at 79 bytes unless it is told not to. A log with a longer line, but for the banner and the statistics, was told. */
function unwrapped(lines: readonly string[]): string[] {
  const sizes = lines.map((line) => new TextEncoder().encode(line).length);
  if (sizes.some((size, index) => index > 0 && size > 79 && !/stack positions/.test(lines[index]!))) return [...lines];
  const joined: string[] = [];
  lines.forEach((line, index) => {
    if (index > 0 && sizes[index - 1] === 79) joined.push(joined.pop()! + line);
    else joined.push(line);
  });
  return joined;
}

/** Which file TeX is reading: it prints `(name` when it opens one and `)` when it leaves it. */
class OpenFiles {
  readonly #stack: (string | undefined)[] = [];

  follow(line: string): void {
    for (const [token, quoted, plain] of line.matchAll(
      /\((?:"([^"]+)"|((?:\.{0,2}\/|[a-zA-Z]:[\\/])?[^\s()[\]{}<>]+\.[a-zA-Z]{2,5})(?=[\s()[\]{}<>]|$))?|\)/g,
    )) {
      if (token === ")") this.#stack.pop();
      else this.#stack.push(quoted ?? plain);
    }
  }

  /** The innermost file that belongs to the paper, not to TeX. */
  current(): string | undefined {
    return this.#stack.findLast((file) => file !== undefined && /^(?!\/|[a-zA-Z]:).*\.(?:tex|bbl|ltx)$/.test(file));
  }
}
