import { access, constants } from "node:fs/promises";
import type { SetupItem } from "../../engine/setup";
import { checkProject, isTooOld, oldestGit } from "../workspace/check-project";
import { WorkspaceUnavailable } from "../workspace/workspace-unavailable";
import { textAndFix } from "./text-and-fix";
import { versionOf } from "./version-of";

const DOWNLOADS = "https://git-scm.com/downloads";

/** git, and the repository that every idea branches from. */
export async function gitItems(folder: string): Promise<SetupItem[]> {
  const git = await gitItem();
  return git.state === "ok" ? [git, await repositoryItem(folder)] : [git];
}

export async function gitItem(): Promise<SetupItem> {
  const version = await versionOf("git", ["--version"]);
  const known = { id: "git", name: "git", remedy: { how: "visit", url: DOWNLOADS } } as const;
  if (!version)
    return {
      ...known,
      state: "missing",
      value: "",
      text: "git is not installed.",
      fix: "Install it from https://git-scm.com or with the system's package manager, and make sure it is on the PATH.",
    };
  const value = version.replace(/^git version /, "");
  if (isTooOld(version))
    return {
      ...known,
      state: "missing",
      value,
      text: `${version} is too old: version ${oldestGit.join(".")} or newer is needed.`,
      fix: "Install a newer one from https://git-scm.com.",
    };
  return { id: "git", name: "git", state: "ok", value, text: version, fix: "" };
}

async function repositoryItem(folder: string): Promise<SetupItem> {
  const known = { id: "repository", name: "Repository", value: "" } as const;
  try {
    await checkProject(folder);
    if (!(await isWritable(folder)))
      return { ...known, state: "missing", text: `${folder} cannot be written.`, fix: WRITABLE };
    return { ...known, state: "ok", text: "The project is a git repository with a commit.", fix: "" };
  } catch (error) {
    if (!(error instanceof WorkspaceUnavailable)) throw error;
    return { ...known, state: "missing", ...textAndFix(error.message), remedy: { how: "commit" } };
  }
}

function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

const WRITABLE = "Make it writable, or copy the project to where you may write: all that is made is kept in it.";
