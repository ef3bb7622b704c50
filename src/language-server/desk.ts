import { join } from "node:path";
import { countClaims, problemsIn } from "../latex/claim-problems";
import { citationProblems, lintParsed } from "../latex/lint";
import { namedPlaces } from "../latex/named-places";
import type { Problem } from "../research/problem";
import type { PaperReadings } from "../research/read-paper";
import { checkText } from "./check";
import type { ClaimCounts } from "./claim-counts";
import type { Configuration } from "./configuration";
import { isIn, type OpenDocuments } from "./documents";
import type { Findings } from "./findings";
import { OpenPapers, type ReadPaper } from "./open-papers";
import type { Results } from "./results";
import { renewResultsTex, takesIn } from "./results-tex";
import { SeenMemory } from "./seen-memory";

/** Milliseconds of quiet after the last key before the paper is read. */
const QUIET = 150;

/** When to look at which paper: soon after a change, at once when one is opened or saved. What fails is told to `trouble`. */
export class Desk {
  chktex = true;
  numbersAsMacros = false;
  markCheckedNumbers = false;
  /** The folders whose papers are looked after whatever is around them; elsewhere only papers with results. Undefined: all papers. */
  projects: readonly string[] | undefined;
  readonly memory = new SeenMemory();
  readonly #papers: OpenPapers;
  readonly #renewed = new Map<string, Results | undefined>();
  /** Files of macros are written one after the other: two readings of the results may be at it at the same time. */
  #renewing: Promise<unknown> = Promise.resolve();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Readings are counted: of two of a file at a time, and of two of a paper by two of its files, only the later one counts. */
  #turns = 0;
  readonly #begun = new Map<string, number>();
  readonly #told = new Map<string, number>();
  /** The root of the paper that each open file belongs to. */
  readonly #roots = new Map<string, string>();

  constructor(
    readonly documents: OpenDocuments,
    readonly findings: Findings,
    readonly counts: ClaimCounts,
    readonly trouble: (error: unknown) => void,
  ) {
    this.#papers = new OpenPapers(documents, this.memory);
  }

  /**
   * The paper that a file belongs to, parsed, with its results and its judged claims: what every feature reads. Undefined for a
   * paper that other extensions look after: one without results, outside of our projects.
   */
  async paperAt(uri: string): Promise<ReadPaper | undefined> {
    const paper = await this.#papers.at(uri);
    const { projects } = this;
    const isOurs = paper?.results !== undefined || projects === undefined || projects.some((one) => isIn(one, uri));
    return isOurs ? paper : undefined;
  }

  /** The same, and papers whose references somebody had looked up: of these what was found out is told, and nothing else. */
  async checkedPaperAt(uri: string): Promise<ReadPaper | undefined> {
    const ours = await this.paperAt(uri);
    const paper = ours ?? (await this.#papers.at(uri));
    return ours || (paper && paper.paper.checked.length > 0) ? paper : undefined;
  }

  /** Where it is kept what was found out about papers that are in no project. */
  set checksFolder(folder: string) {
    this.#papers.checks.outside = folder;
  }

  /** Where it is kept what models read in papers. */
  set readingsFile(file: string) {
    this.#papers.readings.file = file;
  }

  /** A model has read the claims of a paper, which are shown from now on beside those of the rules. */
  async claimsRead({ uri, readings }: { readonly uri: string; readonly readings: PaperReadings }): Promise<void> {
    const paper = await this.#papers.at(uri);
    if (!paper?.results) return;
    await this.#papers.readings.keep(paper.path, paper.results, readings);
    for (const { uri: open } of this.documents.all()) this.changed(open, 0);
  }

  /** Settings have changed: every paper is looked at again. */
  configure({ chktex, numbersAsMacros, markCheckedNumbers, conventions }: Configuration): void {
    this.chktex = chktex;
    this.numbersAsMacros = numbersAsMacros;
    this.markCheckedNumbers = markCheckedNumbers;
    this.findings.ignored = new Set(conventions.ignoredRules);
    this.#papers.conventions = conventions;
    for (const { uri } of this.documents.all()) this.saved(uri);
  }

  changed(uri: string, delay = QUIET): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.set(
      uri,
      setTimeout(() => this.lint(uri).catch(this.trouble), delay),
    );
  }

  saved(uri: string): void {
    this.changed(uri, 0);
    this.check(uri).catch(this.trouble);
  }

  closed(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.documents.close(uri);
    this.findings.forget(uri);
    this.#belongs(uri, undefined);
  }

  /** Findings stay as long as one file of their paper is open. */
  #belongs(uri: string, root: string | undefined): void {
    const before = this.#roots.get(uri);
    if (root === undefined) this.#roots.delete(uri);
    else this.#roots.set(uri, root);
    if (before !== undefined && ![...this.#roots.values()].includes(before)) this.findings.forgetOwn(before);
  }

  /** Asks ChkTeX; an answer about a text that has changed meanwhile is dropped. */
  async check(uri: string): Promise<void> {
    const document = this.documents.get(uri);
    if (!this.chktex || !document || !uri.endsWith(".tex") || !(await this.paperAt(uri))) return;
    const { version } = document;
    const problems = await checkText(document.getText(), uri);
    if (this.documents.get(uri)?.version === version) this.findings.setChecked(uri, problems);
  }

  /** Lints the paper that a file belongs to and publishes every file of it. */
  async lint(uri: string): Promise<void> {
    const turn = ++this.#turns;
    this.#begun.set(uri, turn);
    const ours = await this.paperAt(uri);
    const paper = ours ?? (await this.checkedPaperAt(uri));
    if (this.#begun.get(uri) !== turn) return;
    if (!paper || this.documents.get(uri) === undefined) return;
    // Of a bibliography that no paper takes in there is nothing else to say.
    const isPaper = ours !== undefined && !paper.path.endsWith(".bib");
    const root = this.documents.uriOf(paper.path);
    this.#belongs(uri, root);
    if ((this.#told.get(root) ?? 0) > turn) return this.findings.publish(uri);
    this.#told.set(root, turn);
    const found = new Map<string, Problem[]>();
    const told = isPaper ? [...lintParsed(paper.paper), ...problemsIn(paper.claims())] : citationProblems(paper.paper);
    for (const problem of told) {
      const at = this.documents.uriOf(problem.file);
      found.set(at, [...(found.get(at) ?? []), withPath(problem, paper.results?.folder)]);
    }
    this.counts.tell(root, { ...countClaims(paper.claims()), read: paper.statementsRead() });
    const made = namedPlaces(paper.paper).filter(({ kind }) => kind === "label" || kind === "entry");
    this.findings.setOwn(root, found, new Set(made.map(({ name }) => name)));
    this.findings.publish(uri);
    await this.#renewMacros(uri, paper);
  }

  /** Once for each reading of the results; a file that is written is read at once. */
  async #renewMacros(uri: string, paper: ReadPaper): Promise<void> {
    if (!takesIn(paper) || this.#renewed.get(paper.path) === paper.results) return;
    this.#renewed.set(paper.path, paper.results);
    const renewed = this.#renewing.then(() => renewResultsTex(paper));
    this.#renewing = renewed.catch(() => undefined);
    if (await renewed) this.changed(uri, 0);
  }
}

/** The place that a problem rests on by its whole path, as a list of problems needs it. */
function withPath(problem: Problem, folder: string | undefined): Problem {
  const { shownIn } = problem;
  return shownIn && folder ? { ...problem, shownIn: { ...shownIn, file: join(folder, shownIn.file) } } : problem;
}
