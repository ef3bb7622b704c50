import type { Range } from "../../research/estimate";
import type { CallView } from "../../research/run-view";
import type { Rates } from "./bill";
import { isReferees, isRepair, kindOf } from "./call-kind";
import type { PlannedCall } from "./planned-calls";
import { thinkingOf } from "./thinking";

/** What the calls that were made say about those that are to come; as long as there are none, what is usual. */
export type Evidence = {
  /** Where answers lie between the terse (0) and the thorough (1) kind. */
  readonly answers: Range;
  /** Tokens that are thought before each answer, by who is asked. */
  readonly thoughts: ByRole;
  /** The part of what could be cached that is; the low end is the one that costs more. */
  readonly cached: Range;
  /** The share of questions that must be put again, because the answer could not be used. */
  readonly repairs: Range;
  /** What inputs really weigh, as a multiple of what the plan has, by who is asked and by side of the plan. */
  readonly weight: ByRole;
};
type ByRole = { readonly scientist: Range; readonly reviewer: Range };

export type Plan = { readonly low: readonly PlannedCall[]; readonly high: readonly PlannedCall[] };

export function evidenceIn(calls: readonly CallView[], plan: Plan, { scientist, reviewer }: Rates): Evidence {
  const pairs = pairsOf(calls, plan);
  const [asked, judged] = [
    pairs.filter(({ low }) => !isReferees(low.kind)),
    pairs.filter(({ low }) => isReferees(low.kind)),
  ];
  const isSame = scientist.name === reviewer.name;
  return {
    answers: answersIn(pairs),
    thoughts: {
      scientist: thoughtsIn(isSame ? pairs : asked, thinkingOf(scientist.name)),
      reviewer: thoughtsIn(isSame ? pairs : judged, thinkingOf(reviewer.name)),
    },
    cached: cachedIn(pairs),
    repairs: repairsIn(calls),
    weight: { scientist: weightIn(asked), reviewer: weightIn(judged) },
  };
}

/** A call that was made, beside those that either side of the plan has in its place. */
type Pair = { readonly made: CallView; readonly low: PlannedCall; readonly high: PlannedCall };

function pairsOf(calls: readonly CallView[], plan: Plan): Pair[] {
  const seen = new Map<string, number>();
  return calls.flatMap((made) => {
    const kind = isRepair(made.step) ? undefined : kindOf(made.step);
    const key = `${made.stage} ${kind}`;
    const index = seen.get(key) ?? 0;
    seen.set(key, index + 1);
    const nth = (planned: readonly PlannedCall[]) => {
      const alike = planned.filter((call) => call.kind === kind && call.stage === made.stage);
      return alike[Math.min(index, alike.length - 1)];
    };
    const [low, high] = [nth(plan.low), nth(plan.high)];
    return low && high ? [{ made, low, high }] : [];
  });
}

function answersIn(pairs: readonly Pair[]): Range {
  const said = sum(pairs, ({ made }) => made.usage.output - made.usage.reasoning);
  const [low, high] = [sum(pairs, (pair) => pair.low.output), sum(pairs, (pair) => pair.high.output)];
  const seen = high > low ? (said - low) / (high - low) : 0.5;
  const middle = (0.4 * PRIOR + seen * pairs.length) / (PRIOR + pairs.length);
  const half = Math.max(0.15, 0.4 / Math.sqrt(1 + pairs.length / 6));
  return { low: middle - half, high: middle + half };
}

function thoughtsIn(pairs: readonly Pair[], thinking: Range): Range {
  const mean = sum(pairs, ({ made }) => made.usage.reasoning) / Math.max(1, pairs.length);
  return { low: blended(thinking.low, 0.75 * mean, pairs), high: blended(thinking.high, 1.35 * mean, pairs) };
}

function cachedIn(pairs: readonly Pair[]): Range {
  const possible = sum(pairs, ({ low, high }) => (low.cached + high.cached) / 2);
  if (possible === 0) return USUALLY_CACHED;
  const share = Math.min(1, sum(pairs, ({ made }) => made.usage.cachedInput) / possible);
  const half = 0.05 + 0.2 / (1 + pairs.length / 5);
  return {
    low: Math.max(0, blended(USUALLY_CACHED.low, share - half, pairs)),
    high: Math.min(1, blended(USUALLY_CACHED.high, share + half, pairs)),
  };
}

function repairsIn(calls: readonly CallView[]): Range {
  const share = calls.filter(({ step }) => isRepair(step)).length / Math.max(1, calls.length);
  return { low: share / 2, high: share + 0.12 / (1 + calls.length / 15) };
}

/** Each side of the plan is brought to what was seen, so that they differ less the more is known. */
function weightIn(pairs: readonly Pair[]): Range {
  const recent = pairs.slice(-RECENT);
  const real = sum(recent, ({ made }) => made.usage.input);
  const against = (planned: number) => (planned === 0 ? 1 : blended(1, real / planned, recent));
  return {
    low: against(sum(recent, ({ low }) => low.input)),
    high: against(sum(recent, ({ high }) => high.input)),
  };
}

/** `usual` counts for as much as one call. */
function blended(usual: number, seen: number, pairs: readonly Pair[]): number {
  return (usual + seen * pairs.length) / (1 + pairs.length);
}

function sum(pairs: readonly Pair[], value: (pair: Pair) => number): number {
  return pairs.reduce((total, pair) => total + value(pair), 0);
}

/** Providers keep a prefix for minutes; a researcher who thinks longer about a change than that pays for it anew. */
const USUALLY_CACHED: Range = { low: 0.8, high: 1 };
/** What is usual counts for as many calls, where answers are looked at: they differ much from one to the next. */
const PRIOR = 2;
/** Calls whose inputs are looked at: prompts grow, so the last ones say most. */
const RECENT = 8;
