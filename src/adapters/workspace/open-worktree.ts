import { readdir, realpath, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makePrivateFolder } from "../private-folder";
import { baseReference, beginAt, goesOn, type Origin } from "./begin-at";
import { gitIn } from "./git";
import { WorkspaceUnavailable } from "./workspace-unavailable";

export type Place = {
  readonly project: string;
  readonly slug: string;
  readonly directory: string;
  /** Set for an idea that goes on from a commit of another one. It matters only until the branch is there. */
  readonly origin?: Origin | undefined;
};

export function branchOf(slug: string): string {
  return `ai-scientist/${slug}`;
}

/**
 * Makes branch and worktree from the project's HEAD (or from a commit of another idea), or finds them and finishes what was interrupted. Resolves to the commit
 * the branch began at. Throws `WorkspaceUnavailable` rather than touch anything that is not ours.
 */
export async function openWorktree(place: Place): Promise<string> {
  const { project, slug, directory } = place;
  const worktrees = await worktreesOf(project);
  const branch = branchOf(slug);
  const ours = await findAt(worktrees, directory);
  const elsewhere = worktrees.find((worktree) => worktree.branch === branch && worktree !== ours);
  if (elsewhere)
    throw new WorkspaceUnavailable(
      `The branch ${branch} is checked out in ${elsewhere.path}. Switch that folder to another branch first.`,
    );
  const there = await contents(directory);
  if (ours && there && ours.branch !== branch)
    throw new WorkspaceUnavailable(
      `${directory} is on ${ours.branch ?? "a detached HEAD"}. Switch it back: “git switch ${branch}” in that folder.`,
    );
  if (!ours && there && there.length > 0)
    throw new WorkspaceUnavailable(`${directory} is in the way: it is no worktree of ours. Move it away or delete it.`);
  if (!ours || !there) await addWorktree(place);
  await finishCheckout(directory);
  await followProject(place);
  return baseOf(place);
}

/** Until the idea has a commit of its own it begins at the project's last commit, so that a template can still be mended. */
async function followProject(place: Place): Promise<void> {
  const git = gitIn(place.directory);
  if (await goesOn(place)) return;
  const base = await baseOf(place);
  const head = (await gitIn(place.project).run(["rev-parse", "HEAD"])).trim();
  if (base === head) return;
  const behind = (await git.ask(["merge-base", "--is-ancestor", "HEAD", head])) !== undefined;
  const own = await git.run(["log", "--format=%(trailers:key=AI-Scientist-Idea)", `${base}..HEAD`]);
  const changed = await git.run(["status", "--porcelain", "--untracked-files=no"]);
  if (!behind || own.trim() !== "" || changed.trim() !== "") return;
  await git.run(["reset", "--hard", "--quiet", head]);
  await git.run(["update-ref", baseReference(place.slug), head]);
}

async function addWorktree({ project, slug, directory, origin }: Place): Promise<void> {
  const git = gitIn(project);
  const branch = branchOf(slug);
  await makePrivateFolder(resolve(directory, ".."));
  const known = (await git.ask(["rev-parse", "--verify", "--quiet", `refs/heads/${branch}`])) !== undefined;
  if (!known) {
    const start = origin ? await beginAt(git, slug, origin) : (await git.run(["rev-parse", "HEAD"])).trim();
    await git.run(["update-ref", baseReference(slug), start]);
    await git.run(["branch", "--no-track", branch, start]);
  }
  await git.run(["worktree", "add", "--force", "--force", "--no-checkout", directory, branch]);
}

/** A worktree without an index has never been filled: there is nothing of anybody's in it. */
async function finishCheckout(directory: string): Promise<void> {
  const git = gitIn(directory);
  const index = resolve(directory, (await git.run(["rev-parse", "--git-path", "index"])).trim());
  await forgetDeadLock(`${index}.lock`);
  if (!(await ageOf(index))) await git.run(["reset", "--hard", "--quiet"]);
}

/** git holds its lock for moments. One that is seconds old was left by a process that was killed. */
async function forgetDeadLock(lock: string): Promise<void> {
  for (let age = await ageOf(lock); age; age = await ageOf(lock)) {
    if (age > 5000) await rm(lock, { force: true });
    else await wait(250);
  }
}

async function baseOf({ project, slug }: Place): Promise<string> {
  const git = gitIn(project);
  const recorded = await git.ask(["rev-parse", "--verify", "--quiet", `${baseReference(slug)}^{commit}`]);
  if (recorded) return recorded.trim();
  const base =
    (await git.ask(["merge-base", "HEAD", branchOf(slug)])) ?? (await git.run(["rev-parse", branchOf(slug)]));
  await git.run(["update-ref", baseReference(slug), base.trim()]);
  return base.trim();
}

export type Worktree = { readonly path: string; readonly branch: string | undefined };

async function worktreesOf(project: string): Promise<Worktree[]> {
  return readWorktrees(await gitIn(project).run(["worktree", "list", "--porcelain"]));
}

/** Reads `git worktree list --porcelain`. */
export function readWorktrees(text: string): Worktree[] {
  return text
    .split(/\n\n/)
    .filter((block) => block.startsWith("worktree "))
    .map((block) => ({
      path: block.split("\n")[0]!.slice("worktree ".length),
      branch: /^branch refs\/heads\/(.*)$/m.exec(block)?.[1],
    }));
}

async function findAt(worktrees: readonly Worktree[], directory: string): Promise<Worktree | undefined> {
  const wanted = await truePath(directory);
  for (const worktree of worktrees) if ((await truePath(worktree.path)) === wanted) return worktree;
  return undefined;
}

/** Also for a folder that is gone, when the one above it is there. */
async function truePath(path: string): Promise<string> {
  return realpath(path).catch(() =>
    realpath(resolve(path, "..")).then(
      (above) => join(above, resolve(path).split(/[\\/]/).at(-1)!),
      () => resolve(path),
    ),
  );
}

async function contents(directory: string): Promise<readonly string[] | undefined> {
  return readdir(directory).catch(() => undefined);
}

/** Milliseconds since the file was changed, at least 1; undefined when there is none. */
async function ageOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => Math.max(1, Date.now() - mtimeMs),
    () => undefined,
  );
}
