import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openJournal } from "../../../src/adapters/journal/jsonl-journal";
import { deleteIdea, farewell, mergePlan } from "../../../src/adapters/project/finish-idea";
import { Ledger } from "../../../src/adapters/project/ledger";
import { originReference } from "../../../src/adapters/workspace/begin-at";
import { anIntent, asProposed, aWorkspace, git, put } from "../workspace/a-repository";

const slug = "wider-layer";
const own = ["-c", "user.name=R", "-c", "user.email=r@example.org"];

describe("an idea that is finished", () => {
  let workspace: Awaited<ReturnType<typeof aWorkspace>>;
  let desk: { folder: string };
  let tip: string;
  beforeEach(async () => {
    workspace = await aWorkspace({ "experiment.py": "a\n" });
    desk = { folder: workspace.project };
    await workspace.propose([{ path: "experiment.py", before: "a\n", after: "b\n" }], anIntent());
    await workspace.accept((await workspace.undecided()).map(({ id }) => id));
    tip = (await workspace.commit(anIntent(), asProposed))!;
    mkdirSync(join(desk.folder, ".ai-scientist/ideas", slug), { recursive: true });
  });

  test("is merged by the researcher: we only say what the merge would do", async () => {
    const head = git(desk.folder, "rev-parse", "HEAD");
    expect(await mergePlan(desk, slug)).toEqual({
      ...{ into: "main", branch: "ai-scientist/wider-layer", commits: 1, files: ["experiment.py"] },
      command: "git merge --no-ff ai-scientist/wider-layer",
    });
    expect(git(desk.folder, "rev-parse", "HEAD")).toBe(head);
    git(desk.folder, ...own, "merge", "--no-ff", "-q", "-m", "Merge", "ai-scientist/wider-layer");
    await expect(mergePlan(desk, slug)).rejects.toThrow("main has everything of ai-scientist/wider-layer already.");
  });

  test("is not merged into a tree with changes, nor into no branch", async () => {
    put(desk.folder, { "experiment.py": "mine\n", "untracked.txt": "x" });
    await expect(mergePlan(desk, slug)).rejects.toThrow(
      "experiment.py has changes that are in no commit. Commit or undo them before merging.",
    );
    git(desk.folder, "checkout", "-q", "--", "experiment.py");
    git(desk.folder, "checkout", "-q", "--detach");
    await expect(mergePlan(desk, slug)).rejects.toThrow("The project is on no branch.");
  });

  test("says what would go with it, and what stays", async () => {
    put(workspace.directory, { "experiment.py": "by hand\n" });
    const next = { Name: "next", Title: "Next", Experiment: "More.", continues: { idea: "wider_layer", commit: tip } };
    writeFileSync(join(desk.folder, "ideas.json"), JSON.stringify([next]));
    expect(await farewell(desk, slug)).toEqual({
      folders: [workspace.directory, join(desk.folder, ".ai-scientist/ideas", slug)],
      ...{ branch: "ai-scientist/wider-layer", tip, unmerged: true },
      ...{ uncommitted: ["experiment.py"], continuedBy: ["next"] },
    });
    expect(existsSync(workspace.directory)).toBe(true);
  });

  test("is deleted with its branch; what goes on from it keeps its commit, what it cost stays counted, and the researcher's branch is untouched", async () => {
    const head = git(desk.folder, "rev-parse", "HEAD");
    git(desk.folder, "update-ref", originReference("next"), tip);
    spend(4);
    await deleteIdea(desk, slug, remove);
    expect(git(desk.folder, "branch", "--list", "ai-scientist/*")).toBe("");
    expect(git(desk.folder, "worktree", "list", "--porcelain").match(/^worktree /gm)).toHaveLength(1);
    expect(git(desk.folder, "for-each-ref", "--format=%(refname)", "refs/ai-scientist").trim()).toBe(
      originReference("next"),
    );
    expect(git(desk.folder, "rev-parse", "HEAD")).toBe(head);
    expect(git(desk.folder, "cat-file", "-t", tip).trim()).toBe("commit");
    expect(await new Ledger(desk.folder).spentInAll()).toBe(4);
    expect(await workspace.open()).toBe(head.trim());
  });

  test("whose folder cannot be removed keeps its branch and its journal, and nothing is counted twice", async () => {
    spend(4);
    const own = join(desk.folder, ".ai-scientist/ideas", slug);
    const refuse = async (folder: string) => (folder === own ? Promise.reject(new Error("No.")) : remove(folder));
    await expect(deleteIdea(desk, slug, refuse)).rejects.toThrow("No.");
    expect(git(desk.folder, "rev-parse", "ai-scientist/wider-layer").trim()).toBe(tip);
    expect(await new Ledger(desk.folder).spentInAll()).toBe(4);
  });

  test("stays while somebody works on it", async () => {
    const journal = await openJournal(join(desk.folder, ".ai-scientist/ideas", slug), {
      subject: "x",
      rehearsal: true,
    });
    await expect(farewell(desk, slug)).rejects.toThrow("Pause it first; nothing was deleted.");
    await expect(deleteIdea(desk, slug, remove)).rejects.toThrow("Pause it first");
    await journal.close();
    expect(git(desk.folder, "branch", "--list", "ai-scientist/*")).not.toBe("");
  });

  function spend(dollars: number): void {
    const line = JSON.stringify({ type: "model-called", dollars });
    writeFileSync(join(desk.folder, ".ai-scientist/ideas", slug, "journal.jsonl"), `${line}\n`);
  }
});

const remove = async (folder: string) => rmSync(folder, { recursive: true });
