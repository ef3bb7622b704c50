import { changeOf } from "./hunk-request";
import type { IdeaCommit } from "./idea-commit";
import { Committed, Decided, groupOf, Launched, Requested } from "./recorded-steps";
import { Run } from "./run";
import type { RunEvent, Stage } from "./run-event";
import type { Asked, TimelineEntry, TimelineFact, Who } from "./timeline";
import { beginningOf, outcomeOf, proposalOf, typesettingOf } from "./timeline-facts";

/** A timeline while it is being written, event by event. It lives as long as one fold over a journal. */
export class Writing {
  readonly #commits: readonly IdeaCommit[];
  readonly #told = new Set<string>();
  #entries: TimelineEntry[] = [];
  #asked: Asked | undefined;
  #askedAt = "";
  #group = "start";
  #stage: Stage | undefined;
  #launching = "";

  constructor(commits: readonly IdeaCommit[]) {
    this.#commits = commits;
  }

  see(event: RunEvent): void {
    switch (event.type) {
      case "stage-entered":
        this.#stage = event.stage;
        return;
      case "model-called":
        this.#enter(groupOf(event.step));
        this.#asked = withCall(this.#asked, event);
        this.#askedAt = event.at;
        return;
      case "waiting":
        if (event.for === "launch") this.#launching = event.text;
        else this.#change(changeOf(event.step), (fact) => ({ ...fact, title: event.text }));
        return;
      case "step-finished":
        this.#enter(groupOf(event.step));
        this.#finished(event.step, event.result, event.at);
        return;
      case "run-recorded":
        this.#recorded(event.run, event.at);
        return;
      case "noted":
        this.#add(event.at, "program", { type: "noted", level: event.level, text: event.text });
        return;
      case "run-judged":
        this.#add(event.at, "researcher", { type: "noted", level: "warning", text: this.#markWords(event) });
        return;
      case "run-wanted":
        this.#add(event.at, "researcher", {
          type: "noted",
          level: "info",
          text: `The run “${event.planned.name}” was added to the plan.`,
        });
        return;
      case "step-reopened":
        this.#reopened(event.step, event.reason, event.at);
        return;
      case "ended":
        this.#flush();
        this.#add(event.at, endedBy(event.how), { type: "ended", how: event.how, reason: event.reason });
        return;
    }
  }

  #markWords({ run, invalid, reason }: Extract<RunEvent, { type: "run-judged" }>): string {
    const told = this.#entries.findLast(({ fact }) => fact.type === "ran" && fact.run?.number === run)?.fact;
    const name = told?.type === "ran" ? told.run?.name : undefined;
    const subject = name === undefined ? `Run ${run}` : `“${name}”`;
    return invalid ? `${subject} was marked invalid: ${reason}` : `${subject} counts again.`;
  }

  /** What was asked last, and the commits that no step tells of, take their places by time. */
  end(): TimelineEntry[] {
    this.#flush();
    const others = this.#commits.filter(({ commit }) => !this.#told.has(commit)).map((one) => this.#ofCommit(one));
    return [...this.#entries, ...others].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  }

  /** Questions stay pending until it is known what they led to, or until something else begins. */
  #enter(group: string | undefined): void {
    if (group === undefined || group === this.#group) return;
    this.#flush();
    this.#group = group;
  }

  #flush(): void {
    if (!this.#asked) return;
    const round = Number(/^review (\d+)$/.exec(this.#group)?.[1]);
    this.#add(this.#askedAt, "model", round ? { type: "reviewed", round } : { type: "asked" }, this.#taken());
  }

  #taken(): Asked | undefined {
    const asked = this.#asked;
    this.#asked = undefined;
    return asked;
  }

  #add(at: string, by: Who, fact: TimelineFact, asked?: Asked): void {
    this.#entries.push({ at, by, group: this.#group, stage: this.#stage, asked, fact });
  }

  #finished(step: string, result: unknown, at: string): void {
    const [, subject = step, part = ""] = /^(.*): (proposal|decision|commit|launch|outcome)$/.exec(step) ?? [];
    if (step === "idea") this.#add(at, "researcher", beginningOf(result));
    else if (part === "proposal") this.#add(at, "model", proposalOf(subject, result), this.#taken());
    else if (part === "decision") this.#decided(changeOf(subject), result, at);
    else if (part === "commit") this.#committedChange(subject, result);
    else if (part === "launch") this.#launched(result, at);
    else if (part === "outcome" && !subject.endsWith(", guards")) this.#add(at, "program", outcomeOf(step, result));
    else if (/: typeset \d+$/.test(step)) this.#typeset(result, at);
    else this.#kept(step, at);
  }

  /** Results and figures belong to what made them; what else the program or a hand committed in a step is told by itself. */
  #kept(step: string, at: string): void {
    const commit = this.#commits.find((one) => one.step === step && one.kind !== "change");
    if (!commit) return;
    this.#told.add(commit.commit);
    const made = ({ group, fact }: TimelineEntry) =>
      group === this.#group && (fact.type === "ran" || fact.type === "drew");
    const maker = /: (results|figures)$/.test(step) ? this.#entries.findLast(made) : undefined;
    if (maker) this.#replace(maker, { ...maker.fact, commit } as TimelineFact);
    else this.#add(at, whoMade(commit), { type: "committed", commit });
  }

  #decided(step: string, result: unknown, at: string): void {
    const request = Requested.safeParse(result).data;
    const said = Decided.safeParse(result).data;
    if (request) this.#change(step, (fact) => ({ ...fact, requests: [...fact.requests, request.text] }));
    else if (said) {
      const { approved, remarks, tally, by } = said;
      this.#change(step, (fact) => ({ ...fact, decision: { approved, remarks, tally } }), { at, by });
    }
  }

  #committedChange(step: string, result: unknown): void {
    const hash = Committed.safeParse(result).data?.commit;
    const commit = this.#commits.find((one) => one.commit === hash);
    if (!commit) return;
    this.#told.add(commit.commit);
    this.#change(step, (fact) => ({ ...fact, commit }));
  }

  /** Changes what is told of the last change of that step; questions that were asked on the way are its own. */
  #change(
    step: string,
    edit: (fact: ChangeFact) => ChangeFact,
    decided: Partial<Pick<TimelineEntry, "at" | "by">> = {},
  ): void {
    const entry = this.#entries.findLast(({ fact }) => fact.type === "change" && fact.step === step);
    if (entry?.fact.type !== "change") return;
    const asked = both(entry.asked, this.#taken());
    this.#entries[this.#entries.indexOf(entry)] = { ...entry, ...decided, asked, fact: edit(entry.fact) };
  }

  #launched(result: unknown, at: string): void {
    const by = Launched.safeParse(result).data?.by ?? "researcher";
    this.#add(at, by, { type: "launched", name: this.#launching });
  }

  /** A run is recorded when it is over, and again with its lesson; one that never ran is told all the same. */
  #recorded(recorded: unknown, at: string): void {
    const run = Run.safeParse(recorded).data;
    if (!run) return;
    const group = run.number === 0 ? "baseline" : `run ${run.number}`;
    const entry = this.#entries.findLast(
      ({ fact, ...one }) =>
        one.group === group && fact.type === "ran" && (!fact.run || fact.run.attempt === run.attempt),
    );
    if (entry?.fact.type === "ran") this.#replace(entry, { ...entry.fact, run });
    else {
      this.#enter(group);
      const { attempt } = run;
      this.#add(at, "program", { type: "ran", attempt, end: undefined, seconds: 0, run, commit: undefined });
    }
  }

  #replace(entry: TimelineEntry, fact: TimelineFact): void {
    this.#entries[this.#entries.indexOf(entry)] = { ...entry, fact };
  }

  #typeset(result: unknown, at: string): void {
    const fact = typesettingOf(result);
    if (fact) this.#add(at, "program", fact);
  }

  /** Steps that are reopened together, for one reason, are one fact. */
  #reopened(step: string, reason: string, at: string): void {
    const last = this.#entries.at(-1)?.fact;
    if (last?.type === "reopened" && last.reason === reason) return;
    this.#add(at, /researcher/.test(reason) ? "researcher" : "program", { type: "reopened", step, reason });
  }

  #ofCommit(commit: IdeaCommit): TimelineEntry {
    const before = this.#entries.findLast(({ at }) => Date.parse(at) <= Date.parse(commit.at));
    const group = groupOf(commit.step) ?? before?.group ?? "start";
    const fact = { type: "committed", commit } as const;
    return { at: commit.at, by: whoMade(commit), group, stage: before?.stage, asked: undefined, fact };
  }
}

type ChangeFact = Extract<TimelineFact, { type: "change" }>;

function withCall(asked: Asked | undefined, event: Extract<RunEvent, { type: "model-called" }>): Asked {
  const { step, model, usage, dollars, outcome, transcript } = event;
  const tokens = usage.input + usage.output;
  return both(asked, { tokens, dollars, calls: [{ step, model, tokens, dollars, outcome, transcript }] })!;
}

function both(one: Asked | undefined, other: Asked | undefined): Asked | undefined {
  if (!one || !other) return one ?? other;
  const calls = [...one.calls, ...other.calls];
  return { tokens: one.tokens + other.tokens, dollars: one.dollars + other.dollars, calls };
}

function whoMade({ kind }: IdeaCommit): Who {
  return kind === "record" ? "program" : kind === "change" ? "model" : "researcher";
}

function endedBy(how: string): Who {
  return how === "paused" || how === "stopped" ? "researcher" : "program";
}
