import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ProposalRefused } from "../../engine/ports/workspace";
import { type CommitNote, commit, commitMessage, commitOfStep, missingIdentity } from "./commit-step";
import { type Git, GitFailed } from "./git";
import { recordableFiles } from "./recordable-files";
import { diffArguments } from "./unified-diff";
import { pathInWorktree } from "./worktree-path";

/** Commits what is staged. When nothing is, gives the commit that the step made before it was interrupted, if it made one. */
export async function commitIndex(git: Git, base: string, note: CommitNote): Promise<string | undefined> {
  return (await stagedPaths(git)).length > 0 ? commit(git, note, []) : commitOfStep(git, base, note);
}

/** Commits these files of ours and nothing else, whatever else is staged; gives the step's commit or HEAD when they are in it. */
export async function commitFiles(
  git: Git,
  base: string,
  note: CommitNote,
  directory: string,
  paths: readonly string[],
): Promise<string> {
  const before = async () => (await commitOfStep(git, base, note)) ?? headOf(git);
  for (const path of paths) await pathInWorktree(directory, path);
  const files = new Set((await Promise.all(paths.map((path) => recordableFiles(directory, path)))).flat());
  if (files.size === 0) return before();
  const list = [...files].join("\0");
  const fromInput = ["--pathspec-from-file=-", "--pathspec-file-nul"];
  await git.run(["--literal-pathspecs", "add", "--force", ...fromInput], { input: list });
  const changed = (await stagedPaths(git)).some((path) => files.has(path));
  return changed ? commit(git, note, ["--only", ...fromInput], list) : before();
}

/** Commits what the researcher changed in tracked files; HEAD when that is nothing. */
export async function commitByHand(git: Git, note: CommitNote): Promise<string> {
  await git.run(["add", "--update", "--", ":/"]);
  return (await stagedPaths(git)).length === 0 ? headOf(git) : commit(git, note, []);
}

/**
 * A commit on top of HEAD in which `paths` are what they were in `from`. It is built beside the worktree and then
 * fast-forwarded to, which git refuses rather than overwrite an edit that is in no commit.
 */
export async function commitRestored(
  git: Git,
  base: string,
  note: CommitNote,
  from: string,
  paths: readonly string[],
): Promise<string> {
  const head = await headOf(git);
  const tree = await treeWith(git, head, from, paths);
  if (tree === (await git.run(["rev-parse", `${head}^{tree}`])).trim())
    return (await commitOfStep(git, base, note)) ?? head;
  const input = commitMessage(note);
  const restored = await git.run([...(await missingIdentity(git)), "commit-tree", tree, "-p", head, "-F", "-"], {
    input,
  });
  await git.run(["merge", "--ff-only", "--quiet", restored.trim()]).catch((error: unknown) => {
    if (error instanceof GitFailed)
      throw new ProposalRefused(`A file was edited while the starting point was restored. ${error.stderr.trim()}`, {
        cause: error,
      });
    throw error;
  });
  return restored.trim();
}

/** The tree of `head` with `paths` taken from `from`, by way of an index of its own. */
export async function treeWith(git: Git, head: string, from: string, paths: readonly string[]): Promise<string> {
  const folder = (await git.run(["rev-parse", "--absolute-git-dir"])).trim();
  const env = { GIT_INDEX_FILE: join(folder, `restore-${process.pid}-${Math.random().toString(36).slice(2)}`) };
  try {
    await git.run(["read-tree", head], { env });
    const listed = (await git.run(["--literal-pathspecs", "ls-tree", "-z", from, "--", ...paths]))
      .split("\0")
      .filter(Boolean);
    const kept = listed.map((line) => line.slice(line.indexOf("\t") + 1));
    const gone = paths.filter((path) => !kept.includes(path)).map((path) => `0 ${"0".repeat(40)}\t${path}`);
    await git.run(["update-index", "-z", "--index-info"], {
      env,
      input: [...listed, ...gone].map((line) => `${line}\0`).join(""),
    });
    return (await git.run(["write-tree"], { env })).trim();
  } finally {
    await rm(env.GIT_INDEX_FILE, { force: true });
  }
}

async function stagedPaths(git: Git): Promise<string[]> {
  const names = await git.run([...diffArguments, "--cached", "--name-only", "-z", "HEAD"]);
  return names.split("\0").filter((name) => name !== "");
}

export async function headOf(git: Git): Promise<string> {
  return (await git.run(["rev-parse", "HEAD"])).trim();
}
