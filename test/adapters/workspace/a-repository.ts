import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type GitWorkspace, openGitWorkspace } from "../../../src/adapters/workspace/git-workspace";
import type { Decision, Intent } from "../../../src/research/change";

/** A project with one commit that holds `files`. Git there knows no user of this machine and none of its settings. */
export function aRepository(files: Record<string, string>): string {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "project-")));
  git(project, "init", "-q", "-b", "main");
  put(project, files);
  git(project, "add", "-A", "-f");
  git(project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-m", "Begin");
  return project;
}

export async function aWorkspace(files: Record<string, string>): Promise<GitWorkspace & { project: string }> {
  const project = aRepository(files);
  const workspace = openGitWorkspace({ project, slug: "wider-layer", rehearsal: true });
  await workspace.open();
  return Object.assign(workspace, { project });
}

export function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

export function anIntent(step = "run 1, attempt 1", hunks: Intent["hunks"] = []): Intent {
  return { idea: "wider_layer", step, title: "Widen", why: "More capacity.", kind: "code", model: "rehearsal", hunks };
}

/** Taken by the researcher as it was proposed, and otherwise. */
export const asProposed: Decision = { approved: true, remarks: "", by: "researcher" };
export const byHand: Decision = { approved: true, remarks: "Rejected in experiment.py.", by: "researcher" };
