import * as z from "zod";
import { isMeasured, type Run } from "../../research/run";
import { Standing, standingOf } from "../../research/standing";
import type { Lab } from "../lab";
import { ProposalRefused } from "../ports/workspace";
import { step } from "../step";

/** Says beside the numbers of a run what they are worth, where they are not those of a method: a paper may rest on no others. */
export async function keepStanding(lab: Pick<Lab, "journal" | "signal" | "workspace">, run: Run): Promise<void> {
  if (run.number === 0 || (isMeasured(run) && run.repeatOf === undefined)) return;
  const folder = `run_${run.number}`;
  const file = `${folder}/standing.json`;
  const keep = async () => {
    if (!(await leftNumbers(lab, folder))) return null;
    const standing = standingOf(run);
    await lab.workspace.write(file, JSON.stringify(standing));
    return standing;
  };
  await step(lab, `run ${run.number}: standing`, Standing.or(z.null()), keep);
  // Collected anew, after a step was done again, the folder is without it.
  if ((await leftNumbers(lab, folder)) && (await lab.workspace.read(file)) === undefined) await keep();
}

/** A run may have left anything: a file in the place of its folder, a folder in that of its numbers. */
async function leftNumbers({ workspace }: Pick<Lab, "workspace">, folder: string): Promise<boolean> {
  try {
    return (await workspace.read(`${folder}/final_info.json`)) !== undefined;
  } catch (error) {
    if (error instanceof ProposalRefused) return false;
    throw error;
  }
}
