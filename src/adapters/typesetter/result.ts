import { readFile, stat } from "node:fs/promises";
import { join, posix, relative } from "node:path";
import type { Typeset } from "../../engine/ports/typesetter";
import { problemsInBlg } from "../../latex/bibtex-log";
import { isUndefinedName, LATEX_SOURCE, pagesIn, problemsInLog } from "../../latex/compile-log";
import { bibliographiesNamedIn } from "../../latex/paper";
import { placedInSource } from "../../latex/place-in-source";
import type { Problem } from "../../research/problem";
import { besideLog, type Job, logText } from "./job";
import type { ToolEnd } from "./run-tool";
import { installInstruction } from "./tools";

/** What came of it: the PDF if it is new and whole, and everything that LaTeX and BibTeX said, where the author has to look. */
export async function resultOf(
  job: Job,
  end: ToolEnd,
  warnings: readonly Problem[],
  directory: string,
  seconds: number,
): Promise<Typeset> {
  const { source, text } = job;
  const log = await logText(job);
  const blg = await readFile(besideLog(job, "blg"), "latin1").catch(() => "");
  const bbl = await readFile(besideLog(job, "bbl"), "utf8").catch(() => "");
  const told = placedInSource(
    [...problemsInLog(log, { root: source }), ...problemsInBlg(blg, { root: source })],
    source,
    text,
    bbl,
    await bibliographiesOf(job),
  );
  const problems = [...warnings, ...told, ...problemsOfEnd(end, source, told, seconds)];
  const pages = pagesIn(log);
  const fresh =
    end.type === "ended" && pages !== undefined && (await isNewer(besideLog(job, "pdf"), join(directory, source)));
  if (!fresh) return { pdf: undefined, pages: undefined, problems };
  const made = relative(directory, besideLog(job, "pdf")).replaceAll("\\", "/");
  if (problems.some(spoilsPdf)) return { pdf: undefined, draft: made, pages: undefined, problems };
  const places = `${besideLog(job, "synctex")}.gz`;
  const there = await isNewer(places, join(directory, source));
  return { pdf: made, ...(there ? { places: made.replace(/pdf$/, "synctex.gz") } : {}), pages, problems };
}

/** What the reference list was made of, by the names that problems have; what is not there was said. */
async function bibliographiesOf({ document, source, folder }: Job): Promise<Record<string, string>> {
  const names = bibliographiesNamedIn(document);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8").catch(() => "")));
  return Object.fromEntries(names.map((name, index) => [posix.join(posix.dirname(source), name), texts[index]!]));
}

/** A PDF with a question mark for a reference can be read; one in which TeX had to invent something cannot be trusted. */
function spoilsPdf({ source, severity, rule }: Problem): boolean {
  return source === LATEX_SOURCE && severity === "error" && !isUndefinedName(rule);
}

function problemsOfEnd(end: ToolEnd, source: string, told: readonly Problem[], seconds: number): Problem[] {
  if (end.type === "timed-out")
    return failed(source, "time-limit", `LaTeX did not end within ${seconds} s and was stopped.`).problems.slice();
  if (end.type === "flooded")
    return failed(
      source,
      "endless-log",
      "LaTeX printed without end and was stopped; some macro loops.",
    ).problems.slice();
  if (end.type === "missing")
    return failed(source, "no-latex", installInstruction("latex", process.platform)).problems.slice();
  if (end.type === "ended" && end.exitCode !== 0 && !told.some(({ severity }) => severity === "error"))
    return failed(
      source,
      "latex-error",
      `LaTeX ended with exit code ${end.exitCode} and does not say why.`,
    ).problems.slice();
  return [];
}

/** No PDF, for one reason that is not in any log. */
export function failed(source: string, rule: string, message: string): Typeset {
  const problem: Problem = {
    file: source,
    line: 1,
    column: 1,
    endColumn: 1,
    rule,
    severity: "error",
    source: LATEX_SOURCE,
    message,
  };
  return { pdf: undefined, pages: undefined, problems: [problem] };
}

async function isNewer(made: string, source: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(made).catch(() => undefined), stat(source).catch(() => undefined)]);
  return one !== undefined && other !== undefined && one.mtimeMs >= other.mtimeMs;
}
