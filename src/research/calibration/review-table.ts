import { csvField } from "../csv";
import type { FilledForm } from "../filled-form";
import { ownDecisionOf, type Review } from "../review";
import type { ReviewFormKind } from "../review-form";

/** Who made the reviews of a table, told with each row: a chance holds for one model with one form and one way of filling it. */
export const REVIEWER_COLUMNS = ["reviewer_model", "review_form", "review_way"] as const;

/** The columns of the published tables of reviews, the paper and then the form; and by whom it was filled. */
export function reviewColumns({ fields }: ReviewFormKind): string[] {
  return ["paper_id", ...fields.map(({ name }) => name), ...REVIEWER_COLUMNS];
}

/**
 * One line of a table with these columns, without its end; lists are JSON, which is how Python reads a list too. The decision is the
 * model's own: what a calibration made of its score is not what the next is measured by.
 */
export function reviewLine(paper: string, review: Review, columns: readonly string[]): string {
  const { kind, way, form, model } = review;
  const decided = kind.decision?.field ?? "Decision";
  const ownDecision = review.acceptance?.ownDecision ?? ownDecisionOf(review);
  const known = new Map<string, string>([
    ["paper_id", paper],
    ...Object.entries(form).map(([name, said]) => [name, cellOf(said)] as const),
    ...(review.acceptance || !kind.decision ? ([[decided, ownDecision]] as const) : []),
    ...([model, kind.name, way] as const).map((said, place) => [REVIEWER_COLUMNS[place]!, said] as const),
  ]);
  return csvLine(columns.map((column) => known.get(column) ?? ""));
}

export function csvLine(cells: readonly string[]): string {
  return cells.map(csvField).join(",");
}

function cellOf(said: FilledForm[string]): string {
  if (typeof said === "boolean") return said ? "True" : "False";
  if (!Array.isArray(said)) return String(said);
  return JSON.stringify(said.map((entry) => (typeof entry === "string" ? entry : entry.text)));
}
