import type { Block } from "./blocks";

/** The block with a SEARCH that was remembered wrong: another value, so that no engine may guess. */
export function misremembered(block: Block): Block {
  const changed = block.search.replace(/"(\w+)"|(?<![\w.])\d(?=[\d.e])|(?<![\w.])\d\b/, (text, word) =>
    word ? '"standard"' : String((Number(text) + 3) % 10),
  );
  const search = changed === block.search ? `${block.search}\n    # end of the block` : changed;
  return { ...block, search };
}

/** The block with a name that does not exist: in place of a plain value, or in a line that was left behind from trying. */
export function undefinedName(block: Block): Block {
  const old = new Set(block.search.split("\n"));
  const lines = block.replace.split("\n");
  const at = lines.findIndex((line) => !old.has(line) && ASSIGNED.test(line));
  if (at < 0) return leftBehind(block, old);
  const line = (lines[at] ?? "").replace(ASSIGNED, (_, before: string, name: string, middle: string) => {
    const word = name.replace(/\W+/g, "_");
    return `${before}${name}${middle}${word === word.toUpperCase() ? `NEW_${word}` : `new_${word}`}`;
  });
  return { ...block, replace: lines.with(at, line).join("\n") };
}

function leftBehind(block: Block, old: ReadonlySet<string>): Block {
  const lines = block.replace.split("\n");
  const at = lines.findIndex((line) => !old.has(line) && STATEMENT.test(line));
  if (at < 0) return block;
  const indent = /^[ \t]*/.exec(lines[at] ?? "")?.[0] ?? "";
  return { ...block, replace: lines.toSpliced(at, 0, `${indent}print("trying", new_setting)`).join("\n") };
}

/** A line that is a whole simple statement, so that another one may stand before it. */
const STATEMENT = /^[ \t]*(?:[\w.]+(?:\[[^\]]*\])?[ \t]*[-+*/]?=[ \t]*[^=].*[^,([{]|[\w.]+\([^()]*\))$/;

const ASSIGNED =
  /^([ \t]*(?:parser\.)?(?:add_argument\(["']--)?)([\w-]+)((?:[ \t]*:[^=\n]+)?[ \t]*=[ \t]*|.*\bdefault=)(?:-?[\d.][\w.]*(?:[-+]\d+)?|"[^"]*"|'[^']*')/;

/** A sentence with a number that no run gave. It is taken back when somebody doubts it. */
export function inventedNumber(): string {
  return "Taken together, the variants change the primary metric by 23.417\\,\\% of its spread between data sets.";
}

/** A key that no bibliography has. */
export const INVENTED_KEY = "improved2023revisited";

/** A label that no figure has. */
export const MISSING_LABEL = "fig:overview";
