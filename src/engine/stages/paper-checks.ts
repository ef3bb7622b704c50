import { type ClaimLibrary, claimProblemsInPart } from "../../latex/claim-problems";
import { bodyProblems, citationsIn } from "../../latex/sections";
import type { Figure } from "../../research/figure";
import { plainTitle } from "../../research/plain-title";
import type { Problem } from "../../research/problem";
import { PAPER_SOURCE } from "../paper-source";
import { bibEntriesIn, type PaperContext, paperQuestion } from "../prompts/write-paper";
import type { ChangeQuestion } from "./answer-request";

/** What makes a section unusable: LaTeX that cannot stand there, keys that do not exist, figures that nobody drew. */
export function sectionCheck(paper: PaperContext): (body: string) => readonly string[] {
  const keys = new Set(paper.bibliography.map(({ key }) => key));
  const files = new Set(paper.figures.map(({ path }) => path));
  return (body) => [
    ...bodyProblems(body),
    ...unknownKeys(body, keys),
    ...unknownFigures(body, files, paper.figures),
    ...placeholders(body),
    ...onlyComments(body),
  ];
}

/** What a request about a hunk of the paper is asked with; the revised paper is held to what holds for a section. */
export function revisionOfPaper(paper: PaperContext): ChangeQuestion {
  const check = sectionCheck(paper);
  return {
    ...paperQuestion(paper, ""),
    check: (after) => {
      const text = after[PAPER_SOURCE] ?? "";
      const problems = check(text).map((problem) => problem.replace(/^Line \d+: /, ""));
      return [...problems, ...strangeEntries(paper.bibliography, text)];
    },
  };
}

export function unknownKeys(body: string, keys: ReadonlySet<string>): string[] {
  const strangers = [...new Set(citationsIn(body))].filter((key) => !keys.has(key));
  return strangers.map(
    (key) => `\\cite key “${key}” is not in the reference table. Use one that is, or drop the citation.`,
  );
}

/** Entries that an edit brings in, or makes those of another work. A broken one may be mended: its title was read too short, or too long. */
export function strangeEntries(known: PaperContext["bibliography"], after: string): string[] {
  return bibEntriesIn(after).flatMap(({ key, title }) => {
    const titles = known.filter((one) => one.key === key).map((one) => plainTitle(one.title));
    if (titles.length === 0)
      return [`The bibliography's entry “${key}” (“${title}”) is new. Entries come from records alone: leave it out.`];
    const is = plainTitle(title);
    const isSame = titles.some((was) => was === is || (is !== "" && (was.startsWith(is) || is.startsWith(was))));
    return isSame ? [] : [`The entry “${key}” has another title, “${title}”. What a work is called stays as it is.`];
  });
}

/** Different works that a paper cites and that its bibliography has. */
export function citedWorks(source: string): string[] {
  const known = new Set(bibEntriesIn(source).map(({ key }) => key));
  return [...new Set(citationsIn(source))].filter((key) => known.has(key));
}

function unknownFigures(body: string, files: ReadonlySet<string>, figures: readonly Figure[]): string[] {
  const used = [...body.matchAll(/\\includegraphics(?:\[[^\]]*\])?\{([^}]*)\}/g)].map((match) => match[1] ?? "");
  const strangers = used.filter((path) => !files.has(path.replace(/^(\.\.?\/)+/, "")));
  return strangers.map(
    (path) => `There is no figure “${path}”. The figures are ${figures.map((figure) => figure.path).join(", ")}.`,
  );
}

function placeholders(body: string): string[] {
  return /PLACEHOLDER|TITLE HERE|\bTODO\b/.test(body) ? ["A placeholder is left in the text."] : [];
}

/** A sketch in comments is no section. */
function onlyComments(body: string): string[] {
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  const isSketch = lines.length > 0 && lines.every((line) => /^\s*(?:%|\\(?:label|vspace)\{[^}]*\}\s*$)/.test(line));
  return isSketch ? ["There is nothing but comments, and comments are not printed. Write the section."] : [];
}

/** What a careful reader would doubt; shown to the model in its reflection, never a reason to refuse. Each begins with the words it is about. */
export function doubtsAbout(body: string, library: ClaimLibrary): string[] {
  const claims = claimProblemsInPart(body, PAPER_SOURCE, library).map(
    (problem) => `“${wordsAt(body, problem)}”: ${problem.message}`,
  );
  const runs = [...body.matchAll(/\b[Rr]un[~ _]?\d+\b/g)].map(
    (match) => `“${match[0]}”: runs have human names in the paper.`,
  );
  return [...claims, ...runs];
}

function wordsAt(text: string, { line, column, endLine = line, endColumn }: Problem): string {
  const lines = text.split("\n").slice(line - 1, endLine);
  const last = lines.length - 1;
  const cut = lines.map((one, index) =>
    one.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined),
  );
  return cut.join(" ");
}
