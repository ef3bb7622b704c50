/**
 * The name of a page of a PDF as a link has it, which VS Code opens as it opens files. It is none: VS Code forgets what follows a `#`
 * on the way to whoever shows PDFs.
 */
export function pageOfPdf(pdf: string, page: number): string {
  return `${pdf}.page-${page}`;
}

/** What `pageOfPdf` named. */
export function pdfWithPage(name: string): { readonly pdf: string; readonly page: number } | undefined {
  const [, pdf, page] = /^(.+\.pdf)\.page-(\d+)$/i.exec(name) ?? [];
  return pdf === undefined ? undefined : { pdf, page: Number(page) };
}
