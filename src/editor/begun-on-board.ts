import { join } from "node:path";
import * as vscode from "vscode";
import type { BegunIdea, Compiled } from "../engine/project";
import type { Policy } from "../python/policy";
import type { Hunk } from "../research/change";
import type { LiveEvent, RunEvent } from "../research/run-event";
import type { TimelineEntry } from "../research/timeline";
import type { Board } from "./board";
import { exists, readText } from "./find-project";
import type { BegunShown, PaperSection } from "./models/board-state";
import type { IdeaRecord } from "./models/idea-record";
import { PaperReviews } from "./paper-reviews";
import { ProposalProblems } from "./proposal-problems";
import type { Walk } from "./walk";
import { WatchedWorktree } from "./watched-worktree";

/** One begun idea: its journal followed, its worktree looked at, as long as the board lives. */
export class BegunOnBoard implements vscode.Disposable {
  readonly slug: string;
  locked: boolean;
  /** The machine on which it is walked, where that is another one. */
  host: string | undefined;
  readonly #idea: BegunIdea;
  readonly #board: Board;
  readonly #closed = new AbortController();
  #record: IdeaRecord;
  #undecided: readonly Hunk[];
  #accepted: readonly Hunk[] = [];
  readonly #problems: ProposalProblems;
  readonly #reviews: PaperReviews;
  #sections: readonly PaperSection[] = [];
  #pdf: string | undefined;
  #typeset: { readonly commit: string; readonly text: string | undefined } | undefined;
  #compiled: Compiled | undefined;
  #claims: BegunShown["claims"];
  #timeline: readonly TimelineEntry[] | undefined;
  readonly #watched: WatchedWorktree;
  readonly #saving: vscode.Disposable;
  #reading: Promise<void> = Promise.resolve();
  #nextReading: Promise<void> | undefined;
  #soon: NodeJS.Timeout | undefined;

