import { figuresOf, pictureFor, plainPath } from "../figures";
import type { Rule } from "../rule";
import { similarTo } from "../similar";

/** A picture that is not there: LaTeX stops, or prints its name in a box. */
export const missingFigure: Rule = {
  id: "missing-figure",
  severity: "error",
  check({ parts, pictures }) {
    if (pictures === undefined) return [];
    return parts.flatMap((source) =>
      figuresOf(source)
        .filter(({ path }) => pictureFor(path.text, pictures) === undefined)
        .map(({ path: { start, end, text } }) => ({
          source,
          start,
          end,
          message: `There is no picture “${text.trim()}”${similarTo(text, namesOf(pictures))}.`,
        })),
    );
  },
};

/** What a paper may call the pictures that are there, with their extensions and without. */
function namesOf(pictures: ReadonlySet<string>): string[] {
  const known = [...pictures].map(plainPath);
  return [...known, ...known.map((one) => one.replace(/\.\w+$/, ""))];
}
