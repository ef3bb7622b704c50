import { type PaperReader, PaperUnreadable } from "../../engine/ports/paper-reader";
import { pageText, type TextRun } from "./page-text";
import { MOST_OPERATORS, PdfDesk, type PdfDocument } from "./pdf-desk";
import { withoutRunningLines } from "./running-lines";

type PdfPage = import("pdfjs-dist").PDFPageProxy;

/** What no paper has more of. Beyond that a PDF is a book, a scan, or was made to keep its reader busy. `operators`: of one page. */
type Limits = {
  readonly pages: number;
  readonly characters: number;
  readonly seconds: number;
  readonly operators: number;
};
const LIMITS: Limits = { pages: 400, characters: 4_000_000, seconds: 180, operators: MOST_OPERATORS };

/** Reads PDFs with PDF.js, which is loaded when the first one is read. */
export function pdfReader(limits: Partial<Limits> = {}): PaperReader {
  const most = { ...LIMITS, ...limits };
  return {
    async read(path, signal) {
      const late = AbortSignal.timeout(most.seconds * 1000);
      const desk = new PdfDesk(most.operators);
      try {
        const read = await desk.read(path, AbortSignal.any([signal, late]), (document) =>
          pagesOf(document, path, most),
        );
        const pages = withoutRunningLines(read);
        if (pages.every((page) => page === ""))
          throw new PaperUnreadable(`${path} has no text, only pictures of text.`);
        return { pages };
      } catch (error) {
        signal.throwIfAborted();
        if (error !== late.reason) throw error;
        throw new PaperUnreadable(`${path} was not read within ${most.seconds} s. Save it anew, from its source.`);
      } finally {
        await desk.end();
      }
    },
  };
}

async function pagesOf(document: PdfDocument, path: string, most: Limits): Promise<string[]> {
  if (document.numPages > most.pages)
    throw new PaperUnreadable(
      `${path} has ${document.numPages} pages; at most ${most.pages} are read. Save those that matter as a PDF of their own.`,
    );
  const pages: string[] = [];
  let left = most.characters;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await textOfPage(document, number, left).catch((cause: unknown): never => {
      throw new PaperUnreadable(`Page ${number} of ${path} is damaged.`, { cause });
    });
    if (page === undefined)
      throw new PaperUnreadable(`${path} has more than ${most.characters / 1e6} million characters: it is no paper.`);
    left -= page.length;
    pages.push(page);
  }
  return pages;
}

/** Undefined where it is longer than `most` characters. */
async function textOfPage(document: PdfDocument, number: number, most: number): Promise<string | undefined> {
  const page = await document.getPage(number);
  const runs = await runsOf(page, most);
  page.cleanup();
  return runs && pageText(runs);
}

/** Piece by piece, so that a page without an end is left in its middle. */
async function runsOf(page: PdfPage, most: number): Promise<TextRun[] | undefined> {
  const runs: TextRun[] = [];
  let left = most;
  const reader = page.streamTextContent().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const item of piece.value.items as readonly object[]) {
      if (!("str" in item)) continue;
      runs.push(item as TextRun);
      left -= (item as TextRun).str.length;
      if (left >= 0) continue;
      // It waits for the thread to say yes, which it may be too busy for.
      void reader.cancel(new Error("enough")).catch(() => undefined);
      return undefined;
    }
  }
  return runs;
}
