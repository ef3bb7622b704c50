import type { Idea } from "../../research/idea";

export type Ratings = Pick<Idea, "Interestingness" | "Feasibility" | "Novelty">;

/** Three numbers from 1 to 10, in this order, however they are parted; none at all is fine, anything else is undefined. */
export function ratingsIn(text: string): Ratings | undefined {
  const parts = text.split(/[\s,;/]+/).filter(Boolean);
  if (parts.length === 0) return {};
  const [Interestingness, Feasibility, Novelty] = parts.map(Number);
  const right = parts.length === 3 && parts.every((part) => Number(part) >= 1 && Number(part) <= 10);
  return right ? { Interestingness, Feasibility, Novelty } : undefined;
}
