/** One of several comparisons after the correction: its p-value among all of them, and the level that its interval is made at. */
export type Corrected = { readonly p: number; readonly alpha: number };

/**
 * Holm's step-down correction (1979): the chance of calling any of the differences real that is none stays below `alpha`, whatever
 * depends on whatever. Of m p-values in ascending order the k-th is held against alpha/(m-k+1), until one does not pass; those
 * after it are held against what that one was. The interval at the level that is given excludes zero exactly when it passes.
 */
export function holm(ps: readonly number[], alpha = 0.05): Corrected[] {
  const order = ps.map((p, index) => ({ p, index })).sort((one, other) => one.p - other.p);
  const corrected: Corrected[] = [];
  let [highest, left, stopped] = [0, ps.length, false];
  for (const [rank, { p, index }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (ps.length - rank) * p));
    if (!stopped) left = ps.length - rank;
    corrected[index] = { p: highest, alpha: alpha / left };
    stopped ||= p > alpha / left;
  }
  return corrected;
}
