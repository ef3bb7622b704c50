import { expect, test } from "vitest";
import { answerText } from "../../../src/editor/models/answer-text";
import { passageRows, undecidedSentences } from "../../../src/editor/models/passage-rows";
import type { PassageProposal } from "../../../src/research/passage";
import { drawn, l10n } from "../a-board";

const proposal: PassageProposal = {
  ...{ id: "a-1", file: "/p/paper.tex", kind: "translate", language: "German", why: "In German.", model: "m" },
  ...{ rehearsal: true, at: "2025-01-01T00:00:00Z", start: 0 },
  parts: [
    { before: "We train. ", after: "Wir trainieren. ", state: "undecided" },
    { before: "It is so. ", after: "", state: "accepted" },
    {
      before: "A long sentence that begins alike and ends here.",
      after: "A long sentence that begins alike and stops here.",
      state: "undecided",
    },
  ],
};
const place = { start: 0, end: 1 };
const shown = {
  proposal,
  name: "paper.tex",
  placed: [
    { index: 0, state: "undecided" as const, line: 4, ...place },
    { index: 1, state: "accepted" as const, line: 5, ...place },
    { index: 2, state: "stale" as const, line: 1, ...place },
  ],
};

test("a passage is a row with a box, its reason and a row for each sentence, which begins where the words differ", () => {
  const rows = passageRows(l10n, [shown]);
  expect(drawn(rows)).toBe(
    [
      "[ ] edit Translate into German · paper.tex | 2 of 3 to decide",
      "  comment  | In German.",
      "  [ ] - Wir trainieren. | line 4",
      "  [x] - Leave out: It is so. | line 5",
      "  warning … begins alike and stops here. | the text was edited since",
    ].join("\n"),
  );
  expect(rows[0]!.children!.map(({ checked }) => checked)).toEqual([undefined, false, true, undefined]);
  expect(rows[0]!.subject).toMatchObject({ passage: "a-1", parts: [0, 2], line: 4 });
  expect(rows[0]!.children![3]!.tooltip).toContain("~~ends~~**stops**");
  expect(undecidedSentences([shown])).toBe(2);
});

test("an answer leads to the lines and pages it rests on, and says which words were not found", () => {
  const text = answerText(
    l10n,
    "Why?",
    "paper.tex",
    {
      ...{ model: "m", rehearsal: false },
      pieces: [
        { type: "text", text: "It falls " },
        { type: "quote", words: "the loss falls", place: { file: "/p/paper.tex", line: 7 } },
        { type: "quote", words: "on a page", place: { file: "/p/paper.pdf", line: 1, page: 3 } },
        { type: "quote", words: "best [ever](http://x)" },
      ],
    },
    (file) => `..${file}`,
  );
  expect(text).toContain("It falls “the loss falls” ([line 7](../p/paper.tex#L7))");
  expect(text).toContain("([page 3](../p/paper.pdf.page-3))");
  expect(text).toContain(
    "“best \\[ever\\](http://x)” (**not found in the paper**)"
      .replace("](http://x)", "\\]\\(http://x\\)")
      .replace("\\[ever\\\\]", "\\[ever\\]"),
  );
  expect(text).toContain("quoted: 1\\. What rests on them may be wrong");
});
