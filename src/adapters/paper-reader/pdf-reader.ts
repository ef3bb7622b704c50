import { readFile } from "node:fs/promises";
import { type PaperReader, PaperUnreadable } from "../../engine/ports/paper-reader";
import { pageText, type TextRun } from "./page-text";

type PdfDocument = import("pdfjs-dist").PDFDocumentProxy;

/** Reads PDFs with PDF.js, which is loaded when the first one is read. */
export function pdfReader(): PaperReader {
  return {
    async read(path, signal) {
      const document = await opened(path);
      try {
        const pages: string[] = [];
        for (let number = 1; number <= document.numPages; number++) {
          signal.throwIfAborted();
          pages.push(await textOfPage(document, number, path));
        }
        if (pages.every((page) => page === ""))
          throw new PaperUnreadable(`${path} has no text, only pictures of text.`);
        return { pages };
      } finally {
        await document.loadingTask.destroy();
      }
    },
  };
}

/** A PDF to be read from; whoever opens it ends it, by `loadingTask.destroy()`. */
export async function opened(path: string): Promise<PdfDocument> {
  const bytes = await readFile(path).catch((cause) => {
    throw new PaperUnreadable(
      `${path} cannot be read: ${cause.code === "ENOENT" ? "there is no such file" : cause.message}.`,
      { cause },
    );
  });
  const { getDocument } = await import("pdfjs-dist");
  try {
    return await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  } catch (cause) {
    throw new PaperUnreadable(whyNot(path, cause), { cause });
  }
}

async function textOfPage(document: PdfDocument, number: number, path: string): Promise<string> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return pageText(items.filter((item): item is typeof item & TextRun => "str" in item));
  } catch (cause) {
    throw new PaperUnreadable(`Page ${number} of ${path} is damaged.`, { cause });
  }
}

function whyNot(path: string, cause: unknown): string {
  const name = cause instanceof Error ? cause.name : "";
  if (name === "PasswordException") return `${path} is protected by a password. Save it without one.`;
  return `${path} is not a PDF that can be read, or it is damaged.`;
}
