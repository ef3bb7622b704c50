import { PaperUnreadable } from "../../engine/ports/paper-reader";
import type { TextRun } from "./page-text";
import type { PdfDesk, PdfDocument } from "./pdf-desk";

/** What tells which work a PDF is: the runs of its first pages, and what it says of itself, which may be nonsense. */
export type FirstPages = {
  readonly pages: readonly (readonly TextRun[])[];
  readonly title: string;
  readonly author: string;
};

const MOST_PAGES = 2;
/** For two pages; of a folder of a thousand PDFs one must not hold up the others. */
const MOST_SECONDS = 30;

/** Throws `PaperUnreadable` with a plain reason. */
export async function readFirstPages(path: string, desk: PdfDesk, signal: AbortSignal): Promise<FirstPages> {
  const late = AbortSignal.timeout(MOST_SECONDS * 1000);
  try {
    return await desk.read(path, AbortSignal.any([signal, late]), (document) => pagesOf(document, path));
  } catch (error) {
    signal.throwIfAborted();
    if (error !== late.reason) throw error;
    throw new PaperUnreadable(`${path} was not read within ${MOST_SECONDS} s.`);
  }
}

async function pagesOf(document: PdfDocument, path: string): Promise<FirstPages> {
  try {
    const pages: TextRun[][] = [];
    for (let number = 1; number <= Math.min(MOST_PAGES, document.numPages); number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.filter((item): item is typeof item & TextRun => "str" in item));
      page.cleanup();
    }
    const { info } = await document.getMetadata().catch(() => ({ info: {} }));
    return { pages, title: textIn(info, "Title"), author: textIn(info, "Author") };
  } catch (cause) {
    throw new PaperUnreadable(`${path} is damaged.`, { cause });
  }
}

function textIn(info: object, name: string): string {
  const value = (info as Record<string, unknown>)[name];
  return typeof value === "string" ? value.slice(0, 2000).trim() : "";
}
