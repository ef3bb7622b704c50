import { jsonIn } from "../../../engine/answers";
import { type Asked, dataIn, partOf } from "./asked";
import { proposeIdea } from "./propose-idea";

const SIGNS: readonly (readonly [RegExp, "limitation" | "question" | "method"])[] = [
  [/\b(?:limitations?|only|did not|does not|cannot|too few|not tested|remains? unclear)\b/i, "limitation"],
  [/\b(?:open question|future work|whether|why|unknown|remains? to be)\b/i, "question"],
  [/\b(?:we propose|we introduce|method|technique|schedule|control)\b/i, "method"],
];

const MOST = 4;

/** Sentences with the words in which papers speak of what they leave open. */
export function pointsOfPaper({ question }: Asked): string {
  const text = dataIn(question, "paper") ?? "";
  const title =
    text
      .split("\n")
      .find((line, index) => index > 1 && line.trim().length > 8)
      ?.trim() ?? "";
  return JSON.stringify({ title, points: pointsIn(text) }, null, 1);
}

/** The same of each abstract. */
export function pointsOfAbstracts({ question }: Asked): string {
  const works = (dataIn(question, "search results") ?? "").split(/\n\n(?=\d+\. )/);
  const points = works.flatMap((work, index) => {
    const [first] = pointsIn(work.replace(/^.*\n/, ""));
    return first ? [{ paper: index + 1, ...first }] : [];
  });
  return JSON.stringify({ points: points.slice(0, MOST) }, null, 1);
}

function pointsIn(text: string) {
  const sentences = text.replace(/-\n(?=\p{Ll})/gu, "").split(/(?<=[.!?])\s+|\n{2,}/);
  const usable = sentences.filter((sentence) => sentence.length >= 40 && sentence.length <= 280);
  const found = SIGNS.flatMap(([sign, kind]) =>
    usable
      .filter((sentence) => sign.test(sentence))
      .slice(0, 2)
      .map((quote) => ({ kind, quote })),
  );
  const once = [...new Map(found.map((one) => [one.quote, one])).values()];
  const rest = once.length > 0 ? once : usable.slice(0, 1).map((quote) => ({ kind: "question" as const, quote }));
  return rest.slice(0, MOST).map(({ kind, quote }) => ({ kind, point: WHAT[kind], quote }));
}

const WHAT = {
  limitation: "What is said there was not tested any further, and this code can test it.",
  question: "It is asked there and not answered, and this code can answer it.",
  method: "It could be taken over here and compared with what the code does now.",
};

/** The next idea about the code, which goes back to the first points. */
export function ideasFromPoints(asked: Asked): string {
  const listed = dataIn(partOf(asked.parts, /^What papers leave open/), "points") ?? "";
  const numbers = (listed.match(/^\d+\. /gm) ?? []).slice(0, 2).map((_, index) => index + 1);
  const { thought, idea } = jsonIn(proposeIdea(asked)) as { thought: string; idea: unknown };
  return JSON.stringify({ ideas: [{ from: numbers, thought, idea }] }, null, 1);
}
