import { readFile, stat } from "node:fs/promises";
import { PaperUnreadable } from "../../engine/ports/paper-reader";
import { type PdfThread, startPdfThread } from "./pdf-thread";

export type PdfDocument = import("pdfjs-dist").PDFDocumentProxy;

/** Bytes: the whole file is in memory. */
const LARGEST = 60_000_000;
/** Of one page; a million points of a scatter plot are five million. Some seconds of work. */
export const MOST_OPERATORS = 10_000_000;

/**
 * Where PDFs are opened, one after the other, each read by PDF.js in a thread beside ours: whatever a PDF makes of it, our clock and Cancel
 * go on, and end the thread in the middle of a page that has no end. The next PDF gets a new one.
 */
export class PdfDesk {
  private thread: PdfThread | undefined;

  constructor(private readonly mostOperators = MOST_OPERATORS) {}

  /** Throws `PaperUnreadable` with a plain reason, or what `signal` aborts with. */
  async read<Result>(
    path: string,
    signal: AbortSignal,
    work: (document: PdfDocument) => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const bytes = await bytesAt(path);
    this.thread ??= await startPdfThread(this.mostOperators);
    const thread = this.thread;
    const ended = thread.failed.catch(async (error: Error): Promise<never> => {
      await this.end();
      throw new PaperUnreadable(`${path} cannot be read: ${error.message}.`, { cause: error });
    });
    try {
      return await orAbort(Promise.race([readWith(thread, path, bytes, work), ended]), signal);
    } catch (error) {
      // What a PDF is refused for leaves the thread as it was.
      if (signal.aborted || !(error instanceof PaperUnreadable)) await this.end();
      throw error;
    }
  }

  async end(): Promise<void> {
    const thread = this.thread;
    this.thread = undefined;
    await thread?.end();
  }
}

async function readWith<Result>(
  { worker }: PdfThread,
  path: string,
  data: Uint8Array,
  work: (document: PdfDocument) => Promise<Result>,
): Promise<Result> {
  const { getDocument } = await import("pdfjs-dist");
  const loading = getDocument({ data, worker, verbosity: 0 });
  try {
    const document = await loading.promise.catch((cause) => {
      throw new PaperUnreadable(whyNot(path, cause), { cause });
    });
    return await work(document);
  } finally {
    // It waits for the thread, which may have ended, or be about to be.
    void loading.destroy().catch(() => undefined);
  }
}

async function bytesAt(path: string): Promise<Uint8Array> {
  const unreadable = (cause: NodeJS.ErrnoException): never => {
    const why = cause.code === "ENOENT" ? "there is no such file" : cause.message;
    throw new PaperUnreadable(`${path} cannot be read: ${why}.`, { cause });
  };
  const { size } = await stat(path).catch(unreadable);
  if (size === 0) throw new PaperUnreadable(`${path} is empty: nothing stands in it.`);
  if (size > LARGEST)
    throw new PaperUnreadable(`${path} is larger than ${LARGEST / 1e6} MB. Save it with smaller pictures.`);
  return new Uint8Array(await readFile(path).catch(unreadable));
}

/** PDF.js does not know of signals. */
async function orAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  // Whoever lost the race is heard by nobody.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function whyNot(path: string, cause: unknown): string {
  const name = cause instanceof Error ? cause.name : "";
  if (name === "PasswordException") return `${path} is protected by a password. Save it without one.`;
  return `${path} is not a PDF that can be read, or it is damaged. Make it anew from its source, or name another.`;
}
