import { estimateRest } from "../engine/estimate/estimate-rest";
import { short } from "../engine/prompts/evidence";
import { HunkAnswer } from "../research/hunk-request";
import type { JobState } from "../research/job-state";
import { dollars, tokenWords } from "../research/money";
import { adviceOn, describeOutcome, Run } from "../research/run";
import type { LiveEvent, RunEvent } from "../research/run-event";
import { next, nothingYet, type RunView } from "../research/run-view";
import type { TemplateManifest } from "../research/template";
import type { Terminal } from "./context";
import { aboutWords, type Money, spentWords } from "./cost-lines";

/**
 * Shows an idea's way as it is walked: a line for each finished step worth knowing, and, on a terminal, one line that moves
 * (stage, step, tokens, cost, last output).
 */
export class LiveView {
  #view: RunView = nothingYet;
  #drawn = false;
  /** Lines that wait while a person is asked; undefined while nobody is. */
  #held: string[] | undefined;
  #money: Money | undefined;
  #ended: string | undefined;
  constructor(
    private readonly terminal: Pick<Terminal, "err">,
    private readonly manifest: TemplateManifest,
  ) {}

  /** `isNew` is false for what happened before this view was opened: it counts, but it is not told again. */
  see(event: RunEvent | LiveEvent, isNew: boolean): void {
    this.#view = next(this.#view, event);
    if (!isNew) return;
    if (event.type === "ended") this.#ended = event.reason;
    const line = event.type === "run-recorded" ? runLine(event.run, this.manifest) : lineFor(event);
    if (line) this.#print(line);
    this.#draw();
  }

  /** The reason of the end, once it was shown. */
  get ended(): string | undefined {
    return this.#ended;
  }

