import { type Asked, dataIn, partOf } from "./asked";

/** Two different queries, then a verdict from the titles that they found. */
export function judgeNovelty(asked: Asked): string {
  const title = /^Title: (.*)$/m.exec(partOf(asked.parts, /^The idea$/))?.[1] ?? "";
  const searches = asked.parts.filter(({ heading }) => heading.startsWith("Search: "));
  if (searches.length < 2) return JSON.stringify(nextQuery(title, searches.length), null, 1);
  const all = searches.flatMap(({ body }) => titlesIn(dataIn(body, "search results") ?? ""));
  const found = [...new Map(all.map((paper) => [paper.title, paper])).values()];
  return JSON.stringify(verdictFrom(title, found), null, 1);
}

function nextQuery(title: string, done: number) {
  const words = keywords(title);
  return done === 0
    ? { thought: "First the question itself, in the words that its title uses.", query: words.slice(0, 7).join(" ") }
    : {
        thought: "Then the mechanism alone, in case others call the setting by another name.",
        query: words.slice(0, 3).join(" "),
      };
}

/** The words that say what it is about, in their order. */
export function keywords(text: string): string[] {
  return (text.toLowerCase().match(/[a-z][a-z-]{3,}/g) ?? []).filter((word) => !COMMON.has(word));
}

const COMMON = new Set(
  "what does when with that this from into which where should more less than only under small limits about".split(" "),
);

type Found = { readonly title: string; readonly year: number | undefined; readonly quote: string };

/** `1. Title. Authors. Venue 2020, cited 5 times.` and the abstract below it. */
function titlesIn(results: string): Found[] {
  return results.split(/\n\n/).flatMap((entry) => {
    const match = /^\d+\. (.+?[.?!]?)\. .*?(\d{4})?, cited \S+ times\.\n?([\s\S]*)$/.exec(entry);
    if (!match?.[1]) return [];
    const year = match[2] === undefined ? undefined : Number(match[2]);
    return [{ title: match[1], year, quote: (match[3] ?? "").split(/(?<=\.)\s/)[0] ?? "" }];
  });
}

function verdictFrom(title: string, found: readonly Found[]) {
  if (found.length === 0) {
    return {
      thought: "Neither search gave a paper to read, so nothing can be said about novelty.",
      verdict: "unknown",
      papers: [],
    };
  }
  const close = found.filter((paper) => likeness(title, paper.title) >= 0.5).slice(0, 3);
  const papers = close.map(({ title, year, quote }) => ({
    title,
    ...(year ? { year } : {}),
    why: "Its title asks the same question.",
    ...(quote ? { quote } : {}),
  }));
  if (close.length > 0)
    return {
      thought: "The titles below ask the same question of the same kind of model.",
      verdict: "overlaps",
      papers,
    };
  const thought = `${found.length} papers were read in two searches. They share words with the idea; none tests this change for this purpose.`;
  return { thought, verdict: "novel", papers: [] };
}

/** Share of the idea's keywords that another title has, 0 to 1. */
function likeness(title: string, other: string): number {
  const [own, others] = [keywords(title), new Set(keywords(other))];
  return own.filter((word) => others.has(word)).length / Math.max(1, own.length);
}
