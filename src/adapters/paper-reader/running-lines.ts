/** Lines at either end of a page that may be its head or its foot. */
const DEEPEST = 2;
/** Pages that must have a line in common for it to be one, and their share: left and right pages have heads of their own, the first has none. */
const FEWEST_PAGES = 3;
const LEAST_SHARE = 0.3;
/** Characters. What is longer is no head of a page; some pages are one line of nothing but numbers. */
const LONGEST = 300;

/**
 * Pages without what is printed at the head or the foot of many of them, titles and the numbers of pages: a sentence that runs over
 * the end of a page is whole again, and nobody reads the same line forty times.
 */
export function withoutRunningLines(pages: readonly string[]): string[] {
  const read = pages.map((page) => page.split("\n"));
  const fewest = Math.max(FEWEST_PAGES, Math.ceil(LEAST_SHARE * pages.length));
  const heads = repeated(read, fewest, (lines) => lines.slice(0, DEEPEST));
  const feet = repeated(read, fewest, (lines) => lines.slice(-DEEPEST));
  return read.map((lines, page) => {
    const isRunning = (line: string | undefined, known: ReadonlySet<string>) =>
      line !== undefined && namesOf(line, page).some((name) => known.has(name));
    let [from, to] = [0, lines.length];
    while (from < Math.min(DEEPEST, to) && isRunning(lines[from], heads)) from++;
    while (to > from && lines.length - to < DEEPEST && isRunning(lines[to - 1], feet)) to--;
    return lines.slice(from, to).join("\n");
  });
}

function repeated(
  pages: readonly (readonly string[])[],
  fewest: number,
  endOf: (lines: readonly string[]) => readonly string[],
): Set<string> {
  const counts = new Map<string, number>();
  for (const [page, lines] of pages.entries())
    for (const name of new Set(endOf(lines).flatMap((line) => namesOf(line, page))))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Set([...counts].flatMap(([name, count]) => (count >= fewest ? [name] : [])));
}

/**
 * What a line is, and what it is with a number in it that grows with the pages: rows of a table that stand at the ends of pages have
 * numbers, too, but not these.
 */
function namesOf(line: string, page: number): string[] {
  const plain = line.replace(/\s+/g, " ").trim();
  if (plain === "" || plain.length > LONGEST) return [];
  const numbered = [...plain.matchAll(/(?<![\d.,])\d{1,5}(?![\d.,]*\d)/g)].map(
    ({ 0: number, index }) => `${plain.slice(0, index)}#${Number(number) - page}#${plain.slice(index + number.length)}`,
  );
  return [plain, ...numbered];
}
