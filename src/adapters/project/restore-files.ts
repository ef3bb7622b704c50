import { isResult } from "../../research/idea-commit";
import { readJournal } from "../journal/read-journal";
import { ProjectBroken } from "../read-template";
import { openGitWorkspace } from "../workspace/git-workspace";
import { ideaCommits } from "../workspace/idea-commits";
import { recordedIdea } from "./begun-ideas";
import { type Desk, ideaFolder } from "./desk";

type RestoringDesk = Pick<Desk, "folder" | "journals">;

/** What restoring would change: the files that differ from the commit. Results, notes and figures stay whatever the commit had. */
export async function filesToRestore(desk: RestoringDesk, slug: string, commit: string): Promise<string[]> {
  const workspace = openGitWorkspace({ project: desk.folder, slug, rehearsal: false });
  const open = [...(await workspace.undecided()), ...(await workspace.accepted())];
  if (open.length > 0) throw new ProjectBroken(undecidedSentence([...new Set(open.map(({ path }) => path))]));
  const differing = await workspace.differing(commit);
  return differing.filter((path) => !isResult(path));
}

/**
 * Makes the idea's files what they were in a commit of its branch, as a new commit of the researcher's on top. Nobody may be
 * working on the idea meanwhile: its journal is held. Gives the new commit, or HEAD when nothing differs.
 */
export async function restoreFiles(desk: RestoringDesk, slug: string, commit: string): Promise<string> {
  const folder = ideaFolder(desk.folder, slug);
  const idea = recordedIdea(await readJournal(folder));
  const known = (await ideaCommits(desk.folder, slug)).find((one) => one.commit === commit);
  if (!idea) throw new ProjectBroken(`There is no idea ${slug} any more.`);
  const journal = await desk.journals.open(folder, { subject: idea.Name, rehearsal: false });
  try {
    const paths = await filesToRestore(desk, slug, commit);
    const workspace = openGitWorkspace({ project: desk.folder, slug, rehearsal: false });
    if (paths.length === 0) return await workspace.head();
    const title = known ? `Restore “${known.title}”` : `Restore ${commit.slice(0, 8)}`;
    const step = `restore ${commit.slice(0, 12)} on ${(await workspace.head()).slice(0, 12)}`;
    const why = `The files are what they were in ${commit.slice(0, 8)}: ${paths.join(", ")}.`;
    const intent = { idea: idea.Name, step, title, why, kind: "code", model: "none", hunks: [] } as const;
    return await workspace.restoreByHand(commit, paths, { ...intent, hunks: [] });
  } finally {
    await journal.close();
  }
}

function undecidedSentence(paths: readonly string[]): string {
  return `${paths.join(", ")} ${paths.length === 1 ? "has" : "have"} changes that are in no commit. Decide about them or commit them first; nothing was changed.`;
}
