import { stat } from "node:fs/promises";
import { PaperUnreadable } from "../../engine/ports/paper-reader";
import type { TextRun } from "./page-text";
import { opened } from "./pdf-reader";

/** What tells which work a PDF is: the runs of its first pages, and what it says of itself, which may be nonsense. */
export type FirstPages = {
  readonly pages: readonly (readonly TextRun[])[];
  readonly title: string;
  readonly author: string;
};

const MOST_PAGES = 2;
/** Bytes. A paper that is larger is a book or a scan, and would be in memory as a whole. */
const LARGEST = 60_000_000;

/** Throws `PaperUnreadable` with a plain reason. */
export async function readFirstPages(path: string, signal: AbortSignal): Promise<FirstPages> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGEST) throw new PaperUnreadable(`${path} is larger than ${LARGEST / 1e6} MB.`);
  const document = await opened(path);
  try {
    const pages: TextRun[][] = [];
    for (let number = 1; number <= Math.min(MOST_PAGES, document.numPages); number++) {
      signal.throwIfAborted();
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.filter((item): item is typeof item & TextRun => "str" in item));
      page.cleanup();
    }
    const { info } = await document.getMetadata().catch(() => ({ info: {} }));
    return { pages, title: textIn(info, "Title"), author: textIn(info, "Author") };
  } catch (cause) {
    signal.throwIfAborted();
    throw new PaperUnreadable(`${path} is damaged.`, { cause });
  } finally {
    await document.loadingTask.destroy();
  }
}

function textIn(info: object, name: string): string {
  const value = (info as Record<string, unknown>)[name];
  return typeof value === "string" ? value.slice(0, 2000).trim() : "";
}
