import { cp, lstat, mkdir, realpath, rename, rm, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Job } from "../../engine/ports/compute";
import { objectionTo } from "../workspace/worktree-path";
import { exportCommit } from "./export-commit";

export type Sources = {
  readonly project: string;
  readonly worktree: string;
};

/**
 * Makes `folder` hold exactly `job.commit` and what the job carries. It appears whole: whoever is interrupted leaves only a draft
 * behind, which nobody takes for it.
 */
export async function stageJob(folder: string, job: Job, sources: Sources): Promise<void> {
  if (await isThere(folder)) return;
  const draft = `${folder}.draft-${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    await exportCommit(sources.project, job.commit, draft);
    for (const path of job.carry) await carry(path, draft, sources);
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await isThere(folder))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Results lie in the worktree; data that git does not know lies with the researcher. A link is carried as a link, uncopied. */
async function carry(path: string, into: string, sources: Sources): Promise<void> {
  const { plain, source } = await sourceOf(path, sources);
  const target = join(into, plain);
  await mkdir(dirname(target), { recursive: true });
  const isLink = (await lstat(source)).isSymbolicLink();
  if (isLink) await symlink(await realpath(source), target, (await stat(source)).isDirectory() ? "junction" : "file");
  else await cp(source, target, { recursive: true, force: true, mode: reflinkWherePossible });
}

/** Where something that a job carries lies now, and its plain path in the job's folder. */
export async function sourceOf(
  path: string,
  { project, worktree }: Sources,
): Promise<{ plain: string; source: string }> {
  const plain = path.replace(/\/+$/, "");
  if (objectionTo(plain)) throw new Error(`A run cannot carry “${path}”: it ${objectionTo(plain)}.`);
  for (const source of [join(worktree, plain), join(project, plain)])
    if (await isThere(source)) return { plain, source };
  throw new Error(`The run needs “${path}”, which is neither in the idea's worktree nor in ${project}.`);
}

/** COPYFILE_FICLONE: the copy shares its blocks on file systems that can do that. */
const reflinkWherePossible = 2;

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
