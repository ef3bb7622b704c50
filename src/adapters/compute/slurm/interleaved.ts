/**
 * What several sources give, as it comes, each with the index of its source, until all are done. Whoever stops taking, or `signal`,
 * aborts the signal that the sources were begun with.
 */
export async function* interleaved<Item>(
  begin: (signal: AbortSignal) => readonly AsyncGenerator<Item>[],
  signal: AbortSignal,
): AsyncGenerator<readonly [index: number, item: Item]> {
  const left = new AbortController();
  const sources = begin(AbortSignal.any([signal, left.signal]));
  const next = async (index: number) => ({ index, taken: await sources[index]!.next() });
  const coming = new Map(sources.map((_, index) => [index, next(index)]));
  try {
    while (coming.size > 0) {
      const { index, taken } = await Promise.race(coming.values());
      if (taken.done) coming.delete(index);
      else {
        yield [index, taken.value];
        coming.set(index, next(index));
      }
    }
  } finally {
    left.abort();
    await Promise.allSettled(coming.values());
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
}
