import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { reviewTableIn } from "../adapters/read-ratings";
import { BudgetReached } from "../engine/budget";
import { PaperUnreadable } from "../engine/ports/paper-reader";
import type { Reviewer } from "../research/calibration/acceptance";
import { csvLine, reviewColumns, reviewLine } from "../research/calibration/review-table";
import { bestOverallOf, decisionOf, overallOf, type Review } from "../research/review";
import type { ReviewFormKind } from "../research/review-form";
import { say, type Terminal } from "./context";
import { Exit, exitOfError, UsageError } from "./exit-code";
import { requireWritable } from "./out-file";

/** How one paper is reviewed, and what all that was asked so far has cost in US dollars. */
export type Reviewing = {
  readonly review: (paper: string) => Promise<Review>;
  readonly spent: () => Promise<number>;
  readonly kind: ReviewFormKind;
  /** The reviewer as its rows will name it. */
  readonly reviewer: Reviewer;
};

/**
 * Reviews every PDF of a folder, in the order of their names, into a table that `calibrate` reads: a row is written as soon as its review is
 * there, and a paper that has a row is not asked about again. A paper that cannot be reviewed is said and left out; exit 1 then.
 */
export async function collectReviews(
  terminal: Terminal,
  folder: string,
  table: string,
  { review, spent, kind, reviewer }: Reviewing,
): Promise<Exit> {
  const papers = (await readdir(folder)).filter((name) => /\.pdf$/i.test(name)).sort();
  if (papers.length === 0) throw new UsageError(`There is no PDF in ${folder}.`);
  await requireWritable("--collect", table);
  let { text, ...begun } = await begin(table, kind);
  requireSameReviewer(table, begun.reviewers, reviewer);
  const left = papers.filter((name) => !begun.ids.has(idOf(name)));
  say(
    terminal,
    `${papers.length} paper${papers.length === 1 ? "" : "s"}, ${papers.length - left.length} of them reviewed already.`,
  );
  let failed = 0;
  for (const [place, name] of left.entries()) {
    terminal.signal.throwIfAborted();
    try {
      const found = await review(join(folder, name));
      text += `${reviewLine(idOf(name), found, begun.columns)}\n`;
      await replace(table, text);
      const cost = (await spent()).toFixed(2);
      say(terminal, `${place + 1} of ${left.length} ${name}: ${told(found)}; $${cost} so far`);
    } catch (error) {
      // What ends all of them is no matter of this paper.
      if (error instanceof BudgetReached || terminal.signal.aborted || !isOfThisPaper(error)) throw error;
      failed += 1;
      say(terminal, `${place + 1} of ${left.length} ${name}: not reviewed. ${(error as Error).message}`);
    }
  }
  terminal.out.write(`${table}\n`);
  return failed > 0 ? Exit.failed : Exit.done;
}

function told(review: Review): string {
  return `${overallOf(review)} of ${bestOverallOf(review)}, ${decisionOf(review)}`;
}

/** Rows of two reviewers in one table would be measured as one. */
function requireSameReviewer(table: string, there: readonly Reviewer[], { model, form, way }: Reviewer): void {
  const other = there.find((one) => one.model !== model || one.form !== form || one.way !== way);
  if (!other) return;
  throw new UsageError(
    `${table} holds reviews by ${other.model} with the form ${other.form} in the way “${other.way}”; these would be by ${model} with the form ${form} in the way “${way}”. Collect them into another table.`,
  );
}

function isOfThisPaper(error: unknown): boolean {
  if (error instanceof PaperUnreadable) return true;
  return error instanceof Error && error.name !== "ModelFailure" && exitOfError(error) === Exit.failed;
}

function idOf(name: string): string {
  return basename(name, extname(name));
}

type Begun = { readonly text: string } & ReturnType<typeof reviewTableIn>;

/** What the table holds; one that is not there yet is begun with the columns of the form. */
async function begin(table: string, kind: ReviewFormKind): Promise<Begun> {
  const found = await readFile(table, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const text = found.trim() === "" ? `${csvLine(reviewColumns(kind))}\n` : found.replace(/\n?$/, "\n");
  return { text, ...reviewTableIn(table, text, kind.overall) };
}

/** The table is whole at any moment: a row that was written by half would take the rows below it with it. */
async function replace(table: string, text: string): Promise<void> {
  await writeFile(`${table}.part`, text);
  await rename(`${table}.part`, table);
}
