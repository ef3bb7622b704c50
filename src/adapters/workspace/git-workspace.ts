import { join } from "node:path";
import type { Workspace } from "../../engine/ports/workspace";
import { type Hunk, type Intent, isByHand } from "../../research/change";
import { makePrivateFolder, privateFolderName } from "../private-folder";
import { writeAtomically } from "./atomic-text";
import type { Origin } from "./begin-at";
import { checkProject } from "./check-project";
import { commitByHand, commitFiles, commitIndex, commitRestored, headOf } from "./commit-kinds";
import type { CommitKind, CommitNote } from "./commit-step";
import { acceptedHunks, acceptHunks, reconsiderHunks, rejectHunks, undecidedHunks } from "./decide-hunks";
import { type Git, gitIn } from "./git";
import type { NamedHunk } from "./name-hunks";
import { branchOf, openWorktree } from "./open-worktree";
import { pictureToShow } from "./picture-to-show";
import { keepTitles, withTitles } from "./proposal-titles";
import { readText, writeEdits } from "./propose-edits";
import { diffArguments } from "./unified-diff";
import { WorkspaceUnavailable } from "./workspace-unavailable";
import { pathInWorktree } from "./worktree-path";

export type WorkspaceOptions = {
  /** The root of the researcher's repository. */
  readonly project: string;
  readonly slug: string;
  /** Where worktrees are made; `.ai-scientist/worktrees` of the project unless said otherwise. */
  readonly worktreeRoot?: string | undefined;
  /** Where the branch begins when it is no commit of the researcher's own branch. */
  readonly origin?: Origin | undefined;
  /** Whether the model is the rehearsal; its commits say so. */
  readonly rehearsal: boolean;
};

export type GitWorkspace = Workspace & {
  /**
   * Whether the researcher's own tree has changes that are in no commit, and so will not be part of the idea. `ideas.json`,
   * which we write ourselves, and the folder of VS Code's settings do not count.
   */
  projectIsDirty(): Promise<boolean>;
  /** The tracked files that are not in HEAD what they are in `commit`. */
  differing(commit: string): Promise<readonly string[]>;
  /** Like `restore`, as a commit of the researcher's. */
  restoreByHand(commit: string, paths: readonly string[], intent: Intent): Promise<string>;
};

/**
 * The idea's branch and worktree. Nothing is made or checked before `open`, which throws `WorkspaceUnavailable` when the project
 * cannot be worked on. Calls that write wait for each other.
 */
export function openGitWorkspace(options: WorkspaceOptions): GitWorkspace {
  const { project, slug, rehearsal, origin } = options;
  const roots = options.worktreeRoot ?? join(project, privateFolderName, "worktrees");
  const directory = join(roots, slug);
  const ideaFolder = join(project, privateFolderName, "ideas", slug);
  const scratch = join(roots, `.drafts-${slug}`);
  const git = () => gitIn(directory);
  const inTurn = turns();
  const beginning = () => baseAndBranch(git(), slug);
  const note = (intent: Intent, kind: CommitKind, edited: boolean): CommitNote => ({ intent, kind, edited, rehearsal });
  const shown = (hunks: readonly NamedHunk[]): Promise<Hunk[]> =>
    withTitles(
      ideaFolder,
      hunks.map(({ hunk }) => hunk),
    );
  return {
    directory,
    open: () =>
      inTurn(async () => {
        await checkProject(project);
        await makePrivateFolder(ideaFolder);
        return openWorktree({ project, slug, directory, origin });
      }),
    head: () => headOf(git()),
    read: (path) => readText(directory, path),
    readAt: (commit, path) => readCommitted(git(), commit, path),
    picture: (path, sha256) => pictureToShow(directory, path, sha256),
    list: () => listFiles(git()),
    listAt: (commit) => listCommitted(git(), commit),
    propose: (edits, intent) =>
      inTurn(async () => {
        const before = (await undecidedHunks(git())).map(({ hunk }) => hunk);
        await writeEdits(git(), directory, scratch, edits);
        const hunks = (await undecidedHunks(git())).map(({ hunk }) => hunk);
        await keepTitles(ideaFolder, { before, hunks, named: intent.hunks });
        return withTitles(ideaFolder, hunks);
      }),
    undecided: async () => shown(await undecidedHunks(git())),
    accepted: async (since) => shown(await acceptedHunks(git(), since)),
    accept: (ids) => inTurn(() => acceptHunks(git(), ids)),
    reject: (ids) => inTurn(() => rejectHunks(git(), ids)),
    reconsider: (ids) => inTurn(() => reconsiderHunks(git(), ids)),
    commit: (intent, decision) =>
      inTurn(async () =>
        commitIndex(git(), await beginning(), { ...note(intent, "change", isByHand(decision)), decision }),
      ),
    record: (paths, intent) =>
      inTurn(async () => commitFiles(git(), await beginning(), note(intent, "record", false), directory, paths)),
    restore: (commit, paths, intent) =>
      inTurn(async () => commitRestored(git(), await beginning(), note(intent, "record", false), commit, paths)),
    restoreByHand: (commit, paths, intent) =>
      inTurn(async () => commitRestored(git(), await beginning(), note(intent, "hand", true), commit, paths)),
    differing: async (commit) => {
      const names = await git().run([...diffArguments, "--name-only", "-z", "HEAD", commit]);
      return names.split("\0").filter(Boolean);
    },
    settle: (intent) =>
      inTurn(async () => {
        await beginning();
        return commitByHand(git(), note(intent, "hand", true));
      }),
    write: async (path, text) => writeAtomically(await pathInWorktree(directory, path), text, scratch),
    diff: (from, to) => git().run([...diffArguments, from, to, "--"]),
    projectIsDirty: async () =>
      (
        await gitIn(project).run(["status", "--porcelain", "--", ".", ":(exclude)ideas.json", ":(exclude).vscode"])
      ).trim() !== "",
  };
}

/** The commit the idea began at. Throws when the researcher switched the worktree to another branch. */
async function baseAndBranch(git: Git, slug: string): Promise<string> {
  const branch = (await git.ask(["symbolic-ref", "--quiet", "--short", "HEAD"]))?.trim();
  if (branch !== branchOf(slug))
    throw new WorkspaceUnavailable(
      `The idea's worktree is on ${branch ?? "a detached HEAD"}. Switch it back: “git switch ${branchOf(slug)}”.`,
    );
  return (await git.run(["rev-parse", "--verify", `refs/ai-scientist/${slug}/base`])).trim();
}

async function readCommitted(git: Git, commit: string, path: string): Promise<string | undefined> {
  const text = await git.ask(["cat-file", "blob", `${commit}:${path}`]);
  if (text === undefined) await git.run(["cat-file", "-e", `${commit}^{commit}`]);
  return text;
}

async function listCommitted(git: Git, commit: string): Promise<readonly string[]> {
  const listed = await git.run(["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit]);
  return listed.split("\0").filter(Boolean);
}

async function listFiles(git: Git): Promise<readonly string[]> {
  const [known, deleted] = await Promise.all([
    git.run(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]),
    git.run(["ls-files", "-z", "--deleted"]),
  ]);
  const gone = new Set(deleted.split("\0"));
  return [...new Set(known.split("\0"))].filter((path) => path !== "" && !gone.has(path)).sort();
}

/** Lets one piece of work begin when the one before has ended, however that ended. */
function turns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
