import type { RunEvent } from "../../research/run-event";
import type { Ending } from "../../research/run-view";
import type { Clock } from "../ports/clock";
import type { Journal } from "../ports/journal";
import type { Holder, SlotPool } from "./slot-pool";

/** Everything that the running of a campaign may touch. */
export type CampaignLab = {
  /** The campaign's own; each idea has another. */
  readonly journal: Journal;
  readonly clock: Clock;
  /** Aborts with `paused`, `stopped` or `closed`, as for one idea. */
  readonly signal: AbortSignal;
  readonly archive: Archive;
  readonly wishes: Wishes;
  /** Walks one idea's way with the campaign's slots; a failure is an ending. */
  pursue(idea: string, way: Way): Promise<CampaignEnding>;
  /**
   * Ends what still runs of an idea that nobody walks; `named` where it is this one that shall be stopped, and not all. False where it
   * never began, so that there was nothing to end. An idea of another campaign stays that one's: its ending here says so.
   */
  stop(idea: string, named: boolean): Promise<boolean | CampaignEnding>;
  /** Resolves when a job that nobody watches has ended, or is not there. */
  jobEnd(holder: Holder, signal: AbortSignal): Promise<void>;
};

export type Way = {
  readonly pool: SlotPool;
  readonly signal: AbortSignal;
  /** Says whether a question is in front of a person: until it is answered, the idea needs nothing. */
  readonly asks: (open: boolean) => void;
};

/** The ideas of the project, with what became of each. */
export type Archive = {
  /** Those that were neither begun nor rejected, in the file's order. */
  open(): Promise<readonly { readonly name: string; readonly title: string }[]>;
  /** Takes an open idea for this campaign alone; false where another one was first. */
  claim(idea: string): Promise<boolean>;
  /** Thinks up one more that repeats none of them; undefined when what came was a repetition. */
  think(signal: AbortSignal): Promise<{ readonly name: string; readonly title: string } | undefined>;
  /** Writes down what became of an idea, for those that are thought up after it. */
  keep(idea: string, ending: CampaignEnding): Promise<void>;
};

/** The researcher's words about the campaign and its ideas, whoever wrote them down. */
export type Wishes = {
  readonly said: readonly RunEvent[];
  /** Resolves once more was said. */
  more(signal: AbortSignal): Promise<void>;
  /** Looks at once, before a campaign ends, for what was said since. */
  look(): Promise<void>;
};

export type CampaignEnding = Omit<Ending, "how"> & {
  /** `waiting`: a question is open that nobody here can be asked. */
  readonly how: Ending["how"] | "waiting";
  /** The campaign that is trying the idea now, to which it was left. */
  readonly by?: string;
};
