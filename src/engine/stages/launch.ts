import * as z from "zod";
import { launchesByItself } from "../autonomy";
import type { Lab } from "../lab";
import type { Job } from "../ports/compute";
import { step } from "../step";

/** Asks the researcher (or their policy) whether a job may start. A refusal pauses the idea; nothing is lost. */
export async function launch(lab: Lab, name: string, title: string, job: Job): Promise<void> {
  const stepName = `${name}: launch`;
  const approved = await step(lab, stepName, z.boolean(), async () => {
    const question = {
      name: title,
      commit: job.commit,
      command: job.command.join(" "),
      place: lab.compute.place,
      limitSeconds: job.limits.seconds,
    };
    await lab.journal.append({ type: "waiting", step: stepName, for: "launch", text: title });
    if (launchesByItself(lab.researcher.policy(), question, lab)) return true;
    const answer = await lab.researcher.approveLaunch(question, lab.signal);
    if (!answer) throw new LaunchRefused(title);
    return answer;
  });
  if (!approved) throw new LaunchRefused(title);
}

export class LaunchRefused extends Error {
  override readonly name = "LaunchRefused";
  constructor(title: string) {
    super(`“${title}” was not launched. Resume to be asked again.`);
  }
}
