import type { Farewell, MergePlan } from "../../engine/project";
import { slugOf } from "../../research/idea";
import { JournalLocked, journalIsLocked } from "../journal/journal-lock";
import { ProjectBroken } from "../read-template";
import { baseReference, originReference } from "../workspace/begin-at";
import { type Git, gitIn } from "../workspace/git";
import { branchOf } from "../workspace/open-worktree";
import { type Desk, ideaFolder, worktreeFolder } from "./desk";
import { readIdeaBook } from "./idea-files";

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

/** Once its folders are gone: the branch, git's memory of the worktree, and our references. */
export async function forgetIdea(desk: FinishingDesk, slug: string): Promise<void> {
  await mustBeFree(desk, slug);
  const git = gitIn(desk.folder);
  await git.run(["worktree", "prune"]);
  if (await tipOf(git, branchOf(slug))) await git.run(["branch", "--quiet", "-D", branchOf(slug)]);
  for (const reference of [baseReference(slug), originReference(slug)]) await git.run(["update-ref", "-d", reference]);
}

async function tipOf(git: Git, branch: string): Promise<string | undefined> {
  return (await git.ask(["rev-parse", "--verify", "--quiet", `refs/heads/${branch}`]))?.trim();
}

async function mustBeFree({ folder }: FinishingDesk, slug: string): Promise<void> {
  if (await journalIsLocked(ideaFolder(folder, slug)))
    throw new JournalLocked("Somebody is working on this idea. Pause it first; nothing was deleted.");
}
