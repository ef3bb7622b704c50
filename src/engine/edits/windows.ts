/** Where in `lines` all of `wanted` stand one below the other. */
export function windows(lines: readonly string[], wanted: readonly string[]): number[] {
  let pivot = 0;
  wanted.forEach((line, index) => {
    if (line.length > wanted[pivot]!.length) pivot = index;
  });
  const starts: number[] = [];
  for (let start = 0; start + wanted.length <= lines.length; start++) {
    if (lines[start + pivot] !== wanted[pivot]) continue;
    let same = 0;
    while (same < wanted.length && lines[start + same] === wanted[same]) same++;
    if (same === wanted.length) starts.push(start);
  }
  return starts;
}
