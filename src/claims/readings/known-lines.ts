import type { TableReading } from "../../research/claim-reading";
import type { Evidence } from "../evidence";
import { settingIn } from "./judge-setting";
import { metricNamed, runsNamed, setsNamed, UnknownName } from "./quantities";
import type { Axis } from "./read-cells";

/** A table without the rows and columns that were read as something that the results do not have; where nothing else is left, as it was read. */
export function withKnownLines(evidence: Evidence, reading: TableReading): TableReading {
  const known = (line: TableReading["rows"][number]) =>
    [line, ...(line.next ?? [])].every((one) => isKnown(evidence, one));
  const [rows, columns] = [reading.rows.filter(known), reading.columns.filter(known)];
  return rows.length > 0 && columns.length > 0 ? { ...reading, rows, columns } : reading;
}

function isKnown(evidence: Evidence, { metric, on, run, than, whole, setting }: Axis): boolean {
  try {
    if (metric !== undefined) metricNamed(evidence, metric);
    if (setting !== undefined) settingIn(evidence, setting);
    setsNamed(evidence, on);
    runsNamed(
      evidence,
      [run, than, whole?.run, whole?.than].filter((one) => one !== undefined),
    );
    return true;
  } catch (error) {
    if (error instanceof UnknownName) return false;
    throw error;
  }
}
