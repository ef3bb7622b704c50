/** What a model read in the lines of papers, kept so that only lines that changed are paid again. Keys are digests. */
export interface ReadingShelf {
  keyOf(text: string): string;
  read(): Promise<ReadonlyMap<string, readonly unknown[]>>;
  add(entries: ReadonlyMap<string, readonly unknown[]>): Promise<void>;
}
