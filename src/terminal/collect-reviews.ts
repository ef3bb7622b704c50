import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { reviewTableIn } from "../adapters/read-ratings";
import { BudgetReached } from "../engine/budget";
import { csvLine, REVIEW_COLUMNS, reviewLine } from "../research/calibration/review-table";
import type { Review } from "../research/review";
import { say, type Terminal } from "./context";
import { Exit, exitOfError, UsageError } from "./exit-code";

/** How one paper is reviewed, and what all that was asked so far has cost in US dollars. */
export type Reviewing = {
  readonly review: (paper: string) => Promise<Review>;
  readonly spent: () => Promise<number>;
};

/**
 * Reviews every PDF of a folder, in the order of their names, into a table that `calibrate` reads: a row is written as soon as its review is
 * there, and a paper that has a row is not asked about again. A paper that cannot be reviewed is said and left out; exit 1 then.
 */
export async function collectReviews(
  terminal: Terminal,
  folder: string,
  table: string,
  { review, spent }: Reviewing,
): Promise<Exit> {
  const papers = (await readdir(folder)).filter((name) => /\.pdf$/i.test(name)).sort();
  if (papers.length === 0) throw new UsageError(`There is no PDF in ${folder}.`);
  let { text, ...begun } = await begin(table);
  const left = papers.filter((name) => !begun.ids.has(idOf(name)));
  say(terminal, `${papers.length} papers, ${papers.length - left.length} of them reviewed already.`);
  let failed = 0;
  for (const [place, name] of left.entries()) {
    terminal.signal.throwIfAborted();
    try {
      const found = await review(join(folder, name));
      text += `${reviewLine(idOf(name), found, begun.columns)}\n`;
      await replace(table, text);
      const { Overall, Decision } = found.form;
      const cost = (await spent()).toFixed(2);
      say(terminal, `${place + 1} of ${left.length} ${name}: ${Overall} of 10, ${Decision}; $${cost} so far`);
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

function isOfThisPaper(error: unknown): boolean {
  return error instanceof Error && error.name !== "ModelFailure" && exitOfError(error) === Exit.failed;
}

function idOf(name: string): string {
  return basename(name, extname(name));
}

type Begun = { readonly text: string; readonly columns: readonly string[]; readonly ids: ReadonlySet<string> };

/** What the table holds; one that is not there yet is begun with the published columns. */
async function begin(table: string): Promise<Begun> {
  const found = await readFile(table, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const text = found.trim() === "" ? `${csvLine(REVIEW_COLUMNS)}\n` : found.replace(/\n?$/, "\n");
  return { text, ...reviewTableIn(table, text) };
}

/** The table is whole at any moment: a row that was written by half would take the rows below it with it. */
async function replace(table: string, text: string): Promise<void> {
  await writeFile(`${table}.part`, text);
  await rename(`${table}.part`, table);
}
