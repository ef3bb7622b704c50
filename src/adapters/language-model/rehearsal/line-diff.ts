/** Lines `start` to `end` (exclusive) of the old text become `lines`. */
export type LineChange = { readonly start: number; readonly end: number; readonly lines: readonly string[] };

/** The changes that lead from one list of lines to another, in order, with a longest common subsequence kept. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [old, fresh] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  return changesBetween(old, fresh).map((change) => ({
    ...change,
    start: change.start + head,
    end: change.end + head,
  }));
}

function changesBetween(old: readonly string[], fresh: readonly string[]): LineChange[] {
  const common = commonLengths(old, fresh);
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      i++;
      j++;
      continue;
    }
    const [start, from] = [i, j];
    while ((i < old.length || j < fresh.length) && !(i < old.length && j < fresh.length && old[i] === fresh[j])) {
      if (j >= fresh.length || (i < old.length && at(common, i + 1, j) >= at(common, i, j + 1))) i++;
      else j++;
    }
    changes.push({ start, end: i, lines: fresh.slice(from, j) });
  }
  return changes;
}

/** `[i][j]`: length of the longest common subsequence of what is left from line i and line j on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      table[i]![j] =
        old[i] === fresh[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
