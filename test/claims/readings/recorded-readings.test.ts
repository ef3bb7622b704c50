import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { END_MARK } from "../../../src/engine/end-mark";
import { readClaims } from "../../../src/engine/stages/read-claims";
import { parseLatex } from "../../../src/latex/document";
import { ClaimReading, TableReading, withoutNulls } from "../../../src/research/claim-reading";
import type { Problem } from "../../../src/research/problem";
import { conversingLab, saying } from "../../fakes/conversing";
import { libraryFor, type Marked, markedPaper, unmarked } from "../marked-papers";

/**
 * What a thinking reader answered who saw the questions alone: not the data, not which claims are marked. The program's part is what
 * is tested here: what it makes of the same readings.
 */
const PAPERS = ["rotary_or_grouped", "intervals_that_hold", "scaled_queries"];

async function read(paper: string) {
  const source = markedPaper(`newer/${paper}.tex`);
  const { text, marks } = unmarked(source);
  const document = parseLatex(text, `${paper}.tex`);
  const answer = readFileSync(join(__dirname, `../../fixtures/claims/read/${paper}.jsonl`), "utf8");
  const kept = new Map<string, readonly unknown[]>();
  const shelf = {
    keyOf: (line: string) => line,
    read: async () => kept,
    add: async (more: ReadonlyMap<string, readonly unknown[]>) => {
      for (const [key, entries] of more) kept.set(key, entries);
    },
  };
  const asked = {
    parts: [document],
    library: libraryFor(source),
    shelf,
    stepFor: (question: number) => `read ${question}`,
  };
  const { problems, unread } = await readClaims(conversingLab(saying([`${answer}\n${END_MARK}`])), asked);
  const serious = problems.filter(({ severity }) => severity !== "info");
  const offsetOf = (line: number, column: number) => document.lineStarts[line - 1]! + column - 1;
  const touches = (mark: Marked, { line, column, endLine, endColumn }: Problem) =>
    offsetOf(line, column) < mark.end && mark.start < offsetOf(endLine ?? line, endColumn);
  const touched = (mark: Marked, among: readonly Problem[]) => among.some((problem) => touches(mark, problem));
  const wrong = marks.filter((mark) => mark.wrong);
  const elsewhere = serious.filter((problem) => !wrong.some((mark) => touches(mark, problem)));
  return {
    wrong: wrong.length,
    missed: wrong.filter((mark) => !touched(mark, serious)).map((mark) => `${paper}: ${mark.text}`),
    disturbed: marks.filter((mark) => !mark.wrong && touched(mark, elsewhere)).map((mark) => `${paper}: ${mark.text}`),
    right: marks.length - wrong.length,
    unread,
  };
}

test("with a thinking reader nearly all wrong claims of three papers are found, and no right one is disturbed", async () => {
  const all = await Promise.all(PAPERS.map(read));
  const sum = (key: "wrong" | "right" | "unread") => all.reduce((total, one) => total + one[key], 0);
  expect([sum("wrong"), sum("right")]).toEqual([55, 307]);
  expect(
    all.flatMap(({ missed }) => missed).length,
    all.flatMap(({ missed }) => missed).join("\n"),
  ).toBeLessThanOrEqual(3);
  expect(all.flatMap(({ disturbed }) => disturbed)).toEqual([]);
  expect(sum("unread")).toBeLessThanOrEqual(3);
});

test("a statement that no query can say needs no quote, and a table's run may stand in brackets", () => {
  expect(ClaimReading.safeParse({ line: "3", kind: "none" }).success).toBe(true);
  const rows = [{ at: [2], run: [1], than: [0], how: "difference", metric: "regret", on: "two_arms" }];
  expect(TableReading.parse({ line: "T2", kind: "table", rows }).rows).toMatchObject([{ run: 1, than: 0 }]);
  const empty = { line: "T2", kind: "table", rows: [{ at: 2, run: null, setting: "lr" }] };
  expect(TableReading.parse(withoutNulls(empty)).rows).toEqual([{ at: [2], setting: "lr" }]);
});
