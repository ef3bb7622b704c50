import { stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { typesetterOf } from "../adapters/open-lab";
import { openModels } from "../adapters/open-models";
import { Ledger } from "../adapters/project/ledger";
import { LiveJournals } from "../adapters/project/live-journals";
import { type ReviewDesk, reviewAnyPaper } from "../adapters/project/review-any-paper";
import { readReviewForm } from "../adapters/read-review-form";
import { capsOf, readSettings } from "../adapters/settings";
import { pageLimitProblems } from "../latex/page-limit";
import { describeProblem } from "../research/problem";
import type { ReviewFormKind } from "../research/review-form";
import { collectReviews } from "./collect-reviews";
import { type CommonOptions, modelSources, printJson, say, sayRetry, settingsFor, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";
import { type MutantOptions, mutants } from "./mutants";
import { reviewLines } from "./review-lines";
import { reviewerSettings } from "./reviewer-settings";

/** The PDF's path and what went wrong on the way to it. No PDF or an error: exit 1; no LaTeX: exit 3. */
export async function compile(terminal: Terminal, paper: string, options: CommonOptions): Promise<Exit> {
  const path = await texFile(paper);
  const settings = readSettings(await settingsFor(terminal, undefined, options));
  const typesetter = typesetterOf(dirname(path), settings);
  const { tool, instruction } = await typesetter.available();
  const onWait = (isWaiting: boolean) =>
    isWaiting && say(terminal, "Waiting for another window that compiles this paper…");
  const { pdf, pages, problems: found } = await typesetter.compile(basename(path), terminal.signal, onWait);
  const told = found.map((problem) => (problem.file === basename(path) ? { ...problem, file: paper } : problem));
  const problems = [...told, ...pageLimitProblems(paper, pages, settings["paper.pageLimit"])];
  const full = pdf && join(dirname(path), pdf);
  if (options.json) printJson(terminal, { pdf: full ?? null, pages: pages ?? null, problems });
  else {
    for (const problem of tool ? problems : []) say(terminal, describeProblem(problem));
    terminal.out.write(full ? `${full}\n` : "");
  }
  if (!tool) say(terminal, instruction);
  if (!tool) return Exit.missing;
  return full && !problems.some(({ severity }) => severity === "error") ? Exit.done : Exit.failed;
}

/** The absolute path of a LaTeX file that is there. */
async function texFile(paper: string): Promise<string> {
  const found = await stat(paper).catch(() => undefined);
  if (!found) throw new UsageError(`There is no file ${paper}.`);
  if (!found.isFile() || !/\.tex$/i.test(paper)) throw new UsageError(`${paper} is not a .tex file.`);
  return resolve(paper);
}

/** `form` and `way` are what the settings say unless they are told. */
export type ReviewerOptions = CommonOptions & { readonly form?: string; readonly way?: string };
export type ReviewOptions = ReviewerOptions & { readonly collect?: string };

/** The review of any PDF or LaTeX paper, as JSON; of a folder of PDFs a table, with `--collect`. */
export async function review(terminal: Terminal, paper: string, options: ReviewOptions): Promise<Exit> {
  const many = (await stat(paper).catch(() => undefined))?.isDirectory() === true;
  if (many !== (options.collect !== undefined))
    throw new UsageError("A folder of papers is reviewed into a table: review <folder> --collect <csv>.");
  const folder = many ? resolve(paper) : dirname(resolve(paper));
  const desk = await reviewDesk(terminal, folder, options);
  if (options.collect !== undefined) {
    const { kind } = desk;
    const way = desk.settings["paper.reviewWay"];
    const { reviewer } = await desk.models();
    const reviewing = {
      ...{ kind, reviewer: { model: reviewer.name, form: kind.name, way } },
      review: (one: string) => reviewAnyPaper(one, desk),
      spent: () => desk.ledger.spentInAll(),
    };
    return collectReviews(terminal, folder, options.collect, reviewing);
  }
  const found = await reviewAnyPaper(paper, desk);
  for (const line of reviewLines(found)) say(terminal, line);
  printJson(terminal, found);
  return Exit.done;
}

/** How often the reviewer notices that a paper was made worse. */
export async function judgeMutants(
  terminal: Terminal,
  papers: readonly string[],
  options: MutantOptions,
): Promise<Exit> {
  for (const paper of papers) await texFile(paper);
  const desk = await reviewDesk(terminal, dirname(resolve(papers[0]!)), options, TEXT_ALONE);
  return mutants(terminal, papers, options, (paper) => reviewAnyPaper(paper, desk));
}

/** Copies of a paper lie elsewhere than it does: nothing beside the text may tell them apart. */
const TEXT_ALONE = { "paper.reviewEvidence": false };

async function reviewDesk(
  terminal: Terminal,
  folder: string,
  options: ReviewerOptions,
  more: Readonly<Record<string, unknown>> = {},
): Promise<ReviewDesk & { ledger: Ledger; kind: ReviewFormKind }> {
  const settings = readSettings({
    ...(await settingsFor(terminal, undefined, options)),
    ...reviewerSettings(options),
    ...more,
  });
  const kind = await readReviewForm(settings, folder);
  return {
    ...{ folder, settings, kind, signal: terminal.signal },
    models: () => openModels(settings, modelSources(terminal, undefined)),
    journals: new LiveJournals((retry) => sayRetry(terminal, retry)),
    ledger: new Ledger(folder),
    caps: () => capsOf(settings),
  };
}
