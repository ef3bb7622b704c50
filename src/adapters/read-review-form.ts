import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readReviewFormText } from "../research/read-review-form";
import type { ReviewFormKind } from "../research/review-form";
import { REVIEW_FORMS } from "../research/review-forms";
import { type Settings, SettingsWrong } from "./settings";

/** The form that `paper.reviewForm` names: one that comes with us, or a file from the project's folder. */
export async function readReviewForm(settings: Settings, folder: string): Promise<ReviewFormKind> {
  const named = settings["paper.reviewForm"].trim();
  if (isBuiltIn(named)) return REVIEW_FORMS[named];
  if (named === "") return REVIEW_FORMS.neurips;
  const path = resolve(folder, named);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const there = Object.keys(REVIEW_FORMS).join(", ");
    throw new SettingsWrong(
      error.code === "ENOENT"
        ? `There is no review form “${named}”. The forms are: ${there}, or a JSON file that describes one; there is no file ${path}.`
        : `The review form ${path} cannot be read: ${error.message}.`,
    );
  });
  const read = readReviewFormText(text);
  if (read.ok) return read.kind;
  const problems = read.problems.map(({ line, message }) => `  line ${line}: ${message}`).join("\n");
  throw new SettingsWrong(
    `${path} describes no review form that can be used. Nothing was asked or changed.\n${problems}`,
  );
}

function isBuiltIn(name: string): name is keyof typeof REVIEW_FORMS {
  return Object.hasOwn(REVIEW_FORMS, name);
}
