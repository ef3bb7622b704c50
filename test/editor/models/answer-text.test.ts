import { expect, test } from "vitest";
import { answerText } from "../../../src/editor/models/answer-text";
import { l10n } from "../a-board";

test("what a model writes about a paper makes no picture, no link and no HTML; the places that we found do", () => {
  const said =
    "It is **so**: ![x](https://a.example/?q=1) <img src=https://a.example> [go](command:quit) [a][b]\n[b]: https://a.example\n";
  const text = answerText(
    l10n,
    "How?",
    "paper.tex",
    {
      pieces: [
        { type: "text", text: said },
        { type: "quote", words: "The loss falls", place: { file: "/p/paper.tex", line: 6 } },
      ],
      ...{ model: "m", rehearsal: false },
    },
    () => "../paper.tex",
  );
  expect(text).toContain(
    "It is **so**: ! [x] (https://a.example/?q=1) < img src=https://a.example> [go] (command:quit)",
  );
  expect(text.match(/\]\([^)]*\)/g)).toEqual(["](../paper.tex#L6)"]);
  expect(text).not.toMatch(/!\[|<[a-z]|^\[b\]:/m);
});
