import type { Environment } from "./pairing";

const LIST = /^(?:itemize|enumerate|description|compactitem|compactenum|inparaenum)\*?$/;

/** How many lists stand open at an offset. */
export function listDepth(environments: readonly Environment[]): (offset: number) => number {
  const lists = environments.filter(({ name }) => LIST.test(name));
  const turns = lists
    .flatMap(({ bodyStart, bodyEnd }) => [
      { at: bodyStart, by: 1 },
      { at: bodyEnd, by: -1 },
    ])
    .toSorted((one, other) => one.at - other.at);
  let depth = 0;
  const known = turns.map(({ at, by }) => ({ at, depth: (depth += by) }));
  return (offset) => {
    let low = 0;
    for (let high = known.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (known[middle]!.at <= offset) low = middle + 1;
      else high = middle;
    }
    return known[low - 1]?.depth ?? 0;
  };
}
