import { type Asked, partOf } from "./asked";
import { keywords } from "./judge-novelty";

/** Pairs of neighbouring words of the idea's title and of what it tries. */
export function referenceQueries({ parts }: Asked): string {
  const idea = partOf(parts, /^The idea$/);
  const title = /^Title: (.*)$/m.exec(idea)?.[1] ?? "";
  const words = [...new Set([...keywords(title), ...keywords(idea.replace(/^\w+:/gm, ""))])];
  const pairs = words.slice(0, 6).map((word, index) => [word, words[index + 1]].filter(Boolean).join(" "));
  return JSON.stringify({ queries: pairs.length > 0 ? pairs : ["machine learning experiments"] });
}

/** The first of those that were found, as many as are wanted. */
export function chooseReferences({ parts, question }: Asked): string {
  const works = partOf(parts, /^Works that were found$/).match(/^\d+\. /gm) ?? [];
  const wanted = Number(/About (\d+) of them/.exec(question)?.[1] ?? 6);
  return JSON.stringify({ choose: works.slice(0, wanted).map((_, index) => index + 1) });
}
