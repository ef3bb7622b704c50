import { expect, test } from "vitest";
import { drawnSentences } from "../../../src/editor/models/drawn-sentences";
import type { ShownPassage } from "../../../src/editor/models/passage-rows";

const file = "/p/paper.tex";
type Waiting = { readonly start: number; readonly end: number; readonly state?: "undecided" | "accepted" | "stale" };
const passage = (id: string, at: string, sentences: readonly Waiting[], of = file): ShownPassage => ({
  proposal: {
    ...{ id, file: of, kind: "polish", why: "", model: "m", rehearsal: true, at, start: 0 },
    parts: sentences.map(() => ({ before: "One.", after: "Two.", state: "undecided" as const })),
  },
  name: "paper.tex",
  placed: sentences.map(({ start, end, state = "undecided" }, index) => ({ index, state, start, end, line: 1 })),
});
const drawn = (...passages: ShownPassage[]) =>
  drawnSentences(passages, file).map(({ proposal, start }) => `${proposal.id} at ${start}`);

test("of several passages with other words for a sentence the last that was asked for is marked, and no other", () => {
  const first = passage("first", "2026-01-01T00:00:01.000Z", [
    { start: 0, end: 10 },
    { start: 10, end: 30 },
  ]);
  const second = passage("second", "2026-01-01T00:00:02.000Z", [{ start: 15, end: 40 }]);
  expect(drawn(first, second)).toEqual(["second at 15", "first at 0"]);
  expect(drawn(second, first)).toEqual(["second at 15", "first at 0"]);
});

test("sentences that lie beside each other are all marked; decided ones and those of other files are not", () => {
  const beside = passage("a", "2026-01-01T00:00:01.000Z", [
    { start: 0, end: 10 },
    { start: 10, end: 20, state: "accepted" },
    { start: 20, end: 30, state: "stale" },
  ]);
  const after = passage("b", "2026-01-01T00:00:02.000Z", [{ start: 10, end: 20 }]);
  const elsewhere = passage("c", "2026-01-01T00:00:03.000Z", [{ start: 0, end: 10 }], "/p/other.tex");
  expect(drawn(beside, after, elsewhere)).toEqual(["b at 10", "a at 0"]);
});
