import { lineOfQuote } from "../../latex/find-quote";
import { sectionsOf } from "../../latex/sections";
import { pointsOf, type ReviewPoint } from "../../research/points-of-review";
import type { Review } from "../../research/review";
import { placeOfRemark } from "./place-of-remark";

/**
 * The 1-based line of a LaTeX source that a point of a review is about: where the words stand that it quotes, else where they stood, else
 * the heading of the section that it names. `file` is what reviews call the source, where it is one of several files: a point whose words
 * stand in another has its line here only if they stand here by now.
 */
export function lineOfPoint(
  source: string,
  { text, places }: Pick<ReviewPoint, "text" | "places">,
  file?: string,
): number | undefined {
  const found = places.flatMap(({ where }) => (where && "line" in where ? [where] : []));
  const here = found.filter((where) => file === undefined || where.file === file);
  const isElsewhere = found.length > 0 && here.length === 0;
  const texts = placeOfRemark({ text, places: [...places] })?.texts ?? [];
  for (const quote of isElsewhere ? places.map((place) => place.quote) : texts) {
    const line = lineOfQuote(source, quote);
    if (line !== undefined) return line;
  }
  if (isElsewhere) return undefined;
  const lines = source.split("\n").length;
  const stood = here.flatMap(({ line }) => (line <= lines ? [line] : []));
  return stood[0] ?? lineOfSection(source, text);
}

/** “(experimental setup)”, “Section Results”: a heading whose words the point has where it says where it is. */
function lineOfSection(source: string, text: string): number | undefined {
  const named = [...text.matchAll(/\(([^()]{3,80})\)|\b[Ss]ection\s+[“"]?([\p{L} -]{3,60})/gu)]
    .map(([, inside, after]) => inside ?? after ?? "")
    .join(" ")
    .toLowerCase();
  const words = new Set(named.match(/\p{L}{4,}/gu));
  const found = sectionsOf(source)
    .map((section) => {
      const title = section.title.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
      return { section, shared: title.filter((word) => words.has(word)).length };
    })
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared)[0];
  return found && source.slice(0, found.section.start).split("\n").length;
}

/** Of all points of a review that have a place in the source, by their words. */
export function linesOfPoints(source: string, review: Review | undefined, file?: string): Map<string, number> {
  const points = review ? pointsOf(review) : [];
  return new Map(
    points.flatMap((point) => {
      const line = lineOfPoint(source, point, file);
      return line === undefined ? [] : [[point.text, line] as const];
    }),
  );
}
