/** Numbers by the name that they were given, in small letters. */
export type Values = ReadonlyMap<string, ReadonlySet<number>>;

export class Collected {
  readonly values = new Map<string, Set<number>>();

  add(name: string, numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    const known = this.values.get(name.toLowerCase()) ?? new Set();
    for (const number of numbers) known.add(number);
    this.values.set(name.toLowerCase(), known);
  }
}

export function merged(maps: readonly Values[]): Values {
  const collected = new Collected();
  for (const map of maps) for (const [name, values] of map) collected.add(name, [...values]);
  return collected.values;
}
