import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { LiveJournals } from "../../../src/adapters/project/live-journals";
import { filesToRestore, restoreFiles } from "../../../src/adapters/project/restore-files";
import { ideaCommits } from "../../../src/adapters/workspace/idea-commits";
import { anIntent, asProposed, aWorkspace, git, put } from "../workspace/a-repository";

const slug = "wider-layer";
type Workspace = Awaited<ReturnType<typeof aWorkspace>>;

/** Two changes, each with its results; the second also makes a new file. */
describe("restoring the files of an idea to a commit of its branch", () => {
  let workspace: Workspace;
  let desk: { folder: string; journals: LiveJournals };
  let first: string;
  let last: string;

  beforeEach(async () => {
    workspace = await aWorkspace({ "experiment.py": "a\n", "plot.py": "p\n" });
    desk = { folder: workspace.project, journals: new LiveJournals() };
    begin(workspace.project);
    first = await change("run 1, attempt 1", [{ path: "experiment.py", before: "a\n", after: "b\n" }]);
    await results("run_1");
    last = await change("run 2, attempt 1", [
      { path: "experiment.py", before: "b\n", after: "c\n" },
      { path: "model.py", before: null, after: "m\n" },
    ]);
    await results("run_2");
  });

  async function change(
    step: string,
    edits: { path: string; before: string | null; after: string }[],
  ): Promise<string> {
    await workspace.propose(edits, anIntent(step));
    await workspace.accept((await workspace.undecided()).map(({ id }) => id));
    return (await workspace.commit(anIntent(step), asProposed))!;
  }
  async function results(run: string): Promise<void> {
    put(workspace.directory, { [`${run}/final_info.json`]: "{}", "notes.txt": run });
    await workspace.record([`${run}/final_info.json`, "notes.txt"], anIntent(`${run}: results`));
  }

  test("it is a new commit by the researcher on top; results stay, and every commit stays", async () => {
    const head = await workspace.head();
    expect(await filesToRestore(desk, slug, first)).toEqual(["experiment.py", "model.py"]);
    const restored = await restoreFiles(desk, slug, first);
    expect(await workspace.read("experiment.py")).toBe("b\n");
    expect(await workspace.read("model.py")).toBeUndefined();
    expect(await workspace.read("run_2/final_info.json")).toBe("{}");
    expect(await workspace.read("notes.txt")).toBe("run_2");
    expect(git(workspace.directory, "rev-parse", "HEAD^").trim()).toBe(head);
    const commits = await ideaCommits(workspace.project, slug);
    expect(commits.at(-1)).toMatchObject({ commit: restored, kind: "hand", title: "Restore “Widen”" });
    expect(git(workspace.directory, "status", "--porcelain")).toBe("");
  });

  test("there and back again, and once more: each is a commit, and the files are right", async () => {
    await restoreFiles(desk, slug, first);
    await restoreFiles(desk, slug, last);
    expect(await workspace.read("experiment.py")).toBe("c\n");
    expect(await workspace.read("model.py")).toBe("m\n");
    await restoreFiles(desk, slug, first);
    expect(await workspace.read("experiment.py")).toBe("b\n");
    expect((await ideaCommits(workspace.project, slug)).filter(({ kind }) => kind === "hand")).toHaveLength(3);
  });

  test("where nothing differs nothing is committed", async () => {
    const head = await workspace.head();
    expect(await filesToRestore(desk, slug, last)).toEqual([]);
    expect(await restoreFiles(desk, slug, last)).toBe(head);
  });

  test("what is in no commit blocks it: proposed, accepted or written by hand", async () => {
    const sentence =
      "experiment.py has changes that are in no commit. Decide about them or commit them first; nothing was changed.";
    await workspace.propose([{ path: "experiment.py", before: "c\n", after: "d\n" }], anIntent("run 3"));
    await expect(restoreFiles(desk, slug, first)).rejects.toThrow(sentence);
    await workspace.accept((await workspace.undecided()).map(({ id }) => id));
    await expect(restoreFiles(desk, slug, first)).rejects.toThrow(sentence);
    expect(await workspace.read("experiment.py")).toBe("d\n");
  });

  test("while somebody walks the idea it is refused", async () => {
    const journal = await desk.journals.open(join(desk.folder, ".ai-scientist/ideas", slug), {
      subject: "x",
      rehearsal: true,
    });
    await expect(restoreFiles(desk, slug, first)).rejects.toThrow(/is working on this idea/);
    await journal.close();
    expect(await workspace.read("experiment.py")).toBe("c\n");
  });
});

function begin(project: string): void {
  const folder = join(project, ".ai-scientist/ideas", slug);
  mkdirSync(folder, { recursive: true });
  const at = "2026-01-02T03:04:05.000Z";
  const idea = { Name: "wider_layer", Title: "Wide", Experiment: "Widen." };
  const events = [
    { type: "opened", format: 1, subject: "wider_layer", rehearsal: true, at },
    { type: "step-finished", step: "idea", result: idea, at },
  ];
  writeFileSync(join(folder, "journal.jsonl"), events.map((event) => `${JSON.stringify(event)}\n`).join(""));
}
