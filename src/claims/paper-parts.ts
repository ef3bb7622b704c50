import type { PaperText, Table } from "./paper-text";

export function tablesOf({ elements }: PaperText): Table[] {
  return elements.flatMap((one) => (one.type === "table" ? [one] : []));
}

/** The words at the top and at the left of tables. */
export function labelsIn(papers: readonly PaperText[]): string[] {
  const tables = papers.flatMap(tablesOf);
  const texts = tables.flatMap(({ rows }) => [...(rows[0] ?? []), ...rows.flatMap((row) => row.slice(0, 2))]);
  return [...new Set(texts.map(({ text }) => text.trim()))].filter(
    (text) => text.length < 50 && /^\+?\s*\p{L}/u.test(text),
  );
}

export function textsOf({ elements }: PaperText): string[] {
  return elements.flatMap((one) => (one.type === "passage" ? one.text : (one.caption?.text ?? [])));
}
