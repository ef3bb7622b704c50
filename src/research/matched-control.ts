import { capacityWords, unmatched } from "./capacity";
import { referencesOf } from "./comparisons";
import type { PlannedRun } from "./findings";
import type { Run } from "./run";
import type { TemplateManifest } from "./template";

/**
 * The control run that tells an idea's gain from that of its size: the reference's code, with as much capacity as the run has and
 * nothing else of it. Undefined where the run is matched with all that it is compared with.
 */
export function matchedControl(
  run: Run,
  runs: readonly Run[],
  manifest: Pick<TemplateManifest, "metrics">,
): PlannedRun | undefined {
  const reference = referencesOf(run, runs).find((one) => unmatched(run, one, manifest).length > 0);
  if (!reference) return undefined;
  const name = `Matched control: ${run.name}`;
  const sizes = capacityWords(unmatched(run, reference, manifest));
  return {
    name: name.length <= 60 ? name : `${name.slice(0, 59).trimEnd()}…`,
    from: reference.name,
    against: [run.name],
    change: `A control for “${run.name}”, which is not matched with “${reference.name}”: ${sizes}. Bring the code of “${reference.name}” to what “${run.name}” has there, within 5 %, by sizes that it already has (widths, depth, steps, batch), and change nothing else: whatever makes “${run.name}” what it is stays out.`,
    expectation: `If “${run.name}” differs from “${reference.name}” for its size alone, this run comes out like “${run.name}”; if for its idea, like “${reference.name}”.`,
  };
}
