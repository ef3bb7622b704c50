import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { ProjectBroken, readTemplate } from "../read-template";
import { WorkspaceUnavailable } from "../workspace/workspace-unavailable";

/** The templates that are shipped, by folder name. */
export async function templateNames(templates: string): Promise<string[]> {
  const entries = await readdir(templates, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** A project: the template's files in a new git repository with one commit. `folder` must not exist or be empty. */
export async function newProject(folder: string, template: string, templates: string): Promise<void> {
  const names = await templateNames(templates);
  if (!names.includes(template)) {
    throw new ProjectBroken(`There is no template “${template}”. The templates are: ${names.join(", ")}.`);
  }
  if (!(await gitIsThere())) throw new WorkspaceUnavailable(NO_GIT);
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new ProjectBroken(`${folder} cannot be made: ${error.message}. Name another folder; nothing was written.`);
  });
  if ((await readdir(folder)).length > 0) {
    throw new ProjectBroken(`${folder} is not empty. Name a new folder; nothing was written.`);
  }
  await cp(join(templates, template), folder, {
    recursive: true,
    filter: (path) => !/__pycache__|[\\/]run_\d/.test(path),
  });
  await readTemplate(folder);
  await git(folder, ["init", "-q", "-b", "main"]);
  await git(folder, ["add", "-A"]);
  await git(folder, [
    ...(await identity(folder)),
    "commit",
    "-q",
    "--no-gpg-sign",
    "-m",
    `Start from the template ${template}`,
  ]);
}

async function gitIsThere(): Promise<boolean> {
  return (await execa("git", ["--version"], { reject: false })).exitCode === 0;
}

const NO_GIT = "git is not installed. Install it from https://git-scm.com and try again; nothing was written.";

async function git(folder: string, args: readonly string[]): Promise<void> {
  const done = await execa("git", ["-c", "core.hooksPath=/dev/null", ...args], { cwd: folder, reject: false });
  if (done.exitCode !== 0) throw new ProjectBroken(`git ${args[0]} failed: ${done.stderr || done.message}`);
}

/** A neutral name for the first commit where git has none. */
async function identity(folder: string): Promise<string[]> {
  const { exitCode } = await execa("git", ["config", "user.email"], { cwd: folder, reject: false });
  return exitCode === 0 ? [] : ["-c", "user.name=AI Scientist", "-c", "user.email=ai-scientist@localhost"];
}