  constructor(board: Board, idea: BegunIdea) {
    this.#board = board;
    this.#idea = idea;
    this.slug = idea.slug;
    this.#reviews = new PaperReviews(idea.folder, board.models);
    this.locked = idea.locked;
    this.host = idea.host;
    this.#undecided = idea.undecided;
    this.#record = { ...board.models.emptyRecord, view: idea.view };
    this.#problems = new ProposalProblems({
      worktree: idea.worktree,
      folder: board.project.folder,
      models: board.models,
      policy: () => this.#policy(),
      changed: () => board.touch(),
    });
    const paths = () => [...this.#undecided, ...this.#accepted].map(({ path }) => path);
    this.#watched = new WatchedWorktree(idea.worktree, paths, () => void board.refreshHunks(idea.slug));
    this.#saving = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.fsPath === idea.paperSource) this.#lookSoon();
    });
    void this.#follow();
  }

  shown(walk: Walk | undefined): BegunShown {
    const { idea, slug, worktree, folder, paperSource } = this.#idea;
    // While the model answers a request, the researcher still has the change before them.
    const asked = walk && (walk.researcher.asked ?? (this.#isRevising ? "change" : undefined));
    const decidedForThem = walk !== undefined && asked !== "change";
    return {
      ...{ idea, slug, worktree, folder, paperSource },
      record: this.#record,
      undecided: decidedForThem ? [] : this.#undecided,
      accepted: decidedForThem ? [] : this.#accepted,
      problems: decidedForThem ? [] : this.#problems.problems,
      locked: this.locked,
      ...(this.host !== undefined && { host: this.host }),
      here: walk !== undefined,
      asked,
      queued: walk?.researcher.queued ?? [],
      launch: walk?.researcher.launch,
      reviews: this.#reviews.reviews,
      pointLines: this.#reviews.lines,
      sections: this.#sections,
      pdf: this.#pdf,
      timeline: this.#timeline,
      compiled: this.#compiled,
      claims: this.#claims,
    };
  }

  setCompiled(compiled: Compiled): void {
    this.#compiled = compiled;
    this.#lookSoon();
  }

  /** Counted in a source; nothing when that is another paper's. */
  countedClaims(source: string, claims: BegunShown["claims"]): void {
    if (source === this.#idea.paperSource) this.#claims = claims;
  }

  /** Somebody wants to see what happened: it is read now, and again whenever something happens. */
  async readTimeline(): Promise<void> {
    this.#timeline = await this.#board.project.timeline(this.slug);
    this.#board.touch();
  }

  /** One reading at a time: all who ask before it begins share the next one, and an older one never overtakes a newer. */
  refreshHunks(): Promise<void> {
    const begin = () => {
      this.#nextReading = undefined;
      this.#reading = this.#readHunks();
      return this.#reading;
    };
    this.#nextReading ??= this.#reading.then(begin, begin);
    return this.#nextReading;
  }

  /** Hunks are shown while a change waits or one of its hunks is revised, or while nobody is writing in the worktree. */
  async #readHunks(): Promise<void> {
    const waits = this.#record.view.waiting?.for === "change" || this.#isRevising;
    const still = waits || !(this.locked || this.#board.walks.has(this.slug));
    const workspace = this.#board.project.workspace(this.slug);
    const none = () => [] as readonly Hunk[];
    const reading = still ? [workspace.undecided().catch(none), workspace.accepted().catch(none)] : [];
    const [undecided = [], accepted = []] = await Promise.all(reading);
    const { titledAs } = this.#board.models;
    [this.#accepted, this.#undecided] = [
      titledAs([...this.#accepted, ...this.#undecided], accepted),
      titledAs(this.#undecided, undecided),
    ];
    this.#board.touch();
    await this.#problems.look(this.#undecided);
    const walked = this.#board.walks.has(this.slug);
    if (walked && this.#undecided.length === 0)
      await this.#problems.prepare(this.#board.project.template.manifest.editable);
    if (walked || waits || this.#undecided.length > 0) await this.#watched.watch();
    else await this.#watched.leave();
  }

  /** Looks now for what was written in the worktree, and has the Git extension look. */
  lookAtWorktree(): Promise<void> {
    return this.#watched.look();
  }

  /** A git that cannot list the files says so elsewhere; here only imports of the project's own modules are then told as unknown. */
  async #policy(): Promise<Policy> {
    const { models, project } = this.#board;
    const none = () => [] as readonly string[];
    const files = await project.workspace(this.slug).list().catch(none);
    return models.policyOf(project.template.manifest, files);
  }

  /** The paper's source as it was last typeset on the idea's way; a commit that is gone says nothing. */
  async #typesetSource(): Promise<string | undefined> {
    const { paper } = this.#record;
    if (!paper) return undefined;
    if (this.#typeset?.commit !== paper.commit) {
      const reading = this.#board.project.workspace(this.slug).readAt(paper.commit, paper.source);
      this.#typeset = { commit: paper.commit, text: await reading.catch(() => undefined) };
    }
    return this.#typeset.text;
  }

  get #isRevising(): boolean {
    return this.#record.view.requests.some(({ state }) => state === "asked");
  }

  dispose(): void {
    this.#closed.abort();
    this.#saving.dispose();
    clearTimeout(this.#soon);
    this.#problems.dispose();
    void this.#watched.leave();
  }

  async #follow(): Promise<void> {
    let record = this.#board.models.emptyRecord;
    for await (const event of this.#board.project.follow(this.slug, this.#closed.signal)) {
      record = this.#board.models.nextRecord(record, event);
      if (isBehind(record, this.#record)) continue;
      // The idea's way has typeset the paper since it was compiled by hand.
      if (record.paper !== this.#record.paper) this.#compiled = undefined;
      this.#record = record;
      this.#seen(event);
    }
  }

  #seen(event: RunEvent | LiveEvent): void {
    this.#board.touch();
    if (!event.type.startsWith("live-") && event.type !== "model-called") this.#lookSoon();
  }

  /** Reads what lies beside the journal, once for many events. */
  #lookSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.#look();
    }, 150);
  }

  async #look(): Promise<void> {
    const { folder, paperSource } = this.#idea;
    const { models } = this.#board;
    const source = (await readText(paperSource)) ?? "";
    this.#sections = models.paperSections(source, await this.#typesetSource());
    const pdf = join(folder, "paper.pdf");
    this.#pdf = (await exists(vscode.Uri.file(pdf))) ? pdf : undefined;
    await this.#reviews.read(source);
    await this.#board.refreshHunks(this.slug);
    if (this.#timeline) await this.readTimeline();
  }
}

/** While the history is read again, the views keep showing what is known already. */
function isBehind(record: IdeaRecord, known: IdeaRecord): boolean {
  return record.view.steps.length < known.view.steps.length && known.at === "";
}
