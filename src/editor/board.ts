import * as vscode from "vscode";
import type { BegunIdea, Compiled, Project } from "../engine/project";
import type { Retry } from "../research/live-retry";
import { BegunOnBoard } from "./begun-on-board";
import { calmly } from "./calmly";
import type { Models } from "./heavy-parts";
import type { BegunShown, BoardState, ShownSettings } from "./models/board-state";
import type { Walk } from "./walk";

/**
 * What is known of one open project, always read from disk: the ideas, and each begun one with its journal followed. It lives
 * as long as the project is open; views read `state()` whenever `onDidChange` fires.
 */
export class Board implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #begun = new Map<string, BegunOnBoard>();
  readonly #disposables: vscode.Disposable[] = [this.#changed];
  readonly #timer: NodeJS.Timeout;
  #ideas: BoardState["ideas"] = [];
  #ideaProblems: BoardState["ideaProblems"] = [];
  #costs: BoardState["costs"] = { basis: undefined, spent: 0 };
  #chosen: string | undefined;
  #soon: NodeJS.Timeout | undefined;
  /** The ideas whose way is walked in this window. */
  readonly walks = new Map<string, Walk>();
  /** The campaigns that this window runs. */
  readonly campaigns = new Map<string, AbortController>();
  /** The thinking up of ideas that is under way. */
  ideating: { readonly what: string; readonly retry: Retry | undefined; readonly stop: () => void } | undefined;

  /** What is there and what is missing, as far as it was looked for. */
  setup: BoardState["setup"];

  constructor(
    readonly project: Project,
    readonly models: Models,
    private readonly settings: () => ShownSettings,
    private readonly tell: (error: unknown) => void,
  ) {
    this.#timer = setInterval(() => this.#tick(), 2000);
    this.#disposables.push(this.#watch("{ideas,seed_ideas}.json", () => this.refreshIdeas()));
    this.#disposables.push(this.#watch(".ai-scientist/ideas/*/journal.*", () => this.refreshBegun()));
  }

  /** Nothing is walked here, so that another board may take its place. */
  get isResting(): boolean {
    return this.walks.size === 0 && this.campaigns.size === 0;
  }

  state(): BoardState {
    const begun = [...this.#begun.values()].map((one) => one.shown(this.walks.get(one.slug)));
    return {
      folder: this.project.folder,
      template: this.project.template,
      settings: this.settings(),
      costs: this.#costs,
      ideas: this.#ideas,
      ideaProblems: this.#ideaProblems,
      begun,
      shown: this.models.ideaToShow(begun, this.#chosen),
      ideating: this.ideating?.what,
      ideatingRetry: this.ideating?.retry,
      setup: this.setup,
      now: Date.now(),
    };
  }

  /** Makes Review, Runs and Paper about this idea. */
  show(slug: string): void {
    this.#chosen = slug;
    this.touch();
  }

  /** Says that something changed; views look a moment later, once for many changes. */
  touch(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#changed.fire();
    }, 100);
  }

  async refresh(): Promise<void> {
    await this.refreshIdeas();
    await this.refreshBegun();
    void this.#refreshBasis().catch(this.tell);
  }

  /** The price comes when the model is there: one of VS Code's own may take a while after the window opened. */
  async #refreshBasis(): Promise<void> {
    const basis = await this.project.estimateBasis();
    this.#costs = { ...this.#costs, basis };
    this.touch();
  }

  async refreshIdeas(): Promise<void> {
    try {
      this.#ideas = await this.project.ideas();
      this.#ideaProblems = await this.project.ideaProblems();
    } catch (error) {
      this.tell(error);
    }
    await this.#refreshSpent();
  }

  /** Looks for ideas that were begun elsewhere, and who is walking which. */
  async refreshBegun(): Promise<readonly BegunIdea[]> {
    const begun = await this.project.begun();
    for (const idea of begun) {
      const known = this.#begun.get(idea.slug);
      if (known) Object.assign(known, { locked: idea.locked, host: idea.host });
      else this.#begun.set(idea.slug, new BegunOnBoard(this, idea));
    }
    for (const [slug, gone] of this.#begun) {
      if (begun.some((idea) => idea.slug === slug)) continue;
      gone.dispose();
      this.#begun.delete(slug);
    }
    await this.#refreshSpent();
    return begun;
  }

  /** Reads what happened to an idea, for a view that is about to show it. */
  async readTimeline(slug: string): Promise<void> {
    await this.#begun.get(slug)?.readTimeline().catch(this.tell);
  }

  /** Adds up what all journals of the project hold. */
  async #refreshSpent(): Promise<void> {
    this.#costs = { ...this.#costs, spent: await this.project.spent() };
    this.touch();
  }

  /** Reads again what is undecided and accepted, and lets who waits for it know. */
  async refreshHunks(slug: string): Promise<void> {
    await this.#begun.get(slug)?.refreshHunks();
    this.walks.get(slug)?.researcher.decided();
    this.touch();
  }

  /** Something was decided here: what Git shows of it gets old at once. */
  async decided(slug: string): Promise<void> {
    await this.refreshHunks(slug);
    void this.#begun.get(slug)?.lookAtWorktree();
  }

  setCompiled(slug: string, compiled: Compiled): void {
    this.#begun.get(slug)?.setCompiled(compiled);
    this.touch();
  }

  countedClaims(source: string, claims: BegunShown["claims"]): void {
    for (const one of this.#begun.values()) one.countedClaims(source, claims);
    this.touch();
  }

  dispose(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    for (const signal of this.campaigns.values()) signal.abort("closed");
    for (const { signal } of this.walks.values()) signal.abort("closed");
    for (const one of this.#begun.values()) one.dispose();
    for (const one of this.#disposables) one.dispose();
  }

  /** Elapsed times move, and a lock of another process is looked at again. */
  #tick(): void {
    const { begun } = this.state();
    if (begun.some(({ record }) => record.job)) this.touch();
    if (begun.some(({ locked, here }) => locked && !here)) void this.refreshBegun().catch(this.tell);
  }

  #watch(glob: string, changed: () => Promise<unknown>): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.project.folder, glob));
    const calm = calmly(changed);
    const look = () => void calm().catch(this.tell);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete(look),
    );
  }
}
