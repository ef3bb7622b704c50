import { claimSources, isResultText } from "../../src/claims/results-folder";
import { completionAt } from "../../src/language-server/completion";
import { definitionAt, referencesAt } from "../../src/language-server/definition";
import { diagnosticsFor } from "../../src/language-server/diagnostics";
import { OpenDocuments } from "../../src/language-server/documents";
import { foldingRanges } from "../../src/language-server/folding";
import { hoverAt } from "../../src/language-server/hover";
import { marksIn } from "../../src/language-server/inlay";
import type { ReadPaper } from "../../src/language-server/open-papers";
import { renamable } from "../../src/language-server/rename";
import { symbolsOf } from "../../src/language-server/symbols";
import { bodyProblems } from "../../src/latex/body-problems";
import { type ClaimLibrary, claimLibrary, judgedParts, problemsIn } from "../../src/latex/claim-problems";
import { latexConcerns } from "../../src/latex/concerns";
import { lintParsed } from "../../src/latex/lint";
import { paperOf } from "../../src/latex/paper";
import { placedInSource } from "../../src/latex/place-in-source";
import { type ForeignPaper, foreignPapers } from "../fixtures/foreign-papers/papers";
import { mutated, numbersFrom } from "../latex/mutations";
import { workOf } from "../work-of";

const STRICT = { minReferences: 15, pageLimit: 8, anonymous: true, writtenWithAi: true };

/** The slowest call of each kind, in milliseconds of processor time, over so many broken papers. A call that throws ends it all. */
export async function readBroken(rounds: number, seed = 20_261_125): Promise<Map<string, number>> {
  const random = numbersFrom(seed);
  const papers = foreignPapers();
  const libraries = papers.map(libraryOf);
  const slowest = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    const which = Math.floor(random() * papers.length);
    const text = mutated(pieceOf(papers[which]!, random), random);
    await readOnce(text, papers[which]!, libraries[which]!, Math.floor(random() * text.length), (name, work) =>
      slowest.set(name, Math.max(slowest.get(name) ?? 0, workOf(work))),
    );
  }
  return slowest;
}

type Watch = (name: string, work: () => void) => void;

/** Everything that the language server does with a text. */
async function readOnce(text: string, { files }: ForeignPaper, library: ClaimLibrary, offset: number, watch: Watch) {
  const known = { file: "paper.tex", inputs: files, bibliographies: files, conventions: STRICT, pages: 9 };
  let paper = paperOf("", known);
  let claims: ReturnType<typeof judgedParts> = [];
  watch("read", () => {
    paper = paperOf(text, known);
  });
  watch("lint", () => void lintParsed(paper));
  watch("claims", () => {
    claims = judgedParts(paper.parts, library);
    problemsIn(claims);
  });
  watch("symbols", () => void symbolsOf(text));
  watch("places of a log", () => {
    const problem = {
      column: 1,
      endColumn: 1,
      severity: "error",
      source: "LaTeX",
      message: "“a” is not there.",
    } as const;
    placedInSource([{ ...problem, file: "paper.tex", line: 5, rule: "undefined-reference" }], "paper.tex", text);
  });
  watch("a section's text", () => void bodyProblems(text));
  watch("concerns", () => void latexConcerns([{ path: "paper.tex", before: "", after: text }]));
  const read: ReadPaper = {
    path: "paper.tex",
    text,
    files: known,
    paper,
    results: undefined,
    readings: undefined,
    statementsRead: () => 0,
    claims: () => claims,
  };
  const asked = { paper: read, source: paper.parts[0]!, offset };
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
  watch("completion", () => void completionAt(asked, { asMacros: true, bySign: false }));
  watch("rename", () => void renamable(asked));
  watch("folding", () => void foldingRanges(text, false));
  watch("marks", () => void marksIn(read, "paper.tex", everywhere));
  watch("merging", () => void diagnosticsFor(lintParsed(paper), [], text.split("\n")));
  watch("references", () => void referencesAt(asked, new OpenDocuments(), true));
  await Promise.all([hoverAt(asked), definitionAt(asked, new OpenDocuments())]);
}

/** A few thousand characters somewhere, or now and then the whole paper. */
function pieceOf({ files, root }: ForeignPaper, random: () => number): string {
  const text = files[root]!;
  if (random() < 0.03) return text;
  const start = Math.floor(random() * text.length);
  return `\\documentclass{article}\\begin{document}\n${text.slice(start, start + 2500)}\n\\end{document}`;
}

function libraryOf({ files }: ForeignPaper): ClaimLibrary {
  return claimLibrary(claimSources(Object.fromEntries(Object.entries(files).filter(([path]) => isResultText(path))))!);
}
