import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { REVIEW_FORMS } from "../research/review-forms";

/** The settings that `--form` and `--way` stand for. A file is looked for where the command is typed, not in the project. */
export function reviewerSettings({
  form,
  way,
}: {
  readonly form?: string;
  readonly way?: string;
}): Record<string, string> {
  const named = form !== undefined && !Object.hasOwn(REVIEW_FORMS, form) && existsSync(form) ? resolve(form) : form;
  return {
    ...(named !== undefined && { "paper.reviewForm": named }),
    ...(way !== undefined && { "paper.reviewWay": way }),
  };
}
