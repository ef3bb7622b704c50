import type { Span } from "../span";

/** The text with each span replaced; the spans do not overlap. What is put in where another begins comes before it. */
export function splice(text: string, changes: readonly (Span & { readonly by: string })[]): string {
  return changes
    .toSorted((one, other) => other.start - one.start || other.end - one.end)
    .reduce((changed, { start, end, by }) => changed.slice(0, start) + by + changed.slice(end), text);
}
