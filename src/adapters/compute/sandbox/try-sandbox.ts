import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { experimentEnvironment } from "../experiment-environment";
import { openSandbox, type Sandbox } from "./open-sandbox";

/** Whether runs with this interpreter would be kept in a sandbox here, found out with a job's folder that is thrown away. */
export async function trySandbox(
  wanted: "auto" | "off",
  project: string,
  interpreter: string,
  signal: AbortSignal,
): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), "ai-scientist-sandbox-"));
  try {
    const env = experimentEnvironment(process.env, {}, join(folder, "tmp"));
    const job = { network: false, processes: 256, linked: [] };
    return await openSandbox({ wanted, project, folder, interpreter, env, ...job }, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
