/** Where a program of the experiment failed, as Python told it. */
export type Failure = {
  /** `ValueError: shapes do not match`, in one line. */
  readonly message: string;
  /** The innermost place in the experiment's own files; undefined when none of them was on the way. */
  readonly place: Place | undefined;
  /** The exceptions that this one came from, the nearest first. */
  readonly causes: readonly Cause[];
};
export type Cause = Pick<Failure, "message" | "place">;
/** `line` counts from 1; `text` is the line as Python showed it, without its indentation, or empty. */
export type Place = { readonly file: string; readonly line: number; readonly text: string };

/**
 * The failure that ended a program, from what it printed; undefined when that holds no traceback. `files` are the experiment's own,
 * relative to its folder. The text may begin in the middle of a traceback: then what is left of it counts.
 */
export function failureIn(output: string, files: readonly string[]): Failure | undefined {
  const chain = lastChain(readTracebacks(plainLines(output)));
  const [last, ...before] = chain.toReversed().map((one) => ({ message: one.message, place: placeIn(one, files) }));
  if (!last) return undefined;
  const place = last.place ?? before.find((cause) => cause.place)?.place;
  return { message: last.message, place, causes: before };
}

type Traceback = { readonly frames: readonly Place[]; readonly message: string; readonly chained: boolean };

const HEADER = /Traceback \(most recent call last\):$/;
const FRAME = /^\s*File "(.+)", line (\d+)(?:, in .+)?$/;
const CHAINED =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
/** `ValueError: …`, `torch.cuda.OutOfMemoryError`, `KeyboardInterrupt`: a name, and what it says. */
const MESSAGE = /^[A-Za-z_][\w.]*(?::(?: .*)?)?$/;

/** Colours, the margin that groups of exceptions are drawn with, and what a terminal would have written over are gone. */
function plainLines(output: string): string[] {
  return output.split("\n").map((line) =>
    line
      .replace(ESCAPES, "")
      .replace(/\r$/, "")
      .replace(/^.*\r/, "")
      .replace(/^\s*(?:\+[-+]*|\|) ?/, "")
      .trimEnd(),
  );
}

const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;

function readTracebacks(lines: readonly string[]): Traceback[] {
  const found: Traceback[] = [];
  let frames: Place[] | undefined;
  let chained = false;
  for (const [at, line] of lines.entries()) {
    const frame = FRAME.exec(line);
    if (HEADER.test(line)) frames = [];
    else if (frame) {
      frames ??= [];
      frames.push(placeOf(frame, lines[at + 1] ?? ""));
    } else if (CHAINED.test(line)) chained = true;
    else if (frames && frames.length > 0 && MESSAGE.test(line)) {
      found.push({ frames, message: line.slice(0, LONGEST), chained });
      frames = undefined;
      chained = false;
    }
  }
  return found;
}

/** Characters of a message that are worth showing. */
const LONGEST = 300;

function placeOf([, file = "", line = ""]: RegExpExecArray, below: string): Place {
  return { file, line: Number(line), text: /^\s/.test(below) && !FRAME.test(below) ? below.trim() : "" };
}

/** The last traceback with those that it came from. */
function lastChain(tracebacks: readonly Traceback[]): Traceback[] {
  const first = tracebacks.findLastIndex(({ chained }) => !chained);
  return tracebacks.slice(Math.max(0, first));
}

function placeIn({ frames }: Traceback, files: readonly string[]): Place | undefined {
  for (const frame of frames.toReversed()) {
    const file = ownFile(frame.file, files);
    // Code that was made while the program ran may say that it is on line 0.
    if (file !== undefined && frame.line > 0) return { ...frame, file };
  }
  return undefined;
}

/**
 * The file of the experiment that a path means, in whatever folder and on whatever machine it ran. A package that is installed there
 * may have a file of the same name.
 */
function ownFile(path: string, files: readonly string[]): string | undefined {
  const plain = path.replaceAll("\\", "/").replace(/^\.\//, "");
  if (/\/(?:site-packages|dist-packages)\/|\/lib(?:64)?\/python\d|^</.test(plain)) return undefined;
  const named = files.filter((file) => plain === file || plain.endsWith(`/${file}`));
  return named.sort((one, other) => other.length - one.length)[0];
}
