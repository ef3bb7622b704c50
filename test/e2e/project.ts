import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** The interpreter of the experiments: the one that was installed for the tests, else the system's. */
export const python = process.env.AI_SCIENTIST_PYTHON ?? "python3";

/** A folder of the researcher's with a project in it, one commit old. */
export type ProjectFolder = {
  readonly folder: string;
  readonly worktree: (slug: string) => string;
  readonly ideaFolder: (slug: string) => string;
  readonly git: (where: string, ...args: string[]) => string;
  readonly remove: () => void;
};

/** `from` is a folder of this checkout with an experiment in it. */
export function makeProject(from: string): ProjectFolder {
  const folder = mkdtempSync(join(tmpdir(), "study-"));
  cpSync(join(root, from), folder, { recursive: true });
  const git = (where: string, ...args: string[]) => execFileSync("git", args, { cwd: where, encoding: "utf8" });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "config", "user.name", "Researcher");
  git(folder, "config", "user.email", "researcher@example.org");
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", "Start");
  return {
    folder,
    git,
    worktree: (slug) => join(folder, ".ai-scientist/worktrees", slug),
    ideaFolder: (slug) => join(folder, ".ai-scientist/ideas", slug),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 }),
  };
}

/** The events of an idea's journal. */
export function journal(ideaFolder: string): Record<string, unknown>[] {
  const lines = readFileSync(join(ideaFolder, "journal.jsonl"), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
