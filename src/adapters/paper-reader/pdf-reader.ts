import { readFile, stat } from "node:fs/promises";
import { setImmediate as pause } from "node:timers/promises";
import { type PaperReader, PaperUnreadable } from "../../engine/ports/paper-reader";
import { pageText, type TextRun } from "./page-text";
import { withoutRunningLines } from "./running-lines";

type PdfDocument = import("pdfjs-dist").PDFDocumentProxy;
type PdfPage = import("pdfjs-dist").PDFPageProxy;

/** What no paper has more of. Beyond that a PDF is a book, a scan, or was made to keep its reader busy. */
type Limits = { readonly pages: number; readonly characters: number; readonly seconds: number };
const LIMITS: Limits = { pages: 400, characters: 4_000_000, seconds: 180 };
/** Bytes: the whole file is in memory. */
const LARGEST = 60_000_000;

/** Reads PDFs with PDF.js, which is loaded when the first one is read. */
export function pdfReader(limits: Partial<Limits> = {}): PaperReader {
  const most = { ...LIMITS, ...limits };
  return {
    async read(path, signal) {
      const late = AbortSignal.timeout(most.seconds * 1000);
      try {
        const pages = withoutRunningLines(await pagesOf(path, most, AbortSignal.any([signal, late])));
        if (pages.every((page) => page === ""))
          throw new PaperUnreadable(`${path} has no text, only pictures of text.`);
        return { pages };
      } catch (error) {
        signal.throwIfAborted();
        if (error !== late.reason) throw error;
        throw new PaperUnreadable(`${path} was not read within ${most.seconds} s. Save it anew, from its source.`);
      }
    },
  };
}

async function pagesOf(path: string, most: Limits, signal: AbortSignal): Promise<string[]> {
  const document = await opened(path, signal);
  try {
    if (document.numPages > most.pages)
      throw new PaperUnreadable(
        `${path} has ${document.numPages} pages; at most ${most.pages} are read. Save those that matter as a PDF of their own.`,
      );
    const pages: string[] = [];
    let left = most.characters;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await orAbort(textOfPage(document, number, path, left, signal), signal);
      if (page === undefined)
        throw new PaperUnreadable(`${path} has more than ${most.characters / 1e6} million characters: it is no paper.`);
      left -= page.length;
      pages.push(page);
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}

/** A PDF to be read from; whoever opens it ends it, by `loadingTask.destroy()`. */
export async function opened(path: string, signal: AbortSignal): Promise<PdfDocument> {
  const unreadable = (cause: NodeJS.ErrnoException): never => {
    const why = cause.code === "ENOENT" ? "there is no such file" : cause.message;
    throw new PaperUnreadable(`${path} cannot be read: ${why}.`, { cause });
  };
  const { size } = await stat(path).catch(unreadable);
  if (size > LARGEST)
    throw new PaperUnreadable(`${path} is larger than ${LARGEST / 1e6} MB. Save it with smaller pictures.`);
  const bytes = await readFile(path).catch(unreadable);
  const { getDocument } = await import("pdfjs-dist");
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    return await orAbort(loading.promise, signal);
  } catch (cause) {
    await loading.destroy();
    signal.throwIfAborted();
    throw new PaperUnreadable(whyNot(path, cause), { cause });
  }
}

/** PDF.js does not know of signals, and where it need not wait it lets nobody else go on: whoever asks for much has to pause. */
export async function orAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Undefined where it is longer than `most` characters. */
async function textOfPage(
  document: PdfDocument,
  number: number,
  path: string,
  most: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const page = await document.getPage(number);
    const runs = await runsOf(page, most, signal);
    page.cleanup();
    return runs && pageText(runs);
  } catch (cause) {
    signal.throwIfAborted();
    throw new PaperUnreadable(`Page ${number} of ${path} is damaged.`, { cause });
  }
}

/** Piece by piece, so that a page without an end is left in its middle. */
async function runsOf(page: PdfPage, most: number, signal: AbortSignal): Promise<TextRun[] | undefined> {
  const runs: TextRun[] = [];
  let left = most;
  const reader = page.streamTextContent().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    // Also for the clock: what takes too long is noticed only here.
    await pause(undefined, { signal });
    for (const item of piece.value.items as readonly object[]) {
      if (!("str" in item)) continue;
      runs.push(item as TextRun);
      left -= (item as TextRun).str.length;
      if (left >= 0) continue;
      await reader.cancel(new Error("enough"));
      return undefined;
    }
  }
  return runs;
}

function whyNot(path: string, cause: unknown): string {
  const name = cause instanceof Error ? cause.name : "";
  if (name === "PasswordException") return `${path} is protected by a password. Save it without one.`;
  return `${path} is not a PDF that can be read, or it is damaged.`;
}
