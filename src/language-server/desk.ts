import { claimProblems } from "../latex/claim-problems";
import { lintPaper } from "../latex/lint";
import type { Problem } from "../research/problem";
import { checkText } from "./check";
import { type OpenDocuments, pathOf } from "./documents";
import type { Findings } from "./findings";
import { type OpenPaper, paperAround } from "./paper-files";
import { ResultsShelf } from "./results";

/** Milliseconds of quiet after the last key before the paper is read. */
const QUIET = 150;

/** When to look at which paper: soon after a change, at once when one is opened or saved. What fails is told to `trouble`. */
export class Desk {
  chktex = true;
  readonly #results = new ResultsShelf();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(
    readonly documents: OpenDocuments,
    readonly findings: Findings,
    readonly trouble: (error: unknown) => void,
  ) {}

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
  }

  /** Asks ChkTeX; an answer about a text that has changed meanwhile is dropped. */
  async check(uri: string): Promise<void> {
    const document = this.documents.get(uri);
    if (!this.chktex || !document || !uri.endsWith(".tex")) return;
    const { version } = document;
    const problems = await checkText(document.getText(), uri);
    if (this.documents.get(uri)?.version === version) this.findings.setChecked(uri, problems);
  }

  /** Lints the paper that a file belongs to and publishes every file of it. */
  async lint(uri: string): Promise<void> {
    const document = this.documents.get(uri);
    if (!document) return;
    const path = pathOf(uri);
    const paper = path === undefined ? undefined : await paperAround(path, this.documents);
    if (this.documents.get(uri) === undefined || paper?.path.endsWith(".bib")) return;
    const root = paper ? this.documents.uriOf(paper.path) : uri;
    const problems = paper ? await this.#problemsOf(paper) : lintPaper(document.getText(), { file: uri });
    const found = new Map<string, Problem[]>();
    for (const problem of problems) {
      const at = paper ? this.documents.uriOf(problem.file) : uri;
      found.set(at, [...(found.get(at) ?? []), problem]);
    }
    this.findings.setOwn(root, found);
    this.findings.publish(uri);
  }

  /** What our rules say, and what the paper claims that the results around it do not hold. */
  async #problemsOf({ path, text, files }: OpenPaper): Promise<Problem[]> {
    const library = await this.#results.around(path);
    return [...lintPaper(text, files), ...(library ? claimProblems(text, files, library) : [])];
  }
}
