import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { gitIn } from "../workspace/git";

/** Writes exactly the files of `commit` into `folder`, which is made. `repository` is any folder of the repository. */
export async function exportCommit(repository: string, commit: string, folder: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "ai-scientist-index-"));
  const env = { GIT_INDEX_FILE: join(scratch, "index") };
  try {
    await mkdir(folder, { recursive: true });
    const git = gitIn(repository);
    await git.run(["read-tree", commit], { env });
    const prefix = `${folder}${sep}`.replaceAll("\\", "/");
    await git.run(["checkout-index", "--all", "--force", `--prefix=${prefix}`], { env });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
