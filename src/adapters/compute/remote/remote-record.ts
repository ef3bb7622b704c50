import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import * as z from "zod";
import { readJson, writeJson } from "../job-folder";

/** `remote.json` in a job's folder here: where the job is. */
export const RemoteRecord = z.object({
  /** `compute.place` and `compute.remoteFolder` as they were when it was submitted. */
  place: z.string(),
  folder: z.string(),
  /** Its name there. */
  job: z.string(),
});
export type RemoteRecord = z.infer<typeof RemoteRecord>;

export function readRemote(folder: string): RemoteRecord | undefined {
  return RemoteRecord.safeParse(readJson(join(folder, "remote.json"))).data;
}

export function writeRemote(folder: string, record: RemoteRecord): void {
  writeJson(join(folder, "remote.json"), record);
}

/** A name that no other project, idea or machine gives a job. */
export function remoteName(project: string, slug: string, job: string): string {
  const whose = createHash("sha256").update(`${hostname()}\0${project}`).digest("hex").slice(0, 8);
  const words = [basename(project), whose, slug, job].map((word) => word.replace(/[^\w.-]+/g, "-"));
  return `p-${words.join("-")}`;
}
