import { PDFWorker } from "pdfjs-dist";

/**
 * The thread in which PDFs are read. A browser takes no worker from another origin than the page's, and the panel's files are
 * from another: the program is fetched and given as a text of the page's own.
 */
export async function startWorker(address: string): Promise<PDFWorker> {
  const program = await (await fetch(address)).blob();
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const port = new Worker(url, { type: "module" });
  URL.revokeObjectURL(url);
  return PDFWorker.create({ port });
}
