import { countClaims, problemsIn } from "../latex/claim-problems";
import { lintParsed } from "../latex/lint";
import type { Problem } from "../research/problem";
import { checkText } from "./check";
import type { ClaimCounts } from "./claim-counts";
import type { Configuration } from "./configuration";
import type { OpenDocuments } from "./documents";
import type { Findings } from "./findings";
import { OpenPapers, type ReadPaper } from "./open-papers";

/** Milliseconds of quiet after the last key before the paper is read. */
const QUIET = 150;

/** When to look at which paper: soon after a change, at once when one is opened or saved. What fails is told to `trouble`. */
export class Desk {
  chktex = true;
  readonly #papers: OpenPapers;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(
    readonly documents: OpenDocuments,
    readonly findings: Findings,
    readonly counts: ClaimCounts,
    readonly trouble: (error: unknown) => void,
  ) {
    this.#papers = new OpenPapers(documents);
  }

  /** The paper that a file belongs to, parsed, with its results and its judged claims: what every feature reads. */
  paperAt(uri: string): Promise<ReadPaper | undefined> {
    return this.#papers.at(uri);
  }

  /** Settings have changed: every paper is looked at again. */
  configure({ chktex, conventions }: Configuration): void {
    this.chktex = chktex;
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
    const paper = await this.paperAt(uri);
    if (!paper || this.documents.get(uri) === undefined || paper.path.endsWith(".bib")) return;
    const root = this.documents.uriOf(paper.path);
    const found = new Map<string, Problem[]>();
    for (const problem of [...lintParsed(paper.paper), ...problemsIn(paper.claims())]) {
      const at = this.documents.uriOf(problem.file);
      found.set(at, [...(found.get(at) ?? []), problem]);
    }
    this.counts.tell(root, countClaims(paper.claims()));
    this.findings.setOwn(root, found);
    this.findings.publish(uri);
  }
}
