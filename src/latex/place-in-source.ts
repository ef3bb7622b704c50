import { literally } from "../research/literally";
import type { Problem } from "../research/problem";
import { carriedBibliographies, entriesIn } from "./bib-entries";
import { citationsOf, labelsOf, referencesOf } from "./citations";
import { commandsNamed, type LatexDocument, parseLatex, positionAt } from "./document";
import { figuresOf } from "./figures";
import type { Span } from "./span";
import { TABULAR } from "./tabular";

/** What `filecontents` without a star writes above the matter. */
const FILECONTENTS_HEADER_LINES = 4;

/**
 * Moves problems of LaTeX and BibTeX to where the author has to look. What is wrong in a file that `filecontents` wrote, or
 * in the `.bbl`, is wrong in the source; and TeX knows lines at best, where the source knows the very key.
 * `bbl` is the text of the reference list that BibTeX made, if there is one, and `bibliographies` what it was made of, by file.
 */
export function placedInSource(
  problems: readonly Problem[],
  root: string,
  text: string,
  bbl = "",
  bibliographies: Readonly<Record<string, string>> = {},
): Problem[] {
  const document = parseLatex(text, root);
  const placed = problems.map((problem) => {
    if (problem.file === root) return narrowed(asTable(problem, document), document);
    const carried = inCarried(problem, document);
    if (carried) return { ...problem, ...placeOf(document, carried), file: root };
    if (!problem.file.endsWith(".bbl")) return problem;
    return inReferences(problem, document, bbl, bibliographies);
  });
  // Where TeX stopped in the reference list, it has not come to the entries, which are there.
  const isThere = ({ rule, message }: Problem) =>
    rule === "undefined-citation" && keysIn(bbl).includes(/“([^”]+)”/.exec(message)?.[1] ?? "");
  return charactersTogether(placed.filter((problem) => !isThere(problem)));
}

/** TeX tells of each character that it cannot print; an entry in another script is one mistake. */
function charactersTogether(problems: readonly Problem[]): Problem[] {
  const known = new Map<string, Problem>();
  for (const problem of problems) {
    const { file, line, column, rule, message } = problem;
    const isOfEntry = rule === "unprintable-character" && message.startsWith(IN_REFERENCES);
    const key = isOfEntry ? `${file}:${line}:${column}` : String(known.size);
    const before = known.get(key);
    const character = /“([^”]+)”/.exec(message)?.[1];
    known.set(key, before ? { ...before, message: before.message.replace("”", `${character}”`) } : problem);
  }
  return [...known.values()];
}

const IN_REFERENCES = "In the references: ";

/** A problem of the root with a line alone, or not even that, gets the place of what it is about. */
function narrowed(problem: Problem, document: LatexDocument): Problem {
  if (problem.endColumn > problem.column && problem.evidence === undefined) return problem;
  const place = subjectOf(problem, document);
  if (place) return { ...problem, ...placeOf(document, place) };
  const start = document.lineStarts[problem.line - 1] ?? document.text.length;
  const line = /^[^\r\n]*/.exec(document.text.slice(start))![0];
  const indent = /^\s*/.exec(line)![0].length;
  return { ...problem, column: Math.min(indent, line.length) + 1, endColumn: line.trimEnd().length + 1 };
}

/** What sticks out of the margin in a table is the table. */
function asTable(problem: Problem, document: LatexDocument): Problem {
  if (problem.rule !== "overfull-box" || !problem.message.includes("margin")) return problem;
  const lineOf = (offset: number) => positionAt(document, offset).line;
  const table = document.environments.find(
    ({ name, start, end }) => TABULAR.test(name) && lineOf(start) <= problem.line + 1 && problem.line <= lineOf(end),
  );
  if (!table) return problem;
  const message = problem.message.replace(/^This/, "This table");
  const place = placeOf(document, { start: table.start, end: table.bodyStart });
  return { ...problem, ...place, rule: "table-too-wide", severity: "warning", message };
}

