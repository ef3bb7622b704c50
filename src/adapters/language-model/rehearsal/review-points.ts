import type { Signals } from "./review-signals";

/** A weakness that is true of the text, and the question that goes with it. */
export type Weakness = {
  readonly text: string;
  readonly question: string;
  /** What the sentence is like that it is about, where there is one. */
  readonly about?: RegExp;
};

/** The words of the paper that a weakness is about, as they stand in it. */
export function quoteFor(text: string, { about }: Pick<Weakness, "about">): string[] {
  const pieces = text.split(/(?<=[.!?])\s+|\n\s*\n|\\[a-zA-Z]+\*?(?:\{[^{}]*\})?|[\\{}$&]|\[page \d+\]/);
  const found = about && pieces.find((piece) => about.test(piece) && piece.trim().split(/\s+/).length >= 4);
  return found ? [found.trim().split(/\s+/).slice(0, 18).join(" ")] : [];
}

/** What can honestly be held against the paper, the most consequential first; never empty. */
export function weaknessesOf(signals: Signals): Weakness[] {
  const { seeds, references, limitations, figures, better } = signals;
  const holds: readonly (readonly [boolean, Weakness])[] = [
    [
      seeds < 2,
      {
        text: "Every number is a single measurement (table of the primary metric), so noise cannot be told from effect. Repetitions with different seeds would settle it.",
        question: "How large is the spread between repetitions of the baseline?",
      },
    ],
    [
      seeds >= 2 && seeds < 5,
      {
        text: `Only ${seeds} seeds stand behind each interval (experimental setup). With so few, the intervals are wide and a verdict close to zero can change with one more seed; five or more for the main comparison would settle it.`,
        question: "Do the verdicts of the main comparison stay with more seeds?",
        about: /\bseeds?\b/i,
      },
    ],
    [
      true,
      {
        text: "The suspected mechanism is not observed (method, hypothesis). The runs measure its consequence in the metrics, which other causes could have as well; a measurement of the mechanism during training would separate them.",
        question: "Which quantity, recorded during training, would show the mechanism itself?",
        about: /hypothesis|mechanism|because/i,
      },
    ],
    [
      true,
      {
        text: "No setting was tuned on either side (experimental setup). A variant that prefers another learning rate is at a disadvantage, and one that happens to fit the inherited one is favoured; a small grid for each side would settle it.",
        question: "Does the comparison hold when the learning rate is tuned on both sides?",
        about: /tuned|learning rate|setting/i,
      },
    ],
    [
      true,
      {
        text: "The scale is small, on one machine and a handful of fixed data sets (experimental setup), and nothing shows what carries over to larger models or other data.",
        question: "Is there one larger setting in which the main comparison could be repeated?",
        about: /data sets?\b|machine|CPU|GPU/,
      },
    ],
    [
      better === 0,
      {
        text: "No variant improves on the baseline with an interval that excludes zero (results), and the paper does not say which size of effect it could have found.",
        question: "Which effect size could these runs have detected?",
        about: /no clear difference|improv|better/i,
      },
    ],
    [
      references < 15,
      {
        text: `Only ${references} works are cited, so the relation to the literature stays thin (related work).`,
        question: "Which published comparisons come closest?",
      },
    ],
    [
      limitations === 0,
      { text: "The limits of the study are not discussed.", question: "What do these runs not show?" },
    ],
    [figures === 0, { text: "No figure shows the results.", question: "What do the results look like?" }],
  ];
  return holds.filter(([applies]) => applies).map(([, weakness]) => weakness);
}

/** What deserves credit; never empty. */
export function strengthsOf(signals: Signals): string[] {
  const holds: readonly (readonly [boolean, string])[] = [
    [
      signals.intervals && signals.seeds > 1,
      "Differences are given with intervals, and a verdict is drawn only where the interval excludes zero (results).",
    ],
    [signals.unclear > 0, "Comparisons that show no clear difference are reported as such, in the abstract as well."],
    [signals.hypothesis, "What would refute the idea is stated before the results (method)."],
    [
      signals.machine,
      "Machine, software and settings are given, so that the runs can be made again (experimental setup).",
    ],
    [signals.references >= 15, "The relation to earlier work is laid out group by group (related work)."],
    [
      true,
      "Each variant differs from the baseline in one respect, which makes the comparison easy to interpret (method).",
    ],
  ];
  return holds.filter(([applies]) => applies).map(([, strength]) => strength);
}
