import { isDeepStrictEqual } from "node:util";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { isUndefinedName } from "../latex/compile-log";
import { subjectOf } from "../latex/merge";
import type { Problem } from "../research/problem";
import { diagnosticsFor, type Remembered, remember } from "./diagnostics";
import { type OpenDocuments, pathOf } from "./documents";
import { textOnDisk } from "./paper-files";

/** Everything that is known to be wrong, by file and by who found it; publishes a file when that changes. */
export class Findings {
  /** Rules whose findings are not wanted, whichever tool they are of. */
  ignored: ReadonlySet<string> = new Set();
  readonly #documents: OpenDocuments;
  readonly #send: (uri: string, diagnostics: Diagnostic[]) => void;
  readonly #own = new Map<string, ReadonlyMap<string, readonly Problem[]>>();
  /** The labels and the keys of the bibliography that each paper has, as it stands. */
  readonly #made = new Map<string, ReadonlySet<string>>();
  readonly #checked = new Map<string, readonly Remembered[]>();
  readonly #compiled = new Map<string, ReadonlyMap<string, readonly Remembered[]>>();
  readonly #published = new Map<string, readonly Diagnostic[]>();

  constructor(documents: OpenDocuments, send: (uri: string, diagnostics: Diagnostic[]) => void) {
    this.#documents = documents;
    this.#send = send;
  }

  /** Our own findings about a paper, by the file they are in, and the names that it makes; they replace the earlier ones of that paper. */
  setOwn(root: string, found: ReadonlyMap<string, readonly Problem[]>, made: ReadonlySet<string>): void {
    const files = [
      ...(this.#own.get(root)?.keys() ?? []),
      ...found.keys(),
      ...(this.#compiled.get(root)?.keys() ?? []),
    ];
    this.#own.set(root, found);
    this.#made.set(root, made);
    for (const uri of new Set(files)) this.publish(uri);
  }

  setChecked(uri: string, problems: readonly Problem[]): void {
    const lines = linesOf(this.#documents.get(uri)?.getText() ?? "");
    this.#checked.set(
      uri,
      problems.map((problem) => remember(problem, lines)),
    );
    this.publish(uri);
  }

  /** What the last compilation of a paper said, by file; it replaces what the one before said. */
  async setCompiled(root: string, found: ReadonlyMap<string, readonly Problem[]>): Promise<void> {
    const entries = await Promise.all(
      [...found].map(async ([uri, problems]) => {
        const lines = linesOf(await this.#textOf(uri));
        return [uri, problems.map((problem) => remember(problem, lines))] as const;
      }),
    );
    const files = [...(this.#compiled.get(root)?.keys() ?? []), ...found.keys()];
    this.#compiled.set(root, new Map(entries));
    for (const uri of new Set(files)) this.publish(uri);
  }

  /** A closed file keeps what the compilation said of it. */
  forget(uri: string): void {
    this.#checked.delete(uri);
    this.publish(uri);
  }

  /** A paper that nobody looks at any more, by its root. */
  forgetOwn(root: string): void {
    const files = [...(this.#own.get(root)?.keys() ?? [])];
    this.#own.delete(root);
    this.#made.delete(root);
    for (const one of files) this.publish(one);
  }

  publish(uri: string): void {
    const text = this.#documents.get(uri)?.getText();
    const remembered = [
      ...[...this.#compiled].flatMap(([root, files]) => this.#stillSo(root, files.get(uri) ?? [])),
      ...(this.#checked.get(uri) ?? []),
    ];
    const own = [...this.#own.values()].flatMap((files) => files.get(uri) ?? []);
    const lines = text === undefined ? remembered.reduce(withLine, []) : linesOf(text);
    const wanted = (rule: string) => !this.ignored.has(rule);
    const diagnostics = diagnosticsFor(
      own.filter(({ rule }) => wanted(rule)),
      remembered.filter(({ problem }) => wanted(problem.rule)),
      lines,
    );
    if (isDeepStrictEqual(diagnostics, this.#published.get(uri) ?? [])) return;
    this.#published.set(uri, diagnostics);
    this.#send(uri, diagnostics);
  }

  /**
   * Without the names that LaTeX did not know and that the paper has: they were written down since, or LaTeX gave up before it
   * came to them.
   */
  #stillSo(root: string, remembered: readonly Remembered[]): readonly Remembered[] {
    const made = this.#made.get(root);
    const isMade = ({ rule, message }: Problem) => isUndefinedName(rule) && made?.has(subjectOf(message));
    return remembered.filter(({ problem }) => !isMade(problem));
  }

  async #textOf(uri: string): Promise<string> {
    const open = this.#documents.get(uri)?.getText();
    const path = pathOf(uri);
    return open ?? (path === undefined ? "" : ((await textOnDisk(path)) ?? ""));
  }
}

/** A file that is not open is taken to stand as it did. */
function withLine(lines: string[], { problem, lineText }: Remembered): string[] {
  lines[problem.line - 1] = lineText ?? "";
  return lines;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
