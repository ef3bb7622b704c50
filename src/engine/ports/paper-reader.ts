/** Text of a PDF, page by page, in reading order. `path` is absolute. Throws `PaperUnreadable` with a plain reason. */
export interface PaperReader {
  read(path: string, signal: AbortSignal): Promise<{ readonly pages: readonly string[] }>;
}

export class PaperUnreadable extends Error {
  override readonly name = "PaperUnreadable";
}
