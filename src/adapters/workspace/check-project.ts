import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Git, gitIn } from "./git";
import { WorkspaceUnavailable } from "./workspace-unavailable";

/** The oldest git whose patches of new files are what we need (2020). */
export const oldestGit = [2, 30] as const;

/** Throws `WorkspaceUnavailable` unless `project` is the root of a git repository with a commit. */
export async function checkProject(project: string): Promise<void> {
  if (!(await isFolder(project))) throw new WorkspaceUnavailable(`There is no folder ${project}.`);
  const git = gitIn(project);
  await checkVersion(git);
  const root = await git.ask(["rev-parse", "--show-toplevel"]);
  if (root === undefined) throw new WorkspaceUnavailable(await noRepository(git, project));
  const [trueRoot, trueProject] = await Promise.all([realpath(resolve(root.trim())), realpath(project)]);
  if (trueRoot !== trueProject)
    throw new WorkspaceUnavailable(
      `${project} is a folder inside the git repository ${trueRoot}. Open that one, or run “git init” here to make it a project of its own.`,
    );
  if ((await git.ask(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])) === undefined)
    throw new WorkspaceUnavailable(
      `The repository in ${project} has no commit yet. Commit the experiment first: “git add . && git commit -m "Begin"”.`,
    );
}

async function checkVersion(git: Git): Promise<void> {
  const said = await git.ask(["--version"]);
  if (said === undefined)
    throw new WorkspaceUnavailable(
      "git is not installed. Install it from https://git-scm.com and make sure it is on the PATH.",
    );
  if (isTooOld(said))
    throw new WorkspaceUnavailable(`${said.trim()} is too old: version ${oldestGit.join(".")} or newer is needed.`);
}

/** Whether `git version 2.17.1` is below what we need; a version that cannot be read is given the benefit of the doubt. */
export function isTooOld(said: string): boolean {
  const match = /(\d+)\.(\d+)/.exec(said);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < oldestGit[0] || (major === oldestGit[0] && minor < oldestGit[1]);
}

/** git refuses a folder of another user; its own words say how to allow it. */
async function noRepository(git: Git, project: string): Promise<string> {
  const words = await git.run(["rev-parse", "--show-toplevel"]).then(
    () => "",
    (error: Error) => error.message,
  );
  if (/dubious ownership/.test(words))
    return `git does not trust ${project} because it belongs to another user. ${words}`;
  return `${project} is not a git repository. Run “git init”, then commit the experiment.`;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
