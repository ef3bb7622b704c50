import type { Problem } from "../research/problem";
import { LINT_SOURCE } from "./rule";

export const TOO_MANY_PAGES = "too-many-pages";

/** Undefined as long as the PDF is no longer than the limit, or there is none; 0 is no limit. */
export function pageLimitMessage(pages: number | undefined, limit = 0): string | undefined {
  if (limit === 0 || pages === undefined || pages <= limit) return undefined;
  return `The PDF has ${pages} pages; ${limit} are allowed.`;
}

/** The same of a PDF that was just made, at the head of its source. */
export function pageLimitProblems(file: string, pages: number | undefined, limit: number): Problem[] {
  const message = pageLimitMessage(pages, limit);
  if (message === undefined) return [];
  const place = { file, line: 1, column: 1, endColumn: 1 };
  return [{ ...place, rule: TOO_MANY_PAGES, severity: "error", source: LINT_SOURCE, message }];
}
