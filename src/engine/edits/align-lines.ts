/** Above this many cells the exact alignment costs more than it is worth, and a greedy one is taken. */
const MAX_CELLS = 250_000;

/**
 * For each element of `after` the index of the equal element of `before` that it continues, or -1 for a new one. Indices
 * rise; the number of kept elements is the largest possible unless the texts are very long.
 */
export function alignLines(before: readonly string[], after: readonly string[]): number[] {
  const kept = new Array<number>(after.length).fill(-1);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) {
    kept[head] = head;
    head++;
  }
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    kept[after.length - 1 - tail] = before.length - 1 - tail;
    tail++;
  }
  const middle = { before: before.slice(head, before.length - tail), after: after.slice(head, after.length - tail) };
  const cells = middle.before.length * middle.after.length;
  const inner = cells > MAX_CELLS ? greedy(middle.before, middle.after) : longest(middle.before, middle.after);
  inner.forEach((index, at) => {
    if (index >= 0) kept[head + at] = head + index;
  });
  return kept;
}

/** Longest common subsequence by dynamic programming. */
function longest(before: readonly string[], after: readonly string[]): number[] {
  const kept = new Array<number>(after.length).fill(-1);
  const width = after.length + 1;
  const table = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      table[i * width + j] =
        before[i] === after[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) kept[j++] = i++;
    else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) i++;
    else j++;
  }
  return kept;
}

/** Each new line takes the next equal old one behind the last taken. */
function greedy(before: readonly string[], after: readonly string[]): number[] {
  const places = new Map<string, number[]>();
  before.forEach((line, index) => {
    const known = places.get(line);
    if (known) known.push(index);
    else places.set(line, [index]);
  });
  let last = -1;
  return after.map((line) => {
    const next = places.get(line)?.find((index) => index > last);
    if (next === undefined || next - last > 50) return -1;
    last = next;
    return next;
  });
}
