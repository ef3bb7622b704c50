import type { ParameterAxis } from "../contract/experiments";
import { shortNumber } from "./format";

/** An axis with where each run's value stands on it, from 0 below to 1 above, and what is written beside it. */
export type PlacedAxis = {
  readonly name: string;
  readonly kind: ParameterAxis["kind"];
  readonly places: ReadonlyMap<string, number>;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
};

/** Numbers by size, by their logarithm where they span more than a factor of 50; words in the order of the alphabet, evenly. */
export function placed({ name, kind, values }: ParameterAxis): PlacedAxis {
  const entries = Object.entries(values);
  const numbers = entries.flatMap(([key, value]) => (typeof value === "number" ? [[key, value] as const] : []));
  const { places, ticks } =
    numbers.length === entries.length ? byNumber(numbers, kind === "metric" ? 2 : FEW) : byWord(entries);
  return { name, kind, places, ticks };
}

function byNumber(entries: readonly (readonly [string, number])[], most: number) {
  const values = entries.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = low > 0 && high / low > 50 ? Math.log : (value: number) => value;
  const span = scale(high) - scale(low);
  const place = (value: number) => (span === 0 ? 0.5 : (scale(value) - scale(low)) / span);
  const distinct = [...new Set(values)].sort((one, other) => one - other);
  const shown = distinct.length <= most ? distinct : [low, high];
  const ticks = shown.map((value) => ({ at: place(value), text: shortNumber(value) }));
  return { places: new Map(entries.map(([key, value]) => [key, place(value)])), ticks: apart(ticks) };
}

/** So many values are all written beside an axis. */
const FEW = 6;

function byWord(entries: readonly (readonly [string, string | number])[]) {
  const words = [...new Set(entries.map(([, value]) => String(value)))].sort();
  const place = (word: string) => (words.length === 1 ? 0.5 : words.indexOf(word) / (words.length - 1));
  return {
    places: new Map(entries.map(([key, value]) => [key, place(String(value))])),
    ticks: words.map((text) => ({ at: place(text), text })),
  };
}

/** Leaves out what would be written over what is below it; the highest always stays. */
function apart(ticks: readonly { at: number; text: string }[]) {
  const top = ticks.at(-1)?.at ?? 1;
  let last = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ at }, index) => {
    const fits =
      index === ticks.length - 1 || (at - last >= CLOSE && top - at >= CLOSE) || (index === 0 && top - at >= CLOSE);
    if (fits) last = at;
    return fits;
  });
}

const CLOSE = 0.08;
