import { innermost } from "../floats";
import type { Environment } from "../pairing";
import type { PaperPart } from "../paper";
import { readable } from "../plain-text";
import type { Finding, Rule } from "../rule";
import { firstFrom } from "../span";
import { gridOf } from "../tabular";
import { textWidthOf } from "../text-width";

/** By how much a table is surely wider than its place, since letters differ. */
const SURELY = 1.15;
const FITTED =
  /\\(?:resizebox|scalebox|adjustbox|rotatebox|setlength\s*\{?\\tabcolsep|tabcolsep)|\\begin\{(?:adjustbox|landscape|sideways|turn|rotate|minipage|threeparttable|tabularx|tabulary|tabular\*)/;
const FLOAT = /^(?!longtable)\w*(?:table|figure)\*?$/;
/** Characters before a table, outside a float and in one, in which something may make it fit. */
const NEAR = 300;
const FAR = 2000;
/** The size of letters against that of running text. */
const SIZES: readonly (readonly [RegExp, number])[] = [
  [/\\tiny\b/, 0.55],
  [/\\scriptsize\b/, 0.75],
  [/\\footnotesize\b/, 0.82],
  [/\\small\b/, 0.92],
];

/** A table whose cells, put beside each other, cannot fit between the margins. */
export const tableTooWide: Rule = {
  id: "table-too-wide",
  severity: "warning",
  check: ({ parts }) => parts.flatMap((source) => widthsIn(source, parts[0]!)),
};

function widthsIn(source: PaperPart, root: PaperPart): Finding[] {
  const known = source.environments.filter(({ name }) => name === "tabular" || name === "longtable");
  if (known.length === 0) return [];
  const outer = innermost(known);
  const tables = known.filter(({ start }) => outer(start) === undefined);
  const floatAround = innermost(source.environments.filter(({ name }) => FLOAT.test(name)));
  const page = textWidthOf(root);
  const text = readable(source);
  return tables.flatMap((table) => {
    const float = floatAround(table.start);
    const around = source.live.slice(Math.max(float?.start ?? table.start - NEAR, table.start - FAR, 0), table.start);
    const format = source.live.slice(table.bodyStart, table.bodyStart + 200).split("\n")[0]!;
    if (FITTED.test(around) || /sideways|wrap|sub/.test(float?.name ?? "") || /[pmbXJ]\s*\{|[XJ]/.test(format))
      return [];
    const available = /\*$/.test(float?.name ?? "") ? page.full : page.column;
    if (surelyFits(source, table, available * SURELY)) return [];
    const width = widthOf(text, table, source) * (SIZES.find(([size]) => size.test(around))?.[1] ?? 1);
    if (width <= available * SURELY) return [];
    const over = Math.round(((width - available) * 0.3515) / 5) * 5;
    return [
      {
        source,
        start: table.start,
        end: table.bodyStart,
        message: `This table is about ${Math.max(over, 5)} mm wider than the text. Use fewer columns, shorter cells or smaller letters.`,
      },
    ];
  });
}

/** By the source alone: what is printed of a row is no longer than what is written. */
function surelyFits({ live }: PaperPart, { bodyStart, bodyEnd }: Environment, width: number): boolean {
  const rows = live.slice(bodyStart, bodyEnd).split("\\\\");
  return rows.every((row) => row.length * 4.6 + row.split("&").length * 12 <= width);
}

/** Points, at ten points' letters: the widest cell of each column and the space between columns. */
function widthOf(text: ReturnType<typeof readable>, table: Environment, source: PaperPart): number {
  const tokens = source.tokens.slice(
    firstFrom(source.tokens, table.bodyStart),
    firstFrom(source.tokens, table.bodyEnd),
  );
  const widths: number[] = [];
  for (const row of gridOf(text, table, tokens).rows)
    row.forEach((cell, column) => {
      if (!cell.spanned) widths[column] = Math.max(widths[column] ?? 0, lettersWidth(cell.text));
    });
  return widths.reduce((sum, width) => sum + (width ?? 0) + 12, 0);
}

/** Computer Modern and Times, on the average: figures 5 points, capitals 6.7, small letters 4.5, narrow signs 2.8. */
function lettersWidth(text: string): number {
  let width = 0;
  for (const letter of text.trim())
    width += NARROW.has(letter) ? 2.8 : letter >= "0" && letter <= "9" ? 5 : letter >= "A" && letter <= "Z" ? 6.7 : 4.5;
  return width;
}

const NARROW = new Set(" .,:;'il|()\u2009");
