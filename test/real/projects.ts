import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git, put } from "../adapters/workspace/a-repository";
import { root } from "./program";

const made: string[] = [];

/** A folder that `forgetProjects` removes. */
export function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "whole-")));
  made.push(folder);
  return folder;
}

export function forgetProjects(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** A folder's files as a repository with one commit, with `files` in the place of what was there. */
export function projectFrom(template: string, files: Record<string, string> = {}): string {
  const project = aFolder();
  cpSync(join(root, template), project, { recursive: true });
  put(project, files);
  return commitAll(project);
}

/** A community template, as its authors would have written it without knowing of us: no `template.json`, numpy only. */
export function foreignProject(files: Record<string, string> = {}): string {
  return projectFrom("test/fixtures/templates/plain_numpy", files);
}

/** The foreign project with an experiment that needs no package: `body` may write to the path in `out`. */
export function tinyProject(body: string, files: Record<string, string> = {}): string {
  const head = `import argparse, json, os, time
parser = argparse.ArgumentParser()
parser.add_argument("--out_dir")
args = parser.parse_args()
os.makedirs(args.out_dir, exist_ok=True)
out = os.path.join(args.out_dir, "final_info.json")
`;
  return foreignProject({ "experiment.py": `${head}${body}\n`, ...files });
}

export function commitAll(project: string): string {
  git(project, "init", "-q", "-b", "main");
  git(project, "add", "-A");
  git(project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-m", "Begin");
  return project;
}

/** The idea's own folder and worktree. Without a slug, those of the only idea. */
export function ideaOf(project: string, slug = readdirSync(join(project, ".ai-scientist/ideas"))[0] ?? "") {
  const folder = join(project, ".ai-scientist/ideas", slug);
  return { slug, folder, worktree: join(project, ".ai-scientist/worktrees", slug), branch: `ai-scientist/${slug}` };
}

/** The journal's whole lines; empty where there is none yet. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into events wherever they like.
export function journalOf(folder: string): any[] {
  const lines = readTextOr(join(folder, "journal.jsonl"), "").split("\n");
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

export function readTextOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return otherwise;
  }
}

/** Everything that a researcher would see changed: branch, commit, index and status. */
export function stateOf(project: string): string {
  return [
    git(project, "symbolic-ref", "HEAD"),
    git(project, "rev-parse", "HEAD"),
    git(project, "ls-files", "--stage"),
    git(project, "status", "--porcelain"),
    git(project, "stash", "list"),
  ].join("\n");
}
