import { groupedBy } from "./grouped-by";
import type { NumberCell, TableReading } from "./table-cells";
import { isFinding, type Verdict } from "./verdict";

/** Authors miswrite one number or two: with so many wrong at once, the reading is looked at as well. */
const FEWEST = 3;
const IN_A_TABLE = 1 / 2;
const IN_A_ROW = 2 / 3;
const IN_A_SENTENCE = 2 / 3;

/**
 * A table, a row or a column of it, of which most numbers come out wrong was misread rather than miswritten: nothing is said of it,
 * unless half of them can only be made up.
 */
export function withoutDoubtedCells(
  { cells }: TableReading,
  verdicts: readonly Verdict[],
  isInvented: (cell: NumberCell, restIsRight: boolean) => boolean = () => false,
): Verdict[] {
  const cellAt = new Map(cells.flatMap((each) => each.cell.at.map((offset) => [offset, each])));
  const inCells = verdicts.filter(({ start }) => cellAt.has(start));
  const by = (line: "row" | "column") => [...groupedBy(inCells, ({ start }) => cellAt.get(start)![line]).values()];
  const nobodys = new Set(inCells.filter(({ start }) => isInvented(cellAt.get(start)!, true)));
  const restIsRight = isMostlyRight(inCells.filter((verdict) => !nobodys.has(verdict)));
  const misread = (line: readonly Verdict[], share: number) => {
    const doubted = doubtedOf(line, share);
    const invented = doubted.filter(
      (verdict) => nobodys.has(verdict) && (restIsRight || isInvented(cellAt.get(verdict.start)!, false)),
    );
    return 2 * invented.length >= doubted.length ? [] : doubted;
  };
  return quietly(verdicts, [
    ...misread(inCells, IN_A_TABLE),
    ...[...by("row"), ...by("column")].flatMap((line) => misread(line, IN_A_ROW)),
  ]);
}

/** The same for the numbers of a sentence. */
export function withoutDoubtedNumbers(verdicts: readonly Verdict[]): Verdict[] {
  return quietly(verdicts, doubtedOf(verdicts, IN_A_SENTENCE));
}

/** The findings of what was read together, where they are too many. What an earlier run measured was read rightly, and so was a value whose ± is wrong; what printed numbers make of each other needs no reading. */
function doubtedOf(verdicts: readonly Verdict[], share: number): Verdict[] {
  const judged = verdicts.filter(
    ({ about, kind, arithmetic }) => about === "number" && kind !== "not-checkable" && !arithmetic,
  );
  const wrong = judged.filter((verdict) => isFinding(verdict) && verdict.kind !== "stale" && !verdict.spread);
  return wrong.length >= FEWEST && wrong.length >= share * judged.length && !isOfOneOther(wrong) ? wrong : [];
}

function isMostlyRight(verdicts: readonly Verdict[]): boolean {
  const judged = verdicts.filter(({ kind }) => kind !== "not-checkable");
  const right = judged.filter(({ kind, spread }) => kind === "supported" || spread);
  return right.length > 1 && right.length >= IN_A_ROW * judged.length;
}

/** All are numbers of another run: that is a mistake which authors make with whole rows. */
function isOfOneOther(wrong: readonly Verdict[]): boolean {
  return wrong.every(({ kind }) => kind === "wrong-run");
}

function quietly(verdicts: readonly Verdict[], doubted: readonly Verdict[]): Verdict[] {
  const all = new Set(doubted);
  return verdicts.map((verdict) => {
    const { about, start, end } = verdict;
    return all.has(verdict) ? { kind: "not-checkable", about, start, end, message: "" } : verdict;
  });
}
