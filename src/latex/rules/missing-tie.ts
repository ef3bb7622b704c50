import type { Rule } from "../rule";

const LOOSE =
  /(?<![\p{L}\\])(?:Figures?|Figs?\.|Tables?|Tab\.|Sections?|Secs?\.|Equations?|Eqs?\.|Algorithms?|Appendix)([ \t]+)\\(?:ref|eqref)\{/gu;

/** “Figure \ref{…}” may be torn apart at the end of a line. */
export const missingTie: Rule = {
  id: "missing-tie",
  severity: "info",
  check({ parts }) {
    return parts.flatMap((source) =>
      [...source.live.matchAll(LOOSE)]
        .filter(({ index }) => index >= source.body.start)
        .map(({ 0: all, 1: space, index }) => {
          const end = index + all.lastIndexOf("\\");
          return {
            source,
            start: end - space!.length,
            end,
            message: "A line may end between the word and its number. Write ~ instead of the space.",
            correction: "~",
          };
        }),
    );
  },
};
