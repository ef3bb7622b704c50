import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bundle } from "../../../research/bundle";
import { ProjectBroken } from "../../read-template";
import { baseReference } from "../../workspace/begin-at";
import { type Git, GitFailed, gitIn } from "../../workspace/git";
import { branchOf } from "../../workspace/open-worktree";
import { patchesIn } from "./patches-in";

/** The commits of a study in a repository of their own. `commitOf` gives the commit that was `original` there; undefined for one that is not in it. */
export type StudyRepository = {
  readonly base: string;
  readonly commitOf: Readonly<Record<string, string>>;
};

/**
 * A repository with the branch of an idea and nothing checked out but what is worked on: no file of it lies where an interpreter
 * is started before somebody has decided that it may run.
 */
export async function fetchIdea(project: string, slug: string, target: string): Promise<StudyRepository> {
  return appearing(target, async (draft) => {
    const git = await emptyRepository(draft);
    const references = [`refs/heads/${branchOf(slug)}`, baseReference(slug)].map((one) => `+${one}:${one}`);
    await git.run(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", project, ...references]).catch((error) => {
      throw new ProjectBroken(`The idea “${slug}” has no branch that could be run again: ${error.message}`);
    });
    const base = (await git.run(["rev-parse", `${baseReference(slug)}^{commit}`])).trim();
    await git.run(["update-ref", "refs/heads/main", base]);
    const commits = (await git.run(["rev-list", branchOf(slug)])).split("\n").filter(Boolean);
    return { base, commitOf: Object.fromEntries([...commits, base].map((commit) => [commit, commit])) };
  });
}

/** The same from an unpacked bundle: its `base/`, and every change on top of it, which gives every commit again under a new name. */
export async function applyBundle(
  folder: string,
  bundle: Bundle,
  slug: string,
  target: string,
): Promise<StudyRepository> {
  return appearing(target, async (draft) => {
    const git = await emptyRepository(draft);
    await mkdir(join(draft, ".git", "info"), { recursive: true });
    await writeFile(join(draft, ".git", "info", "attributes"), UNTOUCHED);
    const files = gitIn(join(folder, "base"));
    const elsewhere = { env: { ...ALONE, GIT_INDEX_FILE: join(draft, ".git", "index.base") } };
    const inBase = ["--git-dir", join(draft, ".git"), "--work-tree", join(folder, "base")];
    await files.run([...inBase, "add", "--all", "--force", "."], elsewhere);
    const tree = (await files.run([...inBase, "write-tree"], elsewhere)).trim();
    const base = (await git.run([...NOBODY, "commit-tree", tree, "-m", "base"], { env: ALONE })).trim();
    await git.run(["update-ref", "refs/heads/main", base]);
    await git.run(["update-ref", baseReference(slug), base]);
    const commitOf = await applyAll(git, folder, draft, base);
    const last = Object.values(commitOf).at(-1) ?? base;
    await git.run(["update-ref", `refs/heads/${branchOf(slug)}`, last]);
    return { base, commitOf: { ...commitOf, [bundle.base]: base } };
  });
}

/** By the names that the commits had. They are applied in a worktree that is gone afterwards. */
async function applyAll(git: Git, folder: string, draft: string, base: string): Promise<Record<string, string>> {
  const patches = patchesIn(await readFile(join(folder, "changes.mbox"), "latin1"));
  const place = join(draft, ".git", "applying");
  await git.run(["worktree", "add", "--quiet", "--detach", place, base], { env: ALONE });
  const there = gitIn(place);
  const commitOf: Record<string, string> = {};
  for (const { commit, text } of patches) {
    await there.run([...NOBODY, ...AM], { input: Buffer.from(text, "latin1"), env: ALONE }).catch((error: unknown) => {
      if (!(error instanceof GitFailed)) throw error;
      throw new ProjectBroken(`The bundle's change ${commit.slice(0, 12)} does not apply: ${error.stderr.trim()}`);
    });
    commitOf[commit] = (await there.run(["rev-parse", "HEAD"])).trim();
  }
  await git.run(["worktree", "remove", "--force", place]);
  return commitOf;
}

const AM = ["am", "--quiet", "--keep-cr", "--no-3way", "--no-scissors", "--committer-date-is-author-date"];
const NOBODY = ["-c", "user.name=AI Scientist", "-c", "user.email=ai-scientist@localhost", "-c", "core.symlinks=false"];
/** What the user's own git would do to files (filters of large files, line ends) is not done to somebody else's. */
const ALONE = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null" };

/** Nor does somebody else's `.gitattributes` choose it, now or when files are checked out: this goes before any of them. */
const UNTOUCHED = "* !filter !text !crlf !eol !ident !working-tree-encoding\n";

async function emptyRepository(folder: string): Promise<Git> {
  await mkdir(folder, { recursive: true });
  const git = gitIn(folder);
  await git.run(["init", "--quiet"]);
  await git.run(["symbolic-ref", "HEAD", "refs/heads/main"]);
  await git.run(["config", "core.symlinks", "false"]);
  return git;
}

/** Whoever is interrupted leaves a draft behind, which nobody takes for the whole. */
async function appearing<Made>(target: string, make: (draft: string) => Promise<Made>): Promise<Made> {
  const draft = `${target}.draft`;
  for (const left of [draft, target]) await rm(left, { recursive: true, force: true });
  const made = await make(draft);
  await rename(draft, target);
  return made;
}

/** What is no plain file in a commit that is to run: links lead out of it, and a submodule is another repository. */
export async function strangersAt(repository: string, commit: string): Promise<string[]> {
  const listed = await gitIn(repository).run(["ls-tree", "-r", "-z", "--full-tree", commit]);
  return listed
    .split("\0")
    .filter((line) => /^(?:120000|160000) /.test(line))
    .map((line) => line.slice(line.indexOf("\t") + 1));
}
