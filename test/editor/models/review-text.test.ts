import { expect, test } from "vitest";
import { reviewText } from "../../../src/editor/models/review-text";
import { Review } from "../../../src/research/review";
import { ICLR } from "../../../src/research/review-forms";
import { l10n } from "../a-board";

const form = {
  ...{ Summary: "A [link](command:x).", Soundness: 2, Presentation: 3, Contribution: 2, Strengths: ["Short."] },
  Weaknesses: [
    {
      text: "Few seeds.",
      places: [{ quote: "three seeds", where: { page: 2 } }, { quote: "ten seeds" }],
      by: [2],
    },
    { text: "No control.", places: [{ quote: "no control", where: { file: "main.tex", line: 7 } }], by: [1, 2] },
  ],
  ...{ Questions: [], "Flag for ethics review": false, Rating: 5.5, Confidence: 4 },
};
const claim = { file: "main.tex", line: 9, column: 1, endColumn: 4, rule: "unsupported-number", severity: "warning" };

test("a review says by which form and from what it was made, where its quotes are, and where the referees disagree", () => {
  const said = (verdict: string) => ({ verdict, answer: "So.", places: [] });
  const text = reviewText(
    l10n,
    Review.parse({
      ...{ kind: ICLR, way: "aspects", form, ensemble: [form, form], spread: { Rating: [3, 8] }, model: "m" },
      ...{ rehearsal: false, calibrated: false, had: ["pdf", "results"] },
      claims: [{ ...claim, source: "AI Scientist", message: "No run has 0.3." }],
      aspects: [{ aspect: "claims", question: "Is it lower?", answers: [said("yes"), said("not said")] }],
    }),
  );
  expect(text).toContain("# Review: Reject");
  expect(text).toContain("By the form iclr, after the questions that this paper raises.");
  expect(text).toContain("The referees had the text of the PDF, the results of the runs.");
  expect(text).toContain("A \\[link\\]\\(command:x\\)\\.");
  expect(text).toContain(
    "- Few seeds\\.\n  - “three seeds” (page 2)\n  - “ten seeds” (these words are not in the paper)",
  );
  expect(text).toContain("  - “no control” (main\\.tex, line 7)");
  expect(text).toContain("## Claims that the runs do not bear out\n\n- main\\.tex, line 9: No run has 0\\.3\\.");
  expect(text).toContain("| Is it lower? | yes, not said |");
  expect(text).toContain("## Where the referees disagree\n\n- Rating: from 3 to 8\n- Referee 2 alone: Few seeds\\.");
  expect(text).toContain("| Rating | 5.5 | 3–8 |");
});
