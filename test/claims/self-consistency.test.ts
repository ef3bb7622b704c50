import { describe, expect, test } from "vitest";
import { withoutDoubtedCells, withoutDoubtedNumbers } from "../../src/claims/self-consistency";
import type { NumberCell } from "../../src/claims/table-cells";
import type { Verdict, VerdictKind } from "../../src/claims/verdict";

/** One letter a number: right, wrong, another run's, stale, or passed over. */
const KINDS: Record<string, VerdictKind> = {
  r: "supported",
  w: "contradicted",
  o: "wrong-run",
  s: "stale",
  "-": "not-checkable",
};

const verdict = (letter: string, at: number): Verdict => ({
  kind: KINDS[letter]!,
  about: "number",
  start: 10 * at,
  end: 10 * at + 4,
  message: `said of ${at}`,
});
const verdicts = (letters: string) => Array.from(letters.replace(/\s/g, ""), verdict);
const told = (left: readonly Verdict[]) =>
  left.map(({ kind }) => Object.keys(KINDS).find((letter) => KINDS[letter] === kind)).join("");

describe("a sentence of which most numbers seem wrong was misread", () => {
  test.each([
    ["www", "---"],
    ["wwwr", "---r"],
    ["wwwrr", "wwwrr"],
    ["ww", "ww"],
    ["wwr-", "wwr-"],
    ["ooo", "ooo"],
    ["oow", "---"],
    ["sss", "sss"],
    ["wwwss", "wwwss"],
  ])("%s becomes %s", (before, after) => {
    expect(told(withoutDoubtedNumbers(verdicts(before)))).toBe(after);
  });

  test("what is said of machines and settings does not count", () => {
    const facts = verdicts("www").map((each): Verdict => ({ ...each, about: "fact" }));
    expect(withoutDoubtedNumbers(facts)).toEqual(facts);
  });

  test("a ± that is wrong stands beside a value that was read rightly", () => {
    const spreads = verdicts("www").map((each): Verdict => ({ ...each, spread: true }));
    expect(withoutDoubtedNumbers(spreads)).toEqual(spreads);
  });

  test("nothing is left of a finding that is doubted", () => {
    expect(withoutDoubtedNumbers(verdicts("www"))[0]).toEqual({ ...verdict("-", 0), message: "" });
  });
});

describe("a table, a row or a column of which most numbers seem wrong was misread", () => {
  test.each([
    ["a row", "rrrr wwwr rrrr", "rrrr---rrrrr"],
    ["a column", "rwrr rwrr rwrr", "r-rrr-rrr-rr"],
    ["the table", "wwrr rwwr rrww", "--rrr--rrr--"],
    ["no more than two of a row", "wwrr rrrr rrrr", "wwrrrrrrrrrr"],
    ["numbers in different rows and columns", "wrrr rwrr rrwr", "wrrrrwrrrrwr"],
    ["a row of another run", "rrrr oooo rrrr", "rrrroooorrrr"],
    ["a run that was made again", "rrrr ssss rrrr", "rrrrssssrrrr"],
  ])("%s: %s becomes %s", (_what, before, after) => {
    const all = verdicts(before);
    const cells = all.map(({ start }, at) => ({
      row: Math.floor(at / 4),
      column: at % 4,
      cell: { text: "0.12", at: [0, 1, 2, 3, 4].map((offset) => start + offset), spanned: false },
    }));
    const reading = { cells: cells as unknown as readonly NumberCell[], headRows: 1, labelColumns: 1 };
    expect(told(withoutDoubtedCells(reading, all))).toBe(after);
  });
});
