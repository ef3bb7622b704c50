import { describe, expect, test } from "vitest";
import { alignedSentences } from "../../src/latex/passage/align";
import { isDecided, placedIn, withPart } from "../../src/research/passage";
import { mutated, numbersFrom } from "../latex/mutations";
import { RIGHT_PAPER } from "../latex/paper";

const before = "We we train a model. It works. The end is is near.";
const after = "We train a model. It works. The end is near.";
const parts = alignedSentences(before, after).map((one) => ({ ...one, state: "undecided" as const }));
const paper = `Some title.\n${before}\nMore text.`;
const passage = { parts, start: 12 };

function decided(text: string, index: number, to: "before" | "after"): string {
  const placed = placedIn(text, passage).find((one) => one.index === index);
  const edit = withPart(placed, parts[index]!, to)!;
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

describe("the proposed sentences of a passage in its file", () => {
  test("each is accepted by itself and taken back by itself", () => {
    const once = decided(paper, 0, "after");
    expect(once).toBe(paper.replace("We we", "We"));
    expect(placedIn(once, passage).map(({ state }) => state)).toEqual(["accepted", "undecided"]);
    expect(decided(once, 0, "before")).toBe(paper);
    const both = decided(once, 2, "after");
    expect(both).toBe(paper.replace(before, after));
    expect(isDecided(placedIn(both, passage))).toBe(true);
  });

  test("the passage is found again when the text above it has grown", () => {
    const moved = `A new first paragraph.\n\n${paper}`;
    expect(decided(moved, 2, "after")).toBe(moved.replace("is is", "is"));
  });

  test("a sentence whose neighbour was edited by hand is found by itself, and one that was edited is stale", () => {
    const edited = paper.replace("It works.", "It works well.");
    expect(decided(edited, 0, "after")).toBe(edited.replace("We we", "We"));
    const lost = paper.replace("We we train", "We have trained");
    expect(placedIn(lost, passage).map(({ state }) => state)).toEqual(["stale", "undecided"]);
    expect(withPart(placedIn(lost, passage)[0], parts[0]!, "after")).toBeUndefined();
  });

  test("a passage that stands there twice and at another place than before is not guessed", () => {
    const twice = `${before}\n\nAgain: ${before}`;
    expect(placedIn(twice, passage).map(({ state }) => state)).toEqual(["stale", "stale"]);
  });

  test("a rejected sentence is no part of the proposal any more", () => {
    const rejected = parts.map((part, index) => (index === 0 ? { ...part, state: "rejected" as const } : part));
    expect(placedIn(paper, { parts: rejected, start: 12 }).map(({ index }) => index)).toEqual([2]);
  });

  test("2,000 proposals: accepting all gives the new text, taking all back the old one, in whatever order", () => {
    const random = numbersFrom(99);
    for (let round = 0; round < 2000; round++) {
      const start = Math.floor(random() * (RIGHT_PAPER.length - 900));
      const old = RIGHT_PAPER.slice(start, start + 300 + Math.floor(random() * 600));
      const fresh = mutated(old, random);
      const proposal = {
        start,
        parts: alignedSentences(old, fresh).map((one) => ({ ...one, state: "undecided" as "undecided" | "accepted" })),
      };
      const all = (text: string, to: "before" | "after") => {
        let now = text;
        const state = to === "after" ? ("accepted" as const) : ("undecided" as const);
        const indexes = placedIn(text, proposal).map(({ index }) => index);
        for (const index of indexes.sort(() => random() - 0.5)) {
          const placed = placedIn(now, proposal).find((one) => one.index === index);
          const edit = withPart(placed, proposal.parts[index]!, to);
          expect(edit).toBeDefined();
          now = now.slice(0, edit!.start) + edit!.text + now.slice(edit!.end);
          proposal.parts[index] = { ...proposal.parts[index]!, state };
        }
        return now;
      };
      const accepted = all(RIGHT_PAPER, "after");
      expect(accepted).toBe(RIGHT_PAPER.slice(0, start) + fresh + RIGHT_PAPER.slice(start + old.length));
      expect(all(accepted, "before")).toBe(RIGHT_PAPER);
    }
  });
});
