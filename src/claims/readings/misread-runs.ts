import type { Case } from "../case";
import type { Table } from "../paper-text";
import type { TableReading } from "../table-cells";
import { heldOtherwise, judgedAgain } from "./misnamed-cells";
import type { JudgedCell } from "./signs-of-changes";
import { callingsOf } from "./told-of-names";

/** Authors mix up two rows; it is a model that is off by one in so many. */
const MANY = 3;

/**
 * Rows that were read as one run's and are called, and hold, another's were misread; so were many at once, where no label says whose
 * they are. All others are left as they were read: a row under the name of one run with the numbers of another is a mistake of the paper.
 */
export function withoutMisreadRuns(
  one: Case,
  table: Table,
  place: TableReading,
  judged: readonly JudgedCell[],
): JudgedCell[] {
  const held = heldOtherwise(one, judged, "run");
  const misread = held.filter(({ misnamed }) => {
    const { heads } = callingsOf(one, table, place, misnamed);
    return heads.called.length === 0 && (heads.isRight || held.length >= MANY);
  });
  return judgedAgain(judged, misread);
}
