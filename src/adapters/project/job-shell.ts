import { existsSync } from "node:fs";
import type { JobShell } from "../../engine/project";
import { jobFiles } from "../compute/job-folder";
import { terminalAt } from "../compute/remote/host";
import { placeIn } from "../compute/remote/place";
import { quotedPath } from "../compute/remote/quote";
import { readRemote } from "../compute/remote/remote-record";

/** Where a job's files are, for a terminal: here, or in its folder on the host that it was sent to. */
export async function jobShell(folder: string): Promise<JobShell> {
  const remote = readRemote(folder);
  const place = remote && placeIn(remote.place);
  const host = place && place.kind !== "local" ? place.host : undefined;
  if (remote && host !== undefined)
    return { type: "there", host, arguments: await terminalAt(host, shellIn(`${remote.folder}/jobs/${remote.job}`)) };
  const { work } = jobFiles(folder);
  return { type: "here", folder: existsSync(work) ? work : folder };
}

/** The login shell of whoever connects, in the job's folder; in the home where that is not there any more. */
export function shellIn(folder: string): string {
  return `cd ${quotedPath(`${folder}/work`)} 2>/dev/null || cd ${quotedPath(folder)}; exec "$SHELL" -l`;
}