function subjectOf(problem: Problem, document: LatexDocument): Span | undefined {
  const subject = /“([^”]+)”/.exec(problem.message)?.[1] ?? "";
  const onLine = ({ start }: Span) => positionAt(document, start).line === problem.line;
  const near = (uses: readonly (Span & { key: string })[]) => {
    const own = uses.filter(({ key }) => key === subject);
    return own.find(onLine) ?? own.find(({ start }) => positionAt(document, start).line >= problem.line) ?? own[0];
  };
  if (problem.rule === "undefined-reference") return near(referencesOf(document));
  if (problem.rule === "undefined-citation") return near(citationsOf(document));
  if (problem.rule === "duplicate-label") return labelsOf(document).filter(({ key }) => key === subject)[1];
  if (problem.rule === "missing-bibliography")
    return commandsNamed(document, /^(?:bibliography|document|begin)$/).at(-1);
  if (problem.rule === "missing-figure")
    return near(figuresOf(document).map(({ path }) => ({ ...path, key: path.text.trim() })));
  if (problem.rule === "bibtex-warning") return entryNamed(document, / in (\S+)\.$/.exec(problem.message)?.[1])?.key;
  if (problem.rule === "missing-character") return found(document, subject);
  if (problem.evidence !== undefined) return runaway(problem, document);
  return problem.line === 1 && problem.rule === "missing-package"
    ? found(document, / (\S+)\.\w+/.exec(problem.message)?.[1] ?? "")
    : undefined;
}

function found(document: LatexDocument, text: string): Span | undefined {
  const start = text === "" ? -1 : document.live.indexOf(text);
  return start < 0 ? undefined : { start, end: start + text.length };
}

/** The argument that never ended, by its first words: the last brace before them, up to the line where TeX noticed. */
function runaway({ line, evidence = "" }: Problem, document: LatexDocument): Span | undefined {
  const words = /^\{\s*([^\\{}$~]{1,40})/.exec(evidence)?.[1]?.trim();
  if (words === undefined || words === "") return undefined;
  const until = line > 1 ? (document.lineStarts[line] ?? document.text.length) : document.text.length;
  const pattern = words.split(/\s+/).map(literally);
  const uses = [...document.live.slice(0, until).matchAll(new RegExp(`\\{\\s*${pattern.join("\\s+")}`, "g"))];
  const unclosed = uses.findLast(({ index }) => !document.braces.has(index)) ?? uses.at(-1);
  return unclosed && { start: unclosed.index, end: unclosed.index + 1 };
}

function inCarried(problem: Problem, document: LatexDocument): Span | undefined {
  const matter = document.verbatim.find(
    ({ environment, argument }) =>
      environment.startsWith("filecontents") && argument !== "" && problem.file.endsWith(argument),
  );
  if (!matter) return undefined;
  const skipped = matter.environment.endsWith("*") ? 0 : FILECONTENTS_HEADER_LINES;
  const first = positionAt(document, matter.start).line;
  const start = document.lineStarts[first + problem.line - skipped - 1];
  if (start === undefined || start < matter.start || start >= matter.end)
    return { start: matter.start, end: matter.start };
  return { start, end: start + /^[^\r\n]*/.exec(document.text.slice(start))![0].length };
}

/** At the entry whose text in the `.bbl` is wrong, else at the command that prints the references. */
function inReferences(
  problem: Problem,
  document: LatexDocument,
  bbl: string,
  bibliographies: Readonly<Record<string, string>>,
): Problem {
  const key = keysIn(bbl.split(/\r?\n/).slice(0, problem.line).join("\n")).at(-1);
  const told = { ...problem, file: document.file, message: IN_REFERENCES + problem.message };
  const carried = entryNamed(document, key)?.key;
  if (carried) return { ...told, ...placeOf(document, carried) };
  for (const [file, text] of Object.entries(bibliographies)) {
    const entry = entriesIn(text).find(({ name }) => name === key);
    if (entry) return { ...told, ...placeOf(parseLatex(text, file), entry.key), file };
  }
  const printed = commandsNamed(document, /^(?:bibliography|printbibliography)$/)[0];
  return { ...told, ...placeOf(document, printed ?? { start: 0, end: 0 }) };
}

function keysIn(bbl: string): string[] {
  return [...bbl.matchAll(/\\bibitem\s*(?:\[[\s\S]*?\])?\s*\{([^{}]+)\}/g)].map(([, key]) => key!);
}

function entryNamed(document: LatexDocument, key: string | undefined) {
  const spans = [...carriedBibliographies(document).values()];
  return spans.flatMap(({ start, end }) => entriesIn(document.text, start, end)).find(({ name }) => name === key);
}

function placeOf(document: LatexDocument, { start, end }: Span) {
  const from = positionAt(document, start);
  const to = positionAt(document, end);
  return { line: from.line, column: from.column, endColumn: to.line > from.line ? from.column : to.column };
}
