import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isTooOld } from "../../../src/adapters/workspace/check-project";
import { openGitWorkspace } from "../../../src/adapters/workspace/git-workspace";
import { readWorktrees } from "../../../src/adapters/workspace/open-worktree";
import { WorkspaceUnavailable } from "../../../src/adapters/workspace/workspace-unavailable";
import { anIntent, aRepository, asProposed, git, put } from "./a-repository";

const files = { "experiment.py": "a\n", "lib/x.py": "x\n" };

test("opened again after commits it is the same place, and it began where it began", async () => {
  const project = aRepository(files);
  const base = await open(project).open();
  const workspace = open(project);
  await workspace.accept(
    (await workspace.propose([{ path: "experiment.py", before: "a\n", after: "b\n" }], anIntent())).map(({ id }) => id),
  );
  await workspace.commit(anIntent(), asProposed);
  put(project, { "experiment.py": "later\n" });
  git(project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qam", "Later");
  expect(await open(project).open()).toBe(base);
  expect(await workspace.read("experiment.py")).toBe("b\n");
  expect(git(project, "status", "--porcelain")).toBe("");
  expect(await workspace.projectIsDirty()).toBe(false);
});

test("until it has a commit of its own, an idea begins at the project's last commit; edits in no commit keep it where it is", async () => {
  const project = aRepository(files);
  const workspace = open(project);
  await workspace.open();
  const later = (text: string) => {
    put(project, { "experiment.py": text });
    git(project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qam", "Later");
    return git(project, "rev-parse", "HEAD").trim();
  };
  const second = later("mended\n");
  expect(await workspace.open()).toBe(second);
  expect(await workspace.read("experiment.py")).toBe("mended\n");
  expect(git(workspace.directory, "status", "--porcelain")).toBe("");
  put(workspace.directory, { "experiment.py": "by hand\n" });
  later("mended again\n");
  expect(await workspace.open()).toBe(second);
  expect(await workspace.read("experiment.py")).toBe("by hand\n");
});

test("a worktree that was deleted by hand is made again from its branch", async () => {
  const project = aRepository(files);
  const workspace = open(project);
  await workspace.open();
  rmSync(workspace.directory, { recursive: true });
  await workspace.open();
  expect(await workspace.list()).toEqual(["experiment.py", "lib/x.py"]);
});

test("a worktree whose making was interrupted is finished", async () => {
  const project = aRepository(files);
  const workspace = open(project);
  git(project, "branch", "ai-scientist/wider-layer");
  mkdirSync(join(project, ".ai-scientist/worktrees"), { recursive: true });
  git(project, "worktree", "add", "-q", "--no-checkout", workspace.directory, "ai-scientist/wider-layer");
  const lock = join(project, ".git/worktrees/wider-layer/index.lock");
  writeFileSync(lock, "");
  utimesSync(lock, new Date(0), new Date(0));
  await workspace.open();
  expect(git(workspace.directory, "status", "--porcelain")).toBe("");
  expect(await workspace.read("lib/x.py")).toBe("x\n");
});

test("what stands in the way is said in one sentence, and nothing is touched", async () => {
  await refused(join(tmpdir(), "there-is-no-such-folder"), "There is no folder");
  await refused(mkdtempSync(join(tmpdir(), "plain-")), "is not a git repository");

  const empty = mkdtempSync(join(tmpdir(), "empty-"));
  git(empty, "init", "-q");
  await refused(empty, "has no commit yet");

  const inside = aRepository(files);
  await refused(join(inside, "lib"), "is a folder inside the git repository");

  const elsewhere = aRepository(files);
  git(elsewhere, "switch", "-q", "-c", "ai-scientist/wider-layer");
  await refused(elsewhere, `is checked out in ${elsewhere}`);

  const inTheWay = aRepository(files);
  put(inTheWay, { ".ai-scientist/worktrees/wider-layer/thesis.tex": "precious" });
  await refused(inTheWay, "is in the way");

  const switched = aRepository(files);
  await open(switched).open();
  git(open(switched).directory, "switch", "-q", "-c", "other");
  await refused(switched, "is on other");
});

test("without git that is said, with the place to get it", async () => {
  const project = aRepository(files);
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    await refused(project, "git is not installed");
  } finally {
    process.env.PATH = path;
  }
});

test("git before 2.30 is too old", () => {
  expect(isTooOld("git version 2.25.1")).toBe(true);
  expect(isTooOld("git version 1.8.3.1")).toBe(true);
  expect(isTooOld("git version 2.39.5 (Apple Git-154)")).toBe(false);
  expect(isTooOld("git version 2.47.0.windows.2")).toBe(false);
});

test("git's list of worktrees is read", () => {
  const text = "worktree /p\nHEAD abc\nbranch refs/heads/main\n\nworktree /p/w t\nHEAD def\ndetached\n\n";
  expect(readWorktrees(text)).toEqual([
    { path: "/p", branch: "main" },
    { path: "/p/w t", branch: undefined },
  ]);
});

function open(project: string) {
  return openGitWorkspace({ project, slug: "wider-layer", rehearsal: false });
}

async function refused(project: string, reason: string): Promise<void> {
  const opening = open(project).open();
  await expect(opening).rejects.toThrow(reason);
  await expect(opening).rejects.toBeInstanceOf(WorkspaceUnavailable);
}
