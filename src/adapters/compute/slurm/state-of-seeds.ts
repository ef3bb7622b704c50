import type { JobEnd } from "../../../engine/ports/compute";
import type { JobState } from "../../../research/job-state";

/** What is known of one seed of an array: how it ended, or where it stands. */
export type SeedStanding = {
  readonly seed: number;
  readonly state: JobState | undefined;
  readonly end: JobEnd["how"] | undefined;
};

/** Where a run stands whose seeds stand each for itself; undefined while nothing is known. It runs as soon as one of them does. */
export function stateOfSeeds(standings: readonly SeedStanding[]): JobState | undefined {
  const states = standings.flatMap(({ state, end }) => (state && !end ? [state] : []));
  const unseen = states.find(({ type }) => type === "unseen");
  if (unseen) return unseen;
  const running = states.flatMap((state) => (state.type === "running" ? [state] : []));
  const detail = standings.map(wordsOf).filter(Boolean).join("; ");
  const [first] = running;
  if (!first) {
    const waiting = states.find((state) => state.type === "waiting");
    const isMixed = standings.some(({ end }) => end !== undefined);
    return waiting && (isMixed ? { ...waiting, reason: detail } : waiting);
  }
  const since = running.flatMap((state) => state.since ?? []).sort()[0];
  return {
    type: "running",
    host: [...new Set(running.flatMap(({ host }) => host ?? []))].join(", "),
    gpus: [],
    ...(first.clusterJob ? { clusterJob: first.clusterJob.split("_")[0] } : {}),
    ...(since ? { since } : {}),
    detail,
  };
}

function wordsOf({ seed, state, end }: SeedStanding): string {
  if (end) return `seed ${seed}: ${end.type === "exited" && end.code === 0 ? "done" : whyEnded(end)}`;
  if (state?.type === "running") return `seed ${seed}: running`;
  return state ? `seed ${seed}: ${state.reason}` : "";
}

function whyEnded(end: JobEnd["how"]): string {
  switch (end.type) {
    case "exited":
      return `exit code ${end.code}`;
    case "limit":
      return end.detail;
    case "cancelled":
      return "stopped";
    case "lost":
      return end.reason;
  }
}
