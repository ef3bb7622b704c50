import type { Slot } from "./campaign-event";

/**
 * So many slots, spread evenly over the places as `compute.place` names them. Those of this machine see one of `gpus` each, in turn,
 * where some are named.
 */
export function slotsOver(count: number, places: readonly string[], gpus: readonly number[] = []): Slot[] {
  const made = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const place = places[index % places.length]!;
    const number = made.get(place) ?? 0;
    made.set(place, number + 1);
    if (place !== "local" || gpus.length === 0) return { name: `${place} ${number + 1}`, place };
    const gpu = gpus[number % gpus.length]!;
    const round = Math.floor(number / gpus.length);
    return { name: `gpu ${gpu}${round === 0 ? "" : ` (${round + 1})`}`, place, gpu };
  });
}
