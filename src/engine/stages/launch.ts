import * as z from "zod";
import { capFor, launchesByItself } from "../autonomy";
import type { Lab } from "../lab";
import type { Job } from "../ports/compute";
import { step } from "../step";

/** Asks the researcher (or their policy) whether a job may start. A refusal pauses the idea; nothing is lost. */
export async function launch(lab: Lab, name: string, title: string, job: Job): Promise<void> {
  const stepName = `${name}: launch`;
  await step(lab, stepName, Launched, async (): Promise<Launched> => {
    const question = {
      name: title,
      commit: job.commit,
      command: job.command.join(" "),
      place: lab.compute.place,
      limitSeconds: job.limits.seconds,
      ...(job.gpus ? { gpus: job.gpus } : {}),
    };
    await lab.journal.append({ type: "waiting", step: stepName, for: "launch", text: title });
    const cap = capFor(lab, (await lab.purse.look()).cap);
    if (launchesByItself(lab.researcher.policy(), question, cap)) return { by: "policy" };
    const cautions = (await lab.compute.cautions?.(job, lab.signal)) ?? [];
    if (!(await lab.researcher.approveLaunch({ ...question, cautions }, lab.signal))) throw new LaunchRefused(title);
    return { by: "researcher" };
  });
}

/** By whom; journals of 0.1.0 only say that it was launched. */
const Launched = z.union([z.object({ by: z.enum(["researcher", "policy"]) }), z.literal(true)]);
type Launched = z.infer<typeof Launched>;

export class LaunchRefused extends Error {
  override readonly name = "LaunchRefused";
  constructor(title: string) {
    super(`“${title}” was not launched. Resume to be asked again.`);
  }
}
