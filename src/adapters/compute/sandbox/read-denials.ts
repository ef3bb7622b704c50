import { existsSync } from "node:fs";
import { type JobRecord, jobFiles, readJson } from "../job-folder";
import { endOfLog } from "../job-log";
import { denialsIn } from "./denials";
import type { Sandbox } from "./open-sandbox";

/** What the sandbox of an ended job refused it; nothing where there was none. */
export async function readDenials(folder: string): Promise<string[]> {
  const files = jobFiles(folder);
  const sandbox = readJson<Sandbox>(files.sandbox);
  if (sandbox?.type !== "bubblewrap" || !readJson<JobRecord>(files.job)) return [];
  const said = await Promise.all([files.stderr, files.stdout].map((log) => endOfLog(log, 50_000)));
  return denialsIn(said.join("\n"), {
    network: sandbox.network,
    own: [files.work, files.temporary, "/tmp", "/var/tmp"],
    isHidden: (path) => existsSync(path),
  });
}
