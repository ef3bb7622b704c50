import type { IdeaTimes } from "../fakes/simulated-campaign";

/**
 * The shortest makespan that a search finds which knows every time beforehand, in minutes. It begins with all ideas at once and the
 * longest remaining way first, then moves ideas forward and back at random as long as that helps. It is a plan that can be had; none
 * that cannot be bettered.
 */
export function bestPlanFound(times: readonly IdeaTimes[], slots: number, random: () => number): number {
  const ways = times.map(wayOf);
  let shifts = times.map(() => 0);
  let best = makespanOf(ways, slots, shifts);
  for (let attempt = 0; attempt < Math.min(300, 6000 / times.length); attempt++) {
    const moved = [...shifts];
    const moves = 1 + Math.floor(random() * 3);
    for (let move = 0; move < moves; move++) moved[Math.floor(random() * moved.length)] = 120 * (random() - 0.5);
    const makespan = makespanOf(ways, slots, moved);
    if (makespan > best) continue;
    best = makespan;
    shifts = moved;
  }
  return best;
}

/** An idea's runs in their order, with the minutes before each and from its beginning to the idea's end. */
type Way = { readonly runs: readonly { readonly before: number; readonly minutes: number; readonly rest: number }[] };

function wayOf({ head, runs, between, tail }: IdeaTimes): Way {
  let rest = tail - between;
  const ways = runs.toReversed().map((minutes, index) => {
    rest += between + minutes;
    return { before: index === runs.length - 1 ? head : between, minutes, rest };
  });
  return { runs: ways.toReversed() };
}

/** Whenever a slot is free, the run begins that is ready and has the longest way to its idea's end, give or take the idea's shift. */
function makespanOf(ways: readonly Way[], slots: number, shifts: readonly number[]): number {
  const next = ways.map(() => 0);
  const ready = ways.map(({ runs }) => runs[0]!.before);
  const free = Array.from({ length: slots }, () => 0);
  let end = 0;
  for (let left = ways.reduce((sum, { runs }) => sum + runs.length, 0); left > 0; left--) {
    const slot = free.indexOf(Math.min(...free));
    const open = ways.flatMap((way, idea) => (next[idea]! < way.runs.length ? [idea] : []));
    const now = Math.max(free[slot]!, Math.min(...open.map((idea) => ready[idea]!)));
    const urgency = (idea: number) => ways[idea]!.runs[next[idea]!]!.rest + shifts[idea]!;
    const idea = open
      .filter((one) => ready[one]! <= now)
      .reduce((one, other) => (urgency(other) > urgency(one) ? other : one));
    const { minutes, rest } = ways[idea]!.runs[next[idea]!]!;
    free[slot] = now + minutes;
    next[idea]!++;
    ready[idea] = now + minutes + (ways[idea]!.runs[next[idea]!]?.before ?? 0);
    if (next[idea] === ways[idea]!.runs.length) end = Math.max(end, now + rest);
  }
  return end;
}
