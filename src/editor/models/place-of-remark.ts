import type { Remark } from "../../research/filled-form";

/** Where in a PDF a remark of a review is: texts to look for, the best first, and the page that it names. */
export type RemarkPlace = { readonly texts: readonly string[]; readonly page?: number };

/**
 * The words of the paper that a remark is tied to, what it quotes in its text (three words at least), then the figure, table or
 * equation that it names; undefined where it names no place.
 */
export function placeOfRemark({ text: remark, places }: Remark): RemarkPlace | undefined {
  const tied = places.map(({ quote }) => quote);
  const quotes = [...remark.matchAll(/[“"„«‘']([^“”"„«»‘’]{8,300}?)[”"“»’'](?![\p{L}\p{N}])/gu)]
    .map(([, quote]) => quote!.replace(/[.,;:…]+$/, "").trim())
    .filter((quote) => quote.split(/\s+/).length >= 3)
    .sort((one, other) => other.length - one.length);
  const beginnings = [...tied, ...quotes].map((quote) => quote.split(/\s+/).slice(0, 5).join(" "));
  const named = [...remark.matchAll(/\b(Figure|Fig\.|Table|Equation|Algorithm)\s*~?\(?(\d+)\)?/g)].map(
    ([, kind, number]) => `${kind === "Fig." ? "Figure" : kind} ${number}`,
  );
  const tiedPage = places.flatMap(({ where }) => (where && "page" in where ? [where.page] : []))[0];
  const page = tiedPage ?? /\b(?:page|p\.)\s*(\d{1,3})\b/i.exec(remark)?.[1];
  const texts = [...new Set([...tied, ...quotes, ...beginnings, ...named])];
  if (texts.length === 0 && page === undefined) return undefined;
  return { texts, ...(page === undefined ? {} : { page: Number(page) }) };
}
