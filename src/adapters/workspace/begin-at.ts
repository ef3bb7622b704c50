import type { Intent } from "../../research/change";
import type { Idea } from "../../research/idea";
import { isMadeOfResults } from "../../research/idea-commit";
import { treeWith } from "./commit-kinds";
import { commitMessage, missingIdentity } from "./commit-step";
import { type Git, gitIn } from "./git";
import { diffArguments } from "./unified-diff";
import { WorkspaceUnavailable } from "./workspace-unavailable";

/** Where an idea begins that goes on from another one: a commit, and the slug of the idea whose branch has it. */
export type Origin = {
  readonly commit: string;
  readonly from: string;
  readonly idea: Pick<Idea, "Name" | "Title">;
};

/** Remembers where a branch began, out of the way of branches and tags. */
export function baseReference(slug: string): string {
  return `refs/ai-scientist/${slug}/base`;
}

/** Keeps the commit that an idea goes on from, whatever becomes of the branch that had it. */
export function originReference(slug: string): string {
  return `refs/ai-scientist/${slug}/origin`;
}

/** Whether the idea goes on from a commit of another one, and so does not follow the project's own branch. */
export async function goesOn({ project, slug }: { readonly project: string; readonly slug: string }): Promise<boolean> {
  return (await gitIn(project).ask(["rev-parse", "--verify", "--quiet", originReference(slug)])) !== undefined;
}

/**
 * A commit on top of the origin that has its code and none of what was made of its results: runs, figures, notes, the labels of
 * the plots and the paper are what they were where that idea began.
 */
export async function beginAt(git: Git, slug: string, origin: Origin): Promise<string> {
  const commit = (await git.ask(["rev-parse", "--verify", "--quiet", `${origin.commit}^{commit}`]))?.trim();
  if (!commit) throw new WorkspaceUnavailable(gone(origin));
  const before = await baseOfOrigin(git, origin, commit);
  const changed = (await git.run([...diffArguments, "--name-only", "-z", before, commit])).split("\0").filter(Boolean);
  const made = changed.filter(isMadeOfResults);
  const tree = made.length > 0 ? await treeWith(git, commit, before, made) : `${commit}^{tree}`;
  const input = commitMessage({ intent: intentOf(origin), kind: "record", edited: false, rehearsal: false });
  const begun = await git.run([...(await missingIdentity(git)), "commit-tree", tree, "-p", commit, "-F", "-"], {
    input,
  });
  await git.run(["update-ref", originReference(slug), commit]);
  return begun.trim();
}

/** Where the other idea began; where that is forgotten, the last commit that it shares with the project's branch. */
async function baseOfOrigin(git: Git, { from }: Origin, commit: string): Promise<string> {
  const recorded = await git.ask(["rev-parse", "--verify", "--quiet", `${baseReference(from)}^{commit}`]);
  const shared = recorded ?? (await git.ask(["merge-base", "HEAD", commit]));
  return (shared ?? commit).trim();
}

function intentOf({ commit, from, idea }: Origin): Intent {
  const title = `Begin “${idea.Title}”`;
  const why = `With the code of ${commit.slice(0, 8)} of ${from}, without its results, figures and paper.`;
  return { idea: idea.Name, step: "start", title, why, kind: "code", model: "none", hunks: [] };
}

function gone({ commit, from }: Origin): string {
  return `The idea goes on from the commit ${commit.slice(0, 8)} of ${from}, which is not in this repository. Correct “continues” in its entry, or remove it to begin at the project's last commit.`;
}
