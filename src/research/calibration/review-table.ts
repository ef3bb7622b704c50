import { csvField } from "../csv";
import { type Review, ReviewForm } from "../review";

/** The columns of the published tables of reviews: the paper, then the form. */
export const REVIEW_COLUMNS: readonly string[] = ["paper_id", ...Object.keys(ReviewForm.shape)];

/**
 * One line of a table with these columns, without its end; lists are JSON, which is how Python reads a list too. The decision is the
 * model's own: what a calibration made of its score is not what the next is measured by.
 */
export function reviewLine(paper: string, { form, acceptance }: Review, columns: readonly string[]): string {
  const said = { ...form, Decision: acceptance?.ownDecision ?? form.Decision };
  const cells = Object.entries(said).map(([name, value]) => [name, cellOf(value)] as const);
  const known = new Map<string, string>([["paper_id", paper], ...cells]);
  return csvLine(columns.map((column) => known.get(column) ?? ""));
}

export function csvLine(cells: readonly string[]): string {
  return cells.map(csvField).join(",");
}

function cellOf(value: string | number | boolean | readonly string[]): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
