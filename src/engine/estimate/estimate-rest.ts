import { addEstimates, type Estimate, nothingExpected, type Range, type StageEstimate } from "../../research/estimate";
import type { Parameters } from "../../research/parameters";
import { Stage } from "../../research/run-event";
import type { RunView } from "../../research/run-view";
import { billOf, type Rates, reserveFor } from "./bill";
import { isRepair, kindOf } from "./call-kind";
import { type Evidence, evidenceIn, type Plan } from "./evidence";
import { ideaCalls, type PlannedCall, plannedCalls } from "./planned-calls";
import type { PromptSizes } from "./prompt-sizes";
import { scenarioOf } from "./scenario";

/** What an estimate is made of, beside what the idea has used so far. */
export type EstimateBasis = Rates & {
  readonly sizes: PromptSizes;
  /** The numbers of the method, for an idea that has not recorded its own yet. */
  readonly parameters: Parameters;
  /** The time limit of one run. */
  readonly limitSeconds: number;
};

/** What the idea will cost from where it stands: the whole before it begins, nothing when it is done. */
export function estimateRest(basis: EstimateBasis, view: RunView): Estimate {
  const left = view.ending?.how === "done" ? [] : stagesLeft(view);
  const forecast = forecastFor(basis, view);
  const stages = left.map((stage) => ({ stage, estimate: estimateOf(basis, view, stage, forecast) }));
  const total = stages.reduce((sum, { estimate }) => addEstimates(sum, estimate), nothingExpected);
  return { stages, total, reserve: left.length > 0 ? reserveFor(basis, forecast.high) : 0 };
}

/** What one stage will still cost. */
export function estimateStage(basis: EstimateBasis, view: RunView, stage: Stage): StageEstimate {
  return estimateOf(basis, view, stage, forecastFor(basis, view));
}

const WAY = Stage.options.filter((stage) => stage !== "ideas" && stage !== "novelty");

function stagesLeft({ stagesEntered }: RunView): Stage[] {
  return WAY.slice(
    Math.max(
      0,
      WAY.findLastIndex((stage) => stagesEntered.includes(stage)),
    ),
  );
}

type Forecast = Plan & { readonly evidence: Evidence };

/** Both sides of the plan without the calls that were made, and what these say about the others. */
function forecastFor(basis: EstimateBasis, view: RunView): Forecast {
  const parameters = view.method ?? basis.parameters;
  const made = view.runs.filter(({ number }) => number > 0).length;
  const decided = view.stagesEntered.includes("plots") ? made : undefined;
  const sees = basis.scientist.pictures === true || basis.reviewer.pictures === true;
  const planOf = (side: "low" | "high") => {
    const scenario = scenarioOf(side, basis.sizes, parameters, decided, sees);
    return plannedCalls(basis.sizes, parameters, { ...scenario, runs: Math.max(scenario.runs, made) });
  };
  const [low, high] = [planOf("low"), planOf("high")];
  const evidence = evidenceIn(view.calls, { low, high }, basis);
  return { low: withoutMade(low, view), high: withoutMade(high, view), evidence };
}

function withoutMade(planned: readonly PlannedCall[], { calls }: RunView): PlannedCall[] {
  const made = new Map<string, number>();
  for (const { stage, step } of calls) {
    if (isRepair(step)) continue;
    const key = `${stage} ${kindOf(step)}`;
    made.set(key, (made.get(key) ?? 0) + 1);
  }
  return planned.filter(({ stage, kind }) => {
    const key = `${stage} ${kind}`;
    const count = made.get(key) ?? 0;
    made.set(key, count - 1);
    return count <= 0;
  });
}

function estimateOf(
  basis: EstimateBasis,
  view: RunView,
  stage: Stage,
  { low, high, evidence }: Forecast,
): StageEstimate {
  const ofStage = (calls: readonly PlannedCall[]) => calls.filter((call) => call.stage === stage);
  const forecast = { low: ofStage(low), high: ofStage(high), evidence };
  return {
    ...rangeOf(basis, forecast),
    ...(stage === "experiments" ? { seconds: secondsOf(basis, view, forecast) } : {}),
  };
}

/** From the bill of one side of the plan to that of the other. */
function rangeOf(basis: EstimateBasis, forecast: Forecast): StageEstimate {
  const low = billOf(basis, forecast.low, forecast.evidence, "low");
  const high = billOf(basis, forecast.high, forecast.evidence, "high");
  const range = (least: number, most: number): Range => ({ low: least, high: Math.max(least, most) });
  const known = low.dollars !== undefined && high.dollars !== undefined;
  return {
    calls: range(low.calls, high.calls),
    input: range(low.input, high.input),
    cachedInput: range(low.cachedInput, high.cachedInput),
    output: range(low.output, high.output),
    ...(known ? { dollars: range(low.dollars, high.dollars) } : {}),
  };
}

/** Runs that are still to be made, each about as long as the baseline was; before that is known, up to the limit. */
function secondsOf({ limitSeconds }: EstimateBasis, view: RunView, { low, high }: Forecast): Range {
  const baseline = view.runs.find(({ number, outcome }) => number === 0 && outcome.type === "measured")?.seconds;
  const left = (planned: readonly PlannedCall[]) => planned.filter(({ kind }) => kind === "change").length;
  if (baseline === undefined) return { low: 0, high: limitSeconds * (1 + left(high)) };
  return { low: left(low) * baseline * 0.8, high: left(high) * Math.min(limitSeconds, baseline * 1.6) };
}

/** What thinking up `count` ideas will cost, where there are `archive` already. */
export function estimateIdeas(basis: EstimateBasis, count: number, archive: number): StageEstimate {
  const planOf = (side: "low" | "high") =>
    Array.from({ length: count }, (_, index) => ideaCalls(basis.sizes, basis.parameters, side, archive + index)).flat();
  const [low, high] = [planOf("low"), planOf("high")];
  return rangeOf(basis, { low, high, evidence: evidenceIn([], { low, high }, basis) });
}
