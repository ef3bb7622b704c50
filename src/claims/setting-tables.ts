import type { Case } from "./case";
import { type Cell, type Passage, type Prose, sliceOf, type Table } from "./paper-text";
import { isNumeric, type TableReading } from "./table-cells";

/** A table that names settings and their values, by its caption or by its head. */
export function isOfSettings(one: Case, table: Table, { cells }: TableReading): boolean {
  const head = table.rows[0]?.map(({ text }) => text).join(" ") ?? "";
  const said = /hyper-?\s?parameters?|\bsettings?\b|configuration|architecture details|training details/i;
  const columns = Math.max(0, ...table.rows.map(({ length }) => length));
  const measured = cells.filter(
    ({ metrics, datasets }) => metrics.length > 0 && (datasets.length > 0 || one.evidence.datasets.length === 1),
  ).length;
  if (measured > cells.length / 2) return false;
  return (
    columns <= 4 &&
    (/\b(?:value|setting|hyper-?parameter|parameter)s?\b/i.test(head) || said.test(table.caption?.text ?? ""))
  );
}

/** Each row read as a sentence: “Learning rate: 3e-4”; where it has several labels with a value each, as one for each. */
export function settingsIn({ rows, section }: Table): Passage[] {
  const isPaired = rows.every(inPairs);
  const pieces = rows.flatMap((row) => (isPaired ? pairsIn(row) : [row]));
  return pieces.flatMap((row) => {
    const [label, ...values] = row;
    if (!label || values.length === 0 || isNumeric(label)) return [];
    return values
      .filter(({ text }) => /\S/.test(text))
      .map(
        (value) => ({ type: "passage", kind: "item", section, lead: "", ...joined(label, value) }) satisfies Passage,
      );
  });
}

/** “timesteps & 200 & warm-up steps & 400” */
function inPairs(row: readonly Cell[]): boolean {
  return row.length >= 4 && row.length % 2 === 0 && pairsIn(row).every(([label]) => label && !isNumeric(label));
}

function pairsIn(row: readonly Cell[]): (readonly Cell[])[] {
  return row.flatMap((_, at) => (at % 2 === 0 ? [row.slice(at, at + 2)] : []));
}

function joined(label: Prose, value: Prose): Prose {
  const name = sliceOf(label, 0, label.text.trimEnd().replace(/[:.]$/, "").length);
  return {
    text: `${name.text}: ${value.text}`,
    at: [...name.at.slice(0, name.text.length), value.at[0] ?? 0, value.at[0] ?? 0, ...value.at],
  };
}
