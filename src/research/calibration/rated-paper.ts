/** A paper that humans decided about and a reviewer scored. */
export type RatedPaper = {
  readonly id: string;
  readonly accepted: boolean;
  /** What the human referees gave; may be empty. */
  readonly ratings: readonly number[];
  /** The reviewer's Overall, a mean over an ensemble perhaps. */
  readonly overall: number;
  /** The reviewer's own word, where it is known. */
  readonly saidAccept?: boolean | undefined;
};

/** The human decision as the published tables write it; undefined for what was never decided (“Unknown”, withdrawn). */
export function decisionIn(text: string): boolean | undefined {
  if (/^\s*accept/i.test(text)) return true;
  return /reject/i.test(text) ? false : undefined;
}

/** A number as the tables write it: `6`, `6.0`, and of a list the mean (`[5, 6]`); undefined for an empty cell or words. */
export function numberIn(cell: string): number | undefined {
  const list = /^\s*\[(.*)\]\s*$/.exec(cell)?.[1];
  const parts = (list ?? cell).split(",").map((part) => part.trim());
  if (list === undefined && parts.length > 1) return undefined;
  const values = parts.filter((part) => part !== "").map(Number);
  if (values.length === 0 || !values.every(Number.isFinite)) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
