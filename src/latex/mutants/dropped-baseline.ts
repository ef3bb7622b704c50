import { parseLatex } from "../document";
import type { Span } from "../span";
import { TABULAR } from "../tabular";
import type { Mutant } from "./mutant";
import { splice } from "./splice";

const BASELINE = /^[\s\\a-z{[\]]*(?:the\s+)?(?:baseline|vanilla|original|unmodified|standard|default|control)\b/i;

/** Every row of a table whose first cell names the baseline is gone: nothing is compared with anything. */
export function droppedBaseline(text: string): Mutant | undefined {
  const document = parseLatex(text, "");
  const rows = document.environments
    .filter(({ name }) => TABULAR.test(name) && name !== "array")
    .flatMap(({ bodyStart, bodyEnd }) => baselineRows(document.live, bodyStart, bodyEnd));
  if (rows.length === 0) return undefined;
  const changes = rows.map((row) => ({ ...row, by: "" }));
  return {
    text: splice(text, changes),
    did: `took ${rows.length} ${rows.length === 1 ? "row" : "rows"} of the baseline out of the tables`,
  };
}

/** From the end of the row before to the end of the `\\` of the row itself; rules before it stay. */
function baselineRows(live: string, from: number, to: number): Span[] {
  const rows: Span[] = [];
  let start = from;
  for (const { index, 0: end } of live.slice(from, to).matchAll(/\\\\(?:\s*\[[^\]]*\])?/g)) {
    const row = { start, end: from + index + end.length };
    start = row.end;
    const rules = /^(?:\s|\\(?:hline|toprule|midrule|bottomrule)\b|\\cmidrule(?:\([^)]*\))?\{[^}]*\})*/;
    const first = row.start + rules.exec(live.slice(row.start, row.end))![0].length;
    const text = live.slice(first, row.end);
    if (text.includes("&") && BASELINE.test(text)) rows.push({ start: first, end: row.end });
  }
  return rows;
}
