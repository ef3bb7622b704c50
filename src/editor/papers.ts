import { dirname, sep } from "node:path";
import * as vscode from "vscode";
import type { OnWait } from "../engine/ports/typesetter";
import type { Compiled } from "../engine/project";
import { areStill, BuiltTexts, isSource, type Sources, savedSources } from "./built-texts";
import { setting, settingsKeys, settingsValues } from "./configuration";
import { meantPaper, type Paper, paperWith } from "./meant-paper";
import type { Subject } from "./models/tree-node";
import type { PaperProblems } from "./paper-problems";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";
import { textsIn, unsavedIn } from "./texts-in-folder";

/** How a paper stands, as far as it was compiled in this window. */
export type PaperStand = {
  readonly compiling: boolean;
  /** While it does not begin to be compiled, for another window or a terminal compiles it. */
  readonly waiting: boolean;
  /** When it did not compile, if that was the last time: milliseconds since 1970. Others may have made a PDF since. */
  readonly failedAt: number | undefined;
};

type Compiling = {
  readonly stop: AbortController;
  readonly done: Promise<Compiled | undefined>;
  /** The texts in the editor that it has, as they stood when it began; undefined where not all of them were saved. */
  readonly texts: string | undefined;
  /** The sources as LaTeX finds them on the disk. */
  readonly sources: Promise<Sources>;
  /** How often it was stopped: what is asked for after that is not meant by it. */
  stops: number;
  /** Whether it is to be compiled again, unless it is stopped once more. */
  again: boolean;
  waiting: boolean;
};

/** The papers of the window: which one is meant, and compiling it, once at a time and only when somebody asked or saved. */
export class Papers implements vscode.Disposable {
  readonly #running = new Map<string, Compiling>();
  readonly #failed = new Map<string, number>();
  readonly #built = new BuiltTexts();
  readonly #changed = new vscode.EventEmitter<string>();
  /** The source of a paper that begins or ends to be compiled, or to wait for that. */
  readonly onDidChange = this.#changed.event;
  readonly #saving = new Set<string>();
  readonly #listening: vscode.Disposable;

