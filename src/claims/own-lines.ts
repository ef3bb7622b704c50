/** Lines around one that is another. */
const AROUND = 2;
/** A program that shares less with the other one is no change of it. */
const SHARED = 0.4;
/** Lines that are told of as missing. */
const MOST_MISSING = 12;

/**
 * The lines of a program that another one does not have, with those around them, and the lines of the other that it does not have.
 * Undefined where the one is no change of the other.
 */
export function ownLines(text: string, base: string): { readonly shown: string; readonly missing: string } | undefined {
  const [lines, known] = [linesIn(text), linesIn(base)];
  const own = withoutThoseOf(lines, known);
  if (lines.length - own.length < SHARED * lines.length) return undefined;
  const kept = new Set(own.flatMap((at) => Array.from({ length: 2 * AROUND + 1 }, (_, step) => at - AROUND + step)));
  const shown = lines.flatMap((line, at) => {
    if (!kept.has(at)) return [];
    return at > 0 && !kept.has(at - 1) ? ["…", line] : [line];
  });
  const missing = withoutThoseOf(known, lines).map((at) => known[at]!.trim());
  return { shown: shown.join("\n"), missing: missing.slice(0, MOST_MISSING).join(" ⏎ ") };
}

/** The places of lines that the other text does not have as often. */
function withoutThoseOf(lines: readonly string[], others: readonly string[]): number[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line.trim(), (left.get(line.trim()) ?? 0) + 1);
  return lines.flatMap((line, at) => {
    const key = line.trim();
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return key === "" || count > 0 ? [] : [at];
  });
}

function linesIn(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
