import type { Problem } from "../research/problem";
import { BIBTEX_SOURCE } from "./bibtex-log";
import { CHKTEX_SOURCE, isStructural } from "./chktex";
import { LATEX_SOURCE } from "./compile-log";
import { grouped } from "./grouped";

/** Who knows best where it is and how to say it, first. */
const ORDER = [LATEX_SOURCE, BIBTEX_SOURCE, CHKTEX_SOURCE];
const OWN_STRUCTURE = /^(?:unclosed|mismatched)-/;
const TEX_STRUCTURE =
  /ended by|File ended while|Paragraph ended before|Missing \$|Missing [{}] inserted|Extra [}]|Too many }'s|Runaway|Display math should end/;
const OWN_CHARACTER = /^(?:unescaped-character|markdown-remnant|html-remnant)$/;
const TEX_CHARACTER =
  /Missing \$|Misplaced alignment tab|macro parameter character|Extra alignment tab|Extra }, or forgotten/;

/**
 * The problems that several tools found, each once. Our own rules come first, then LaTeX, BibTeX and ChkTeX; the order
 * within one tool stays. Two are the same when rule and file agree, and the line or what they are about does too; or when
 * ours says why TeX or BibTeX stumbled there. Time grows linearly.
 */
export function mergeProblems(problems: readonly Problem[]): Problem[] {
  const sorted = problems.toSorted((one, other) => ORDER.indexOf(one.source) - ORDER.indexOf(other.source));
  const told = new Told();
  return [...grouped(sorted, ({ source }) => source).values()].flatMap((ofOne) => {
    const own = [...new Map(ofOne.map((problem) => [keyOf(problem), problem])).values()];
    const kept = own.filter((problem) => !told.has(problem));
    for (const problem of kept) told.add(problem);
    return kept;
  });
}

function keyOf({ file, rule, line, column, message }: Problem): string {
  return JSON.stringify([file, rule, line, column, message]);
}

/** What the tools before have said. */
class Told {
  readonly #said = new Set<string>();

  add(problem: Problem): void {
    const { file, rule, line, message, severity } = problem;
    for (const one of sameThings(problem)) this.#said.add(one);
    if (OWN_STRUCTURE.test(rule)) this.#said.add(`structure ${file}`).add(`structure ${file} ${line}`);
    if (OWN_CHARACTER.test(rule)) this.#said.add(`character ${file} ${line}`);
    if (rule !== "malformed-bib-entry") return;
    this.#said.add(`entry ${subjectOf(message)}`);
    if (severity === "error") this.#said.add(`bibliography ${file}`);
  }

  has(problem: Problem): boolean {
    const { file, rule, line, message, source } = problem;
    const said = (what: string) => this.#said.has(what);
    if (sameThings(problem).some(said)) return true;
    if (isStructural(rule)) return said(`structure ${file}`);
    if (source === LATEX_SOURCE && TEX_STRUCTURE.test(message) && said(`structure ${file} ${line}`)) return true;
    if (source === LATEX_SOURCE && TEX_CHARACTER.test(message)) return said(`character ${file} ${line}`);
    if (rule === "bibtex-error") return said(`bibliography ${file}`);
    const entry = rule === "bibtex-warning" ? / in (\S+)\.$/.exec(message)?.[1] : undefined;
    return entry !== undefined && said(`entry ${entry}`);
  }
}

/** The same rule on the same line, or about the same thing. */
function sameThings({ file, rule, line, message }: Problem): string[] {
  const subject = subjectOf(message);
  return [JSON.stringify([file, rule, line]), ...(subject === "" ? [] : [JSON.stringify([file, rule, subject])])];
}

/** What a message is about: the first that it quotes. */
export function subjectOf(message: string): string {
  return /“([^”]+)”/.exec(message)?.[1] ?? "";
}