  constructor(
    private readonly studio: Studio,
    private readonly problems: PaperProblems,
  ) {
    this.#listening = vscode.workspace.onDidSaveTextDocument((document) => {
      this.#saved(document).catch((error) => tellTrouble(studio, error));
    });
  }

  /** The paper that is meant by a command; `shownInPanel` is that of the panel in front. */
  paperOf(subject: Subject, shownInPanel: Paper | undefined): Promise<Paper> {
    return meantPaper(this.studio, subject, shownInPanel);
  }

  paperWith(file: string): Promise<Paper | undefined> {
    return paperWith(this.studio, file);
  }

  standOf({ source }: Paper): PaperStand {
    const running = this.#running.get(source);
    return { compiling: running !== undefined, waiting: running?.waiting ?? false, failedAt: this.#failed.get(source) };
  }

  /** Whether the PDF was made of this text of a file, whatever the file's time says. */
  isMadeOf({ pdf }: Paper, file: string, text: string): Promise<boolean> {
    return this.#built.has(pdf, file, text);
  }

  stop({ source }: Paper): void {
    const running = this.#running.get(source);
    if (running) stopCompiling(running);
  }

  stopAll(): void {
    for (const running of this.#running.values()) stopCompiling(running);
  }

  /** Compiles as it stands, unsaved edits saved first. Undefined when it was stopped. */
  async compile(paper: Paper): Promise<Compiled | undefined> {
    if (!isSource(paper.source))
      throw new Error(vscode.l10n.t("A PDF is made from its LaTeX source: open that to compile it."));
    const running = this.#running.get(paper.source);
    if (!running) return this.#compileNow(paper, vscode.ProgressLocation.Notification);
    const { stops } = running;
    if (stops === 0 && running.texts === textsIn(dirname(paper.source))) return running.done;
    // What was typed since it began is not in it, and one that was stopped gives nothing; whoever began it is told why it failed.
    await running.done.catch(() => undefined);
    return running.stops > stops ? undefined : this.compile(paper);
  }

  async #compileNow(paper: Paper, location: vscode.ProgressLocation): Promise<Compiled | undefined> {
    if (!vscode.workspace.isTrusted)
      throw new Error(vscode.l10n.t("Papers are compiled in trusted folders only: LaTeX reads what a source names."));
    const stop = new AbortController();
    const folder = dirname(paper.source);
    // What nobody asked for saves nothing: edits that are being typed stay unsaved.
    const saves = location === vscode.ProgressLocation.Notification;
    const texts = saves || unsavedIn(folder).length === 0 ? textsIn(folder) : undefined;
    const saved = saves ? this.#saveAll(folder) : Promise.resolve();
    const sources = saved.then(() => savedSources(folder));
    const done = sources.then((found) => this.#compile(paper, location, stop, found));
    const compiling: Compiling = { stop, texts, sources, stops: 0, again: false, waiting: false, done };
    this.#running.set(paper.source, compiling);
    this.#changed.fire(paper.source);
    try {
      return await compiling.done;
    } finally {
      this.#running.delete(paper.source);
      this.#changed.fire(paper.source);
      if (compiling.again) void this.#compileQuietly(paper);
    }
  }

  dispose(): void {
    this.stopAll();
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #compile(
    paper: Paper,
    location: vscode.ProgressLocation,
    stop: AbortController,
    sources: Sources,
  ): Promise<Compiled | undefined> {
    // What fails or is stopped is not remembered, also of another source that was changed: the next save tries again.
    this.#built.forget(paper.pdf);
    const title = vscode.l10n.t("Compiling {0}", vscode.workspace.asRelativePath(paper.source));
    const compiled = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => this.stop(paper));
      const onWait = (isWaiting: boolean) => {
        const waiting = vscode.l10n.t("Waiting for another window that compiles this paper…");
        progress.report({ message: isWaiting ? waiting : "" });
        this.#setWaiting(paper, isWaiting);
      };
      return this.#typeset(paper, stop.signal, onWait).catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
        return undefined;
      });
    });
    if (!compiled || stop.signal.aborted) return undefined;
    if (compiled.pdf) {
      await this.#built.keep(paper.pdf, sources);
      this.#failed.delete(paper.source);
    } else this.#failed.set(paper.source, Date.now());
    if (paper.slug) this.studio.board?.setCompiled(paper.slug, compiled);
    await this.problems.compiled(paper.source, compiled.problems);
    return compiled;
  }

  #setWaiting({ source }: Paper, isWaiting: boolean): void {
    const running = this.#running.get(source);
    if (running) running.waiting = isWaiting;
    this.#changed.fire(source);
  }

  async #typeset({ source, slug }: Paper, signal: AbortSignal, onWait: OnWait): Promise<Compiled> {
    if (slug !== undefined) return (await this.studio.openBoard()).project.compile(slug, signal, onWait);
    const values = settingsValues(settingsKeys(this.studio.context.extension.packageJSON), source);
    return this.studio.parts.project().compileAnyPaper(source, values, signal, onWait);
  }

  /** What is saved for a compilation is no reason for another one. */
  async #saveAll(folder: string): Promise<void> {
    for (const document of unsavedIn(folder)) {
      this.#saving.add(document.uri.fsPath);
      try {
        await document.save();
      } finally {
        this.#saving.delete(document.uri.fsPath);
      }
    }
  }

  /**
   * Only what somebody saved in an editor: files that a compilation writes are never the reason for one, and what is saved as it
   * stands in the PDF is none either.
   */
  async #saved(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    const file = uri.fsPath;
    const text = document.getText();
    if (uri.scheme !== "file" || this.#saving.has(file) || !vscode.workspace.isTrusted) return;
    if (!isSource(file) || file.split(sep).includes(".typeset")) return;
    if (!setting("paper.compileOnSave", false, file)) return;
    const paper = await this.paperWith(file);
    if (!paper || this.#isWritten(paper)) return;
    const before = this.#running.get(paper.source);
    const stops = before?.stops ?? 0;
    if (stops === 0 && (await this.#isIn(paper, before, file, text))) return;
    const running = this.#running.get(paper.source);
    if (running) running.again = running !== before || running.stops === stops;
    else await this.#compileQuietly(paper);
  }

  /** Whether the PDF, or the one that is being made, is of all that is on the disk now. */
  async #isIn(paper: Paper, running: Compiling | undefined, file: string, text: string): Promise<boolean> {
    return running ? areStill(await running.sources, file, text) : this.#built.isUpToDate(paper.pdf, file, text);
  }

  async #compileQuietly(paper: Paper): Promise<void> {
    try {
      await this.#compileNow(paper, vscode.ProgressLocation.Window);
    } catch (error) {
      tellTrouble(this.studio, error);
    }
  }

  /** While an idea's way is walked, its paper is compiled where that is due. */
  #isWritten({ slug }: Paper): boolean {
    if (slug === undefined) return false;
    const board = this.studio.board;
    const idea = board?.state().begun.find((one) => one.slug === slug);
    return (idea?.locked ?? false) || (board?.walks.has(slug) ?? false);
  }
}

function stopCompiling(compiling: Compiling): void {
  compiling.stops++;
  compiling.again = false;
  compiling.stop.abort("stopped");
}
