import type { Autonomy } from "../engine/autonomy";
import type { Launch, ProposedChange, Researcher, Verdict } from "../engine/ports/researcher";
import type { Workspace } from "../engine/ports/workspace";
import type { Hunk, Intent } from "../research/change";
import type { HunkRequest } from "../research/hunk-request";
import type { Idea } from "../research/idea";

/** What the researcher's seat in this window gives. */
export type Seat = {
  readonly workspace: Pick<Workspace, "undecided" | "accepted">;
  /** What the researcher wants to be asked about, as their settings are now. */
  readonly policy: () => Autonomy;
  /** Whether an editor of this window holds unsaved edits of the file of the worktree. */
  readonly isEditing: (path: string) => boolean;
  /** A question came up or was answered. */
  readonly changed: () => void;
};

/**
 * The researcher in front of this window. Decisions about hunks stand in the git index, however they came there; what is kept
 * here is only who waits for an answer, so that a reload loses nothing: the question is simply put again.
 */
export class EditorResearcher implements Researcher {
  #launch: { readonly question: Launch; readonly go: () => void } | undefined;
  #reviewing = false;
  /** The step of the change that is or was reviewed; a request does not end it. */
  #change = "";
  /** What the researcher asked for and the model has not been asked yet, oldest first. */
  #requests: HunkRequest[] = [];
  /** The model answers a request: the question will be put again, and what the researcher approved meanwhile still counts. */
  #revising = false;
  /** What happened since the index was looked at: it changed, or the researcher approved. */
  #news: "changed" | "approved" | undefined;
  #wake: (() => void) | undefined;

  constructor(private readonly seat: Seat) {}

  /** What the researcher is being asked now. A change stays before them while the model answers what they asked about it. */
  get asked(): "change" | "launch" | undefined {
    return this.#launch ? "launch" : this.#reviewing || this.#revising ? "change" : undefined;
  }

  /** The launch that waits, if one does. */
  get launch(): Launch | undefined {
    return this.#launch?.question;
  }

  /** What was asked for and has not reached the model. */
  get queued(): readonly HunkRequest[] {
    return this.#requests;
  }

  /** The index changed, by whatever hand. */
  decided(): void {
    this.#tell("changed");
  }

  /** The researcher is content with what is accepted. False when no change waits for that. */
  approve(): boolean {
    this.#tell("approved");
    return this.#reviewing || this.#revising;
  }

  /** Asks the model for a new proposal of this hunk alone. Made while the model answers another request, it waits its turn. */
  request(hunk: Hunk, text: string): void {
    this.#requests.push({ type: "request", hunk, text });
    this.#tell("changed");
  }

  /** False when no launch waits. */
  launchNow(): boolean {
    const waiting = this.#launch !== undefined;
    this.#launch?.go();
    return waiting;
  }

  async chooseIdea([first]: readonly Idea[]): Promise<Idea> {
    if (!first) throw new Error("There is no idea to choose from.");
    return first;
  }

  policy(): Autonomy {
    return this.seat.policy();
  }

  isEditing(path: string): boolean {
    return this.seat.isEditing(path);
  }

  async reviewChange({ intent }: ProposedChange, signal: AbortSignal): Promise<Verdict | HunkRequest> {
    this.#begin(intent);
    try {
      const said = await this.#untilDecided(signal);
      this.#revising = said.type === "request";
      return said;
    } finally {
      this.#reviewing = false;
    }
  }

  async approveLaunch(launch: Launch, signal: AbortSignal): Promise<boolean> {
    try {
      await answered(signal, (go) => {
        this.#launch = { question: launch, go };
        this.seat.changed();
      });
      return true;
    } finally {
      this.#launch = undefined;
      this.seat.changed();
    }
  }

  /** News of another change is none about this one. */
  #begin({ step }: Intent): void {
    if (this.#change !== "" && this.#change !== step) this.#requests = [];
    if (!this.#revising) this.#news = undefined;
    this.#change = step;
    this.#revising = false;
    this.#reviewing = true;
  }

  /** Resolves when nothing is undecided and the researcher approved, or turned all of it down; or to a request. */
  async #untilDecided(signal: AbortSignal): Promise<Verdict | HunkRequest> {
    for (;;) {
      const request = this.#requests.shift();
      if (request) return request;
      const approved = this.#news === "approved";
      this.#news = undefined;
      const undecided = await this.seat.workspace.undecided();
      const accepted = await this.seat.workspace.accepted();
      if (undecided.length === 0 && (approved || accepted.length === 0)) return DECIDED;
      if (this.#news === undefined && this.#requests.length === 0) await this.#nextNews(signal);
    }
  }

  async #nextNews(signal: AbortSignal): Promise<void> {
    try {
      await answered(signal, (wake) => {
        this.#wake = wake;
        this.seat.changed();
      });
    } finally {
      this.#wake = undefined;
    }
  }

  #tell(news: "changed" | "approved"): void {
    if (this.#news !== "approved") this.#news = news;
    this.#wake?.();
  }
}

const DECIDED: Verdict = { type: "decided", by: "researcher", words: "" };

/** Resolves with what `ask`'s callback is given; rejects with the signal's reason when it aborts first. */
function answered<Answer = void>(signal: AbortSignal, ask: (answer: (value: Answer) => void) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    ask((value) => {
      signal.removeEventListener("abort", abort);
      resolve(value);
    });
  });
}
