import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgePapers } from "../../src/claims/judge";
import { linesOf } from "../../src/claims/readings/lines";
import { lineRead } from "../../src/claims/readings/lines-read";
import { claimSources, isResultText } from "../../src/claims/results-folder";
import { claimLibrary } from "../../src/latex/claim-problems";
import { parseLatex } from "../../src/latex/document";
import { paperTextOf } from "../../src/latex/paper-text";
import { claimsJudge } from "../../src/latex/read-claims";
import type { LineRead } from "../../src/research/read-paper";

/** Characters of the paper. */
const SIZE = 41_000;

/** Milliseconds: for the library, for a paper that was never seen, for each of some edits in its middle, and for each where a model has read every sentence. */
export type Times = {
  readonly library: number;
  readonly first: number;
  readonly edits: readonly number[];
  readonly read: readonly number[];
};

/** Judges a paper put together from the marked ones by one study, then again after each of some keys in its middle. */
export function judgeWhileTyping(root: string): Times {
  const fixtures = join(root, "test/fixtures/claims");
  const study = join(fixtures, "studies/noise_gate");
  const paths = readdirSync(study, { recursive: true, encoding: "utf8" }).filter(isResultText);
  const texts = Object.fromEntries(paths.map((path) => [path, readFileSync(join(study, path), "utf8")]));
  const [library, forLibrary] = timed(() => claimLibrary(claimSources(texts)!));
  const paper = paperFrom(join(fixtures, "tuning"));
  const judge = (text: string) => timed(() => judgePapers(library, [paperTextOf(parseLatex(text, "paper.tex"))]))[1];
  const middle = paper.indexOf(" ", SIZE / 2);
  const first = judge(paper);
  const edited = (keys: number) => `${paper.slice(0, middle)} ${"word ".repeat(keys + 1)}${paper.slice(middle)}`;
  const edits = Array.from({ length: 20 }, (_, keys) => judge(edited(keys)));
  const judgeRead = claimsJudge(library, readingsOf(paper));
  const read = Array.from(
    { length: 21 },
    (_, keys) => timed(() => judgeRead([parseLatex(edited(keys), "paper.tex")]))[1],
  );
  return { library: forLibrary, first, edits, read: read.slice(1) };
}

/** Two statements in each sentence that has a number. */
function readingsOf(paper: string): LineRead[] {
  return linesOf([paperTextOf(parseLatex(paper, "paper.tex"))]).flatMap((line) => {
    const number = /\d+\.\d+/.exec(line.shown)?.[0];
    if (number === undefined || line.type === "table") return [];
    const said = { line: line.id, quote: line.shown, runs: [1], metric: "kl_divergence", on: "all" };
    const entries = [
      { ...said, kind: "value", number },
      { ...said, kind: "comparison", than: [0], way: "better" },
    ];
    return [lineRead({ line, entries })];
  });
}

/** The same paper, for whoever asks about it. */
export function longPaper(root: string): string {
  return paperFrom(join(root, "test/fixtures/claims/tuning"));
}

function paperFrom(folder: string): string {
  const bodies = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name), "utf8")
      .replace(/«[RW](?:\.\w+)?:([^»]*)»/g, "$1")
      .replace(/^[\s\S]*?\\maketitle|\\end\{document\}[\s\S]*$/g, ""),
  );
  const whole = bodies.join("\n");
  return `\\documentclass{article}\n\\begin{document}\n${whole.slice(0, whole.lastIndexOf("\n\n", SIZE))}\n\\end{document}\n`;
}

function timed<Result>(work: () => Result): [Result, number] {
  const began = performance.now();
  const result = work();
  return [result, performance.now() - began];
}
