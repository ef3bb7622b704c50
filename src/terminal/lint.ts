import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { folderAbove, nearestResultsFolder } from "../adapters/nearest-results";
import { typesetterOf } from "../adapters/open-lab";
import { privateFolderName } from "../adapters/private-folder";
import { readResults } from "../adapters/read-results";
import { conventionsOf, readSettings } from "../adapters/settings";
import { lintPaperFile } from "../adapters/typesetter/lint-paper-file";
import { claimLibrary, isAboutClaim } from "../latex/claim-problems";
import { mergeProblems } from "../latex/merge";
import { whyNoPaper } from "../latex/no-paper";
import { describeProblem, type Problem } from "../research/problem";
import type { ReadPaper } from "../research/read-paper";
import { type CommonOptions, printJson, say, settingsFor, type Terminal } from "./context";
import { Exit, UsageError } from "./exit-code";
import { type LintResults, lintSummary, unreadLine } from "./lint-summary";
import { readClaims } from "./read-claims";

export type LintOptions = CommonOptions & {
  readonly results?: string;
  /** Whether a model reads the claims as well. */
  readonly readClaims?: boolean;
};

/** What our rules, the results and ChkTeX say about a paper, or about the paper of a folder. Findings of severity error: exit 1. */
export async function lint(terminal: Terminal, paper: string, options: LintOptions): Promise<Exit> {
  if (options.budget !== undefined && !options.readClaims)
    throw new UsageError("--budget is what a model that reads the claims may cost: it goes with --read-claims.");
  const file = await sourceOf(paper);
  const path = resolve(file);
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
  const why = whyNoPaper(text);
  if (why) throw new UsageError(`${file} ${why}`);
  const project = await folderAbove(path, 5, (names) => names.includes(privateFolderName));
  const settings = readSettings(await settingsFor(terminal, project, options));
  const conventions = { ...conventionsOf(settings), writtenWithAi: project !== undefined };
  const results = await resultsFor(path, options.results);
  for (const one of results.unread ?? []) say(terminal, `! ${unreadLine(results, one)}`);
  // ChkTeX works meanwhile.
  const [checked, ruled] = await Promise.all([
    typesetterOf(dirname(path), settings).check(basename(path), terminal.signal),
    lintPaperFile(path, file, conventions, results.library),
  ]);
  const read = options.readClaims
    ? await readClaims(terminal, { file, project, results: options.results }, options)
    : undefined;
  // What was read stands together with what the rules say of the same claims.
  const own = read ? [...ruled.problems.filter((one) => !isAboutClaim(one)), ...problemsOf(read)] : ruled.problems;
  const merged = mergeProblems([...own, ...checked.map((problem) => ({ ...problem, file }))]);
  const ignored = new Set(conventions.ignoredRules);
  const told = merged.filter(({ rule }) => !ignored.has(rule));
  const exit = report(terminal, told, options);
  // What was read has been summed up already; a program that reads JSON counts by itself.
  if (!options.json && !read) say(terminal, lintSummary(told, results, ruled.claims));
  return exit;
}

function problemsOf({ problems, notChecked }: ReadPaper): Problem[] {
  return [...problems, ...notChecked.map(({ problem }) => problem)];
}

/** The LaTeX file that is meant: itself, or the paper of a folder. */
async function sourceOf(paper: string): Promise<string> {
  const found = await stat(paper).catch(() => undefined);
  if (!found) throw new UsageError(`There is no file ${paper}.`);
  if (found.isFile() && /\.tex$/i.test(paper)) return paper;
  if (!found.isDirectory()) throw new UsageError(`${paper} is not a .tex file.`);
  const [only, ...others] = [...(await papersIn(paper)), ...(await papersIn(join(paper, "latex")))];
  if (only === undefined) throw new UsageError(`${paper} holds no LaTeX paper, and neither does its folder latex.`);
  if (others.length > 0)
    throw new UsageError(`${paper} holds several papers; name the one: ${[only, ...others].join(", ")}.`);
  return only;
}

async function papersIn(folder: string): Promise<string[]> {
  const sources = (await namesIn(folder)).filter((name) => name.endsWith(".tex")).map((name) => join(folder, name));
  const texts = await Promise.all(sources.map((source) => readFile(source, "utf8").catch(() => "")));
  return sources.filter((_, index) => /^[^%\n]*\\documentclass/m.test(texts[index]!));
}

/** What the claims are held against: the folder that was named, or the nearest with runs, up to two above the paper. */
async function resultsFor(path: string, named: string | undefined): Promise<LintResults> {
  if (named !== undefined) return resultsIn(named);
  const folder = await nearestResultsFolder(path);
  if (folder === undefined) return {};
  try {
    return await resultsIn(folder);
  } catch (error) {
    return { folder, unreadable: error instanceof Error ? error.message : String(error) };
  }
}

async function resultsIn(folder: string): Promise<LintResults> {
  const sources = await readResults(folder);
  return { folder, library: claimLibrary(sources), unread: sources.unread ?? [] };
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function report(terminal: Terminal, problems: readonly Problem[], { json }: CommonOptions): Exit {
  if (json) printJson(terminal, problems);
  else for (const problem of problems) terminal.out.write(`${describeProblem(problem)}\n`);
  return problems.some(({ severity }) => severity === "error") ? Exit.failed : Exit.done;
}
