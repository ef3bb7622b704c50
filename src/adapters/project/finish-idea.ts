import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Farewell, MergePlan } from "../../engine/project";
import { slugOf } from "../../research/idea";
import { JournalLocked, journalIsLocked } from "../journal/journal-lock";
import { journalFile } from "../journal/read-journal";
import { ProjectBroken } from "../read-template";
import { baseReference, originReference } from "../workspace/begin-at";
import { type Git, gitIn } from "../workspace/git";
import { branchOf } from "../workspace/open-worktree";
import { type Desk, ideaFolder, worktreeFolder } from "./desk";
import { readIdeaBook } from "./idea-files";
import { deletedFolder } from "./ledger";

type FinishingDesk = Pick<Desk, "folder">;

/** What merging an idea's branch would do. Nothing is merged here: that is the researcher's own act. */
export async function mergePlan({ folder }: FinishingDesk, slug: string): Promise<MergePlan> {
  const git = gitIn(folder);
  const branch = branchOf(slug);
  const into = (await git.ask(["symbolic-ref", "--quiet", "--short", "HEAD"]))?.trim();
  if (!into) throw new ProjectBroken("The project is on no branch. Switch to the one that is to have the idea first.");
  const dirty = (await git.run(["status", "--porcelain", "--untracked-files=no"])).split("\n").filter(Boolean);
  if (dirty.length > 0) {
    const files = dirty.map((line) => line.slice(3)).join(", ");
    throw new ProjectBroken(
      `${files} ${dirty.length === 1 ? "has" : "have"} changes that are in no commit. Commit or undo them before merging.`,
    );
  }
  const commits = Number((await git.run(["rev-list", "--count", `HEAD..${branch}`])).trim());
  const files = (await git.run(["diff", "--name-only", "-z", `HEAD...${branch}`])).split("\0").filter(Boolean);
  if (commits === 0) throw new ProjectBroken(`${into} has everything of ${branch} already.`);
  return { into, branch, commits, files, command: `git merge --no-ff ${branch}` };
}

/** What would go with an idea. Throws `JournalLocked` while somebody works on it. */
export async function farewell(desk: FinishingDesk, slug: string): Promise<Farewell> {
  await mustBeFree(desk, slug);
  const git = gitIn(desk.folder);
  const branch = branchOf(slug);
  const worktree = worktreeFolder(desk.folder, slug);
  const changed =
    (await gitIn(worktree)
      .ask(["status", "--porcelain", "--untracked-files=no"])
      .catch(() => "")) ?? "";
  const { ideas } = await readIdeaBook(desk.folder);
  const next = ideas.filter(({ continues }) => continues && slugOf({ Name: continues.idea }) === slug);
  return {
    folders: [worktree, ideaFolder(desk.folder, slug)],
    branch,
    tip: await tipOf(git, branch),
    unmerged: (await git.ask(["merge-base", "--is-ancestor", branch, "HEAD"])) === undefined,
    uncommitted: changed
      .split("\n")
      .filter(Boolean)
      .map((line) => line.slice(3)),
    continuedBy: next.map(({ Name }) => Name),
  };
}

/**
 * Removes an idea: its folders by `remove`, then its branch, git's memory of the worktree, and our references. Its journal is kept
 * aside, because what was spent was spent. Where `remove` fails, what is left of the idea stays.
 */
export async function deleteIdea(
  desk: FinishingDesk,
  slug: string,
  remove: (folder: string) => Promise<void>,
): Promise<void> {
  await mustBeFree(desk, slug);
  const own = ideaFolder(desk.folder, slug);
  await remove(worktreeFolder(desk.folder, slug));
  const kept = await keptAside(desk.folder, own, slug);
  await remove(own).catch(async (error: unknown) => {
    await rm(kept, { recursive: true, force: true });
    throw error;
  });
  const git = gitIn(desk.folder);
  await git.run(["worktree", "prune"]);
  if (await tipOf(git, branchOf(slug))) await git.run(["branch", "--quiet", "-D", branchOf(slug)]);
  for (const reference of [baseReference(slug), originReference(slug)]) await git.run(["update-ref", "-d", reference]);
}

/** A copy of the journal beside those of other deleted ideas; the ledger of the project reads it there. */
async function keptAside(project: string, own: string, slug: string): Promise<string> {
  await mkdir(deletedFolder(project), { recursive: true });
  const folder = await mkdtemp(join(deletedFolder(project), `${slug}-`));
  await copyFile(journalFile(own), journalFile(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  return folder;
}

async function tipOf(git: Git, branch: string): Promise<string | undefined> {
  return (await git.ask(["rev-parse", "--verify", "--quiet", `refs/heads/${branch}`]))?.trim();
}

async function mustBeFree({ folder }: FinishingDesk, slug: string): Promise<void> {
  if (await journalIsLocked(ideaFolder(folder, slug)))
    throw new JournalLocked("Somebody is working on this idea. Pause it first; nothing was deleted.");
}
