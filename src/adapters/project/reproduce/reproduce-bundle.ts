import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reproduced, ReproductionWish } from "../../../engine/reproduce";
import type { RerunGate } from "../../../engine/rerun-plan";
import type { Run } from "../../../research/run";
import { RemotePlaces } from "../../compute/remote/remote-places";
import { readJournal } from "../../journal/read-journal";
import { readSettings } from "../../settings";
import { LiveJournals } from "../live-journals";
import { measuredIn } from "./open-study";
import { reproduceStudy } from "./reproduce-study";
import { unpackBundle } from "./unpack-bundle";

type BundleOptions = {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly dist: string;
  readonly log: (line: string) => void;
};

/** Runs the runs of a bundle again, beside it: an archive, or a folder that it was unpacked into. Needs no project. */
export function reproduceBundle(
  path: string,
  { settings, dist, log }: BundleOptions,
  wish: ReproductionWish,
  gate: RerunGate,
  signal: AbortSignal,
): Promise<Reproduced> {
  const outside = { settings: readSettings(settings), dist, log, places: new RemotePlaces() };
  return reproduceStudy({ ...outside, journals: new LiveJournals() }, { kind: "bundle", path }, wish, gate, signal);
}

/** The runs of a bundle that were measured and count, but for mere repeats. */
export async function bundleRuns(path: string): Promise<readonly Run[]> {
  const scratch = await mkdtemp(join(tmpdir(), "ai-scientist-bundle-"));
  try {
    await unpackBundle(path, join(scratch, "bundle"));
    return measuredIn(await readJournal(join(scratch, "bundle", "journal")));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
