import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Job } from "../../../engine/ports/compute";
import { Environment } from "../../../research/environment";
import { objectionTo } from "../../workspace/worktree-path";
import { jobFiles, writeJson } from "../job-folder";
import { ComputeUnavailable } from "../start-job";
import { askHost, type HostAccess } from "./ask-host";
import { Fetched } from "./host-answers";

/**
 * Brings a job's results, its measured environment and its supervisor's word into the job's folder here, in one round trip. The host
 * is not trusted: only plain files come, at plain paths that the job was asked for, and no more bytes than were announced.
 */
export async function fetchResults(
  folder: string,
  job: Pick<Job, "collect" | "limits">,
  remoteJob: string,
  access: HostAccess,
  signal: AbortSignal,
): Promise<void> {
  const files = jobFiles(folder);
  const most = Math.min(job.limits.diskMb * 2 ** 20, mostBytes);
  const question = { verb: "fetch" as const, job: remoteJob, collect: job.collect, most };
  const { answer, bytes } = await askHost(access, question, Fetched, { signal, timeoutSeconds: 3600 });
  const total = answer.files.reduce((sum, { size }) => sum + size, 0);
  if (total !== bytes.length)
    throw new ComputeUnavailable(`${access.host.name} sent ${bytes.length} bytes of results and announced ${total}.`);
  await rm(`${files.work}.draft`, { recursive: true, force: true });
  await mkdir(`${files.work}.draft`, { recursive: true });
  const { taken, left } = sorted(answer);
  for (const { path, from, size } of taken) {
    const target = join(`${files.work}.draft`, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes.subarray(from, from + size));
  }
  await rm(files.work, { recursive: true, force: true });
  await rename(`${files.work}.draft`, files.work);
  writeJson(files.environment, measured(answer.env, left));
  if (answer.exit) writeJson(files.exit, answer.exit);
}

/** What comes back with one job. More is left on the host, whose name and folder `env.json` tells. */
const mostBytes = 200 * 2 ** 20;

/** Where each file lies in the bytes that came. A path that leads elsewhere, or that a disk here may not hold or tell apart, is left. */
export function sorted({ files, left }: Pick<Fetched, "files" | "left">, platform = process.platform) {
  const paths = new Set<string>();
  const taken: { path: string; from: number; size: number }[] = [];
  const refused: string[] = [];
  let from = 0;
  for (const { path, size } of files) {
    const plain = path.toLowerCase();
    if (objectionTo(path) || paths.has(plain) || (platform === "win32" && /[:*?"<>|]/.test(path))) refused.push(path);
    else taken.push({ path, from, size });
    paths.add(plain);
    from += size;
  }
  return { taken, left: [...left, ...refused] };
}

function measured(env: unknown, left: readonly string[]): Environment {
  const known = Environment.safeParse(env);
  const environment = known.success ? known.data : Environment.parse({});
  return left.length > 0 ? { ...environment, leftOnHost: left } : environment;
}
