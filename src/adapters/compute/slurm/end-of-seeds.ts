import type { JobEnd } from "../../../engine/ports/compute";
import { seedWords } from "../../../research/separate-seeds";
import type { End } from "../remote/watch-remote";

export type SeedEnd = { readonly seed: number; readonly end: JobEnd };

/**
 * How a run ended whose seeds ended each for itself: as the worst of them, whose last words are the run's, with its seed and what is
 * kept of the others. Its time is what all seeds ran together, as where one process measures them; but a seed that came to a
 * limit of time tells its own.
 */
export function endOfSeeds(ends: readonly SeedEnd[], folder: string): End {
  const worst = ends.reduce((one, other) => (gravity(other.end) > gravity(one.end) ? other : one));
  const peaks = ends.flatMap(({ end }) => end.peakMemoryMb ?? []);
  const { how } = worst.end;
  const all = {
    seconds: ends.reduce((sum, { end }) => sum + end.seconds, 0),
    violations: [...new Set(ends.flatMap(({ end }) => end.violations))],
    ...(peaks.length > 0 ? { peakMemoryMb: Math.max(...peaks) } : {}),
  };
  if (gravity(worst.end) === 0) return { ...all, how };
  const said = [`Seed ${worst.seed} ${endWords(worst.end)}`, ...othersIn(ends, worst, folder)].join(" ");
  const isTime = how.type === "limit" && how.limit === "seconds";
  return {
    ...all,
    ...(isTime ? { seconds: worst.end.seconds } : {}),
    how: how.type === "lost" ? { ...how, reason: said } : how.type === "limit" ? { ...how, detail: said } : how,
    stdoutEnd: [worst.end.stdoutEnd.trimEnd(), said].filter(Boolean).join("\n"),
    stderrEnd: worst.end.stderrEnd,
  };
}

/** A stop that was asked for says it all; what is known to have failed comes before what nobody knows. */
function gravity({ how }: JobEnd): number {
  if (how.type === "exited") return how.code === 0 ? 0 : 3;
  return { lost: 1, limit: 2, cancelled: 4 }[how.type];
}

function endWords({ how }: JobEnd): string {
  switch (how.type) {
    case "exited":
      return how.code === 0 ? "ended well." : `ended with exit code ${how.code}.`;
    case "limit":
      return `was ended at a limit: ${how.detail}`;
    case "cancelled":
      return "was stopped.";
    case "lost":
      return `has no known end: ${how.reason}`;
  }
}

function othersIn(ends: readonly SeedEnd[], worst: SeedEnd, folder: string): string[] {
  const others = ends.filter((one) => one !== worst && gravity(one.end) > 0);
  const well = ends.filter(({ end }) => gravity(end) === 0).map(({ seed }) => seed);
  return [
    ...others.map(({ seed, end }) => `Seed ${seed} ${endWords(end)}`),
    ...(well.length > 0 ? [`What ${seedWords(well)} measured is kept in ${folder}/seeds.`] : []),
  ];
}