  /** Shows nothing while a person is asked: what would be shown meanwhile comes after. */
  async quietly<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.end();
    this.#held = [];
    try {
      return await ask();
    } finally {
      const held = this.#held;
      this.#held = undefined;
      for (const line of held) this.#print(line);
    }
  }

  /** From now on the moving line says what is spent of the cap, and what is still expected. */
  count(money: Money): void {
    this.#money = money;
  }

  /** Wipes the moving line. */
  end(): void {
    if (this.#drawn) this.terminal.err.write("\r\u001b[K");
    this.#drawn = false;
  }

  #print(line: string): void {
    if (this.#held) return void this.#held.push(line);
    this.end();
    this.terminal.err.write(`${line}\n`);
  }

  #draw(): void {
    if (!this.terminal.err.isTTY || this.#held) return;
    const running = this.#view.steps.findLast(({ state }) => state === "running");
    this.end();
    if (!running) return;
    const { stage, live } = this.#view;
    const parts = [stage, running.name, `${tokenWords(tokensOf(this.#view))} tokens`, ...this.#costs(), live];
    this.terminal.err.write(
      parts
        .filter(Boolean)
        .join(" · ")
        .slice(0, (this.terminal.err.columns || 100) - 1),
    );
    this.#drawn = true;
  }

  #costs(): string[] {
    const { dollars: spent, answering } = this.#view;
    if (!this.#money?.basis) return [dollars(spent)];
    const soFar = { ...this.#view, dollars: spent + (answering?.dollars ?? 0) };
    return [spentWords(soFar, this.#money), `${aboutWords(estimateRest(this.#money.basis, this.#view).total)} to go`];
  }
}

/** What a run came to: first its outcome, and once it was judged the lesson. */
function runLine(recorded: unknown, manifest: TemplateManifest): string | undefined {
  const run = Run.safeParse(recorded).data;
  if (!run) return undefined;
  if (run.lesson) return `    ${run.lesson}`;
  const passed = run.outcome.type === "measured" ? run.guards.length : 0;
  const outcome = headline(run, manifest) ?? describeOutcome(run.outcome);
  const first = `  = ${run.name}: ${outcome}${passed ? `; guards passed: ${passed}` : ""}`;
  return [first, ...adviceOn(run.outcome).map((sentence) => `    ${sentence}`)].join("\n");
}

/** The metric that matters most, on each data set. */
function headline({ outcome }: Run, { metrics }: TemplateManifest): string | undefined {
  if (outcome.type !== "measured") return undefined;
  const primary = Object.keys(metrics).find((name) => metrics[name]?.primary) ?? outcome.measurements[0]?.metric;
  const values = outcome.measurements.filter(({ metric }) => metric === primary);
  return values.length
    ? `${primary} ${values.map(({ dataset, mean }) => `${dataset} ${short(mean, 4)}`).join(", ")}`
    : undefined;
}

/** What stays on the screen: stages, runs, commits, warnings, endings. */
function lineFor(event: RunEvent | LiveEvent): string | undefined {
  switch (event.type) {
    case "stage-entered":
      return `\n── ${event.stage} ──${event.estimate ? `  ${aboutWords(event.estimate)}` : ""}`;
    case "step-finished":
      return finishedLine(event.step, event.result);
    case "step-failed":
      return `  ✗ ${event.step}: ${event.problem}`;
    case "run-judged":
      return `  ! run_${event.run} ${event.invalid ? `was marked invalid: ${event.reason}` : "counts again"}`;
    case "run-wanted":
      return `  · “${event.planned.name}” was added to the plan`;
    case "noted":
      return `  ${event.level === "info" ? "·" : "!"} ${event.text}`;
    case "live-job":
      return placeLine(event.state);
    case "ended":
      return `\n${{ done: "Done: ", failed: "Failed: ", budget: "", paused: "", stopped: "" }[event.how]}${event.reason}`;
    default:
      return undefined;
  }
}

/** Where a run is that is not over; of one on this machine nothing needs to be said. */
function placeLine(state: JobState): string | undefined {
  switch (state.type) {
    case "waiting":
      return `  … ${state.reason}`;
    case "unseen":
      return `  … Not seen since ${state.since.slice(11, 19)} UTC, which says nothing about the run: ${state.reason}`;
    case "running": {
      const gpus = state.gpus.length > 0 ? `, GPU ${state.gpus.join(", ")}` : "";
      return state.host ? `  … Running on ${state.host}${gpus}` : undefined;
    }
  }
}

/** Steps of which a person wants to know that they are done; the bookkeeping ones are left out. */
function finishedLine(name: string, result: unknown): string | undefined {
  if (
    /: (launch|job|standing|repeat|proposal|decision|hunk|revision|place|recorded|start|diff)$|, guards: outcome$|^(start|idea|parameters)$|notes after/.test(
      name,
    )
  )
    return undefined;
  return `  ✓ ${name}${detailOf(result)}`;
}

function detailOf(result: unknown): string {
  if (typeof result !== "object" || result === null) return "";
  if ("commit" in result && typeof result.commit === "string") return ` ${result.commit.slice(0, 8)}`;
  const answer = HunkAnswer.safeParse(result).data;
  if (answer) return `\n    ${answer.text}`;
  return "";
}

function tokensOf({ costs }: RunView): number {
  return Object.values(costs).reduce((sum, { usage }) => sum + usage.input + usage.output, 0);
}

/** Runs, costs and where the results are, for the end of a run and for `status`. */
export function summaryOf(view: RunView): string {
  const runs = view.runs.map(
    (run) =>
      `  run_${run.number}  ${run.name}: ${describeOutcome(run.outcome)}${run.seconds ? ` in ${short(run.seconds, 3)} s` : ""}`,
  );
  const costs = Object.entries(view.costs).map(
    ([stage, { calls, usage, dollars }]) =>
      `  ${stage.padEnd(12)} ${String(calls).padStart(3)} calls  ${String(usage.input).padStart(8)} tokens in (${share(usage.cachedInput, usage.input)} % cached)  ${String(usage.output).padStart(7)} out  $${dollars.toFixed(4)}`,
  );
  return [
    "Runs:",
    ...(runs.length ? runs : ["  none"]),
    "Costs:",
    ...costs,
    `  total $${view.dollars.toFixed(4)}`,
  ].join("\n");
}

function share(part: number, whole: number): string {
  return whole === 0 ? "0" : ((100 * part) / whole).toFixed(0);
}
