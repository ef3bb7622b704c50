import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { readLatex } from "../adapters/project/read-latex";
import { MUTATIONS } from "../latex/mutants/mutants";
import { bestOverallOf, overallOf, type Review } from "../research/review";
import { type CommonOptions, printJson, say, type Terminal } from "./context";
import { Exit } from "./exit-code";
import { requireFolder } from "./out-file";

export type MutantOptions = CommonOptions & { readonly out?: string; readonly form?: string; readonly way?: string };

/** One worse copy and what the reviewer made of it; `lower` is what a reviewer with eyes would do. */
type Judged = {
  readonly paper: string;
  readonly kind: string;
  readonly did: string;
  readonly file: string;
  readonly overall: number;
  readonly original: number;
  readonly lower: boolean;
};

/**
 * Makes worse copies of papers, has them reviewed, and reports how often the reviewer scores them lower than what they were made
 * from. A paper that has nothing of a kind gives no copy of that kind, which is said.
 */
export async function mutants(
  terminal: Terminal,
  papers: readonly string[],
  options: MutantOptions,
  review: (path: string) => Promise<Review>,
): Promise<Exit> {
  if (options.out !== undefined) await requireFolder("--out", options.out);
  const judged: Judged[] = [];
  const names = namesFor(papers);
  for (const [place, paper] of papers.entries()) {
    const folder = join(options.out ?? join(dirname(resolve(paper)), ".ai-scientist/mutants"), names[place]!);
    const { text, parts } = await readLatex(resolve(paper));
    const copies = await copiesOf(terminal, paper, text, folder);
    if (copies.length === 0) continue;
    const whole = await review(parts.length === 1 ? paper : await wholeCopy(folder, text));
    const original = overallOf(whole);
    say(terminal, `${paper}: ${number(original)} of ${bestOverallOf(whole)}`);
    for (const copy of copies) {
      const overall = overallOf(await review(copy.file));
      judged.push({ paper, ...copy, overall, original, lower: overall < original });
      say(terminal, `  ${copy.kind}: ${number(overall)}, which ${copy.did}`);
    }
  }
  const kinds = Object.keys(MUTATIONS).map((kind) => ({ kind, ...shares(judged.filter((one) => one.kind === kind)) }));
  if (options.json) printJson(terminal, { copies: judged, kinds, all: shares(judged) });
  else for (const line of [...kinds, { kind: "all", ...shares(judged) }].map(lineOf)) terminal.out.write(`${line}\n`);
  if (judged.length > 0) return Exit.done;
  say(terminal, "Nothing was judged: there is nothing in these papers that a worse copy could be made of.");
  return Exit.failed;
}

/** A paper of several files is reviewed as what its copies are made of: one text. */
async function wholeCopy(folder: string, text: string): Promise<string> {
  const file = join(folder, "original.tex");
  await writeFile(file, text);
  return file;
}

type Copy = Pick<Judged, "kind" | "did" | "file">;

/** Folders for the copies: papers are often all called `template.tex`. */
function namesFor(papers: readonly string[]): string[] {
  const bare = papers.map((paper) => basename(paper, ".tex"));
  return bare.map((name, place) => {
    const before = bare.slice(0, place).filter((other) => other === name).length;
    return before === 0 ? name : `${name}-${before + 1}`;
  });
}

async function copiesOf(terminal: Terminal, paper: string, text: string, folder: string): Promise<Copy[]> {
  const copies: Copy[] = [];
  for (const [kind, mutate] of Object.entries(MUTATIONS)) {
    const mutant = mutate(text);
    if (!mutant) say(terminal, `${paper}: no copy of the kind ${kind}: there is nothing of the kind in it.`);
    else {
      await mkdir(folder, { recursive: true });
      const file = join(folder, `${kind}.tex`);
      await writeFile(file, mutant.text);
      copies.push({ kind, did: mutant.did, file });
    }
  }
  return copies;
}

type Shares = { readonly copies: number; readonly lower: number; readonly meanDifference: number | null };

/** How many were scored lower, and the mean of copy minus original. */
function shares(judged: readonly Judged[]): Shares {
  const differences = judged.map(({ overall, original }) => overall - original);
  const sum = differences.reduce((total, one) => total + one, 0);
  return {
    copies: judged.length,
    lower: judged.filter(({ lower }) => lower).length,
    meanDifference: judged.length === 0 ? null : sum / judged.length,
  };
}

function lineOf({ kind, copies, lower, meanDifference }: Shares & { readonly kind: string }): string {
  const difference = meanDifference === null ? "–" : `${meanDifference > 0 ? "+" : ""}${meanDifference.toFixed(2)}`;
  return `${kind.padEnd(22)} scored lower ${lower} of ${copies}, on average ${difference}`;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
