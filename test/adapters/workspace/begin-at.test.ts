import { beforeAll, describe, expect, test } from "vitest";
import { type GitWorkspace, openGitWorkspace } from "../../../src/adapters/workspace/git-workspace";
import { ideaCommits } from "../../../src/adapters/workspace/idea-commits";
import { anIntent, asProposed, aWorkspace, git, put } from "./a-repository";

const files = {
  ...{
    "experiment.py": "a\n",
    "plot.py": 'labels = {"run_0": "Baseline"}\n',
    "template.json": "{}\n",
    "evaluate.py": "e\n",
  },
  "latex/template.tex": "TITLE HERE\n",
};
const PNG = "\x89PNG\r\n\x1a\n";

describe("an idea that goes on from a commit of another one", () => {
  let first: GitWorkspace & { project: string };
  let origin: string;
  const open = (commit = origin) =>
    openGitWorkspace({
      ...{ project: first.project, slug: "second", rehearsal: false },
      origin: { commit, from: "wider-layer", idea: { Name: "second", Title: "Second" } },
    });

  beforeAll(async () => {
    first = await aWorkspace(files);
    const edits = [
      { path: "experiment.py", before: "a\n", after: "wide\n" },
      { path: "plot.py", before: files["plot.py"], after: 'labels = {"run_1": "Wide"}\n' },
      { path: "latex/template.tex", before: "TITLE HERE\n", after: "Wide Nets\n" },
    ];
    await first.propose(edits, anIntent());
    await first.accept((await first.undecided()).map(({ id }) => id));
    await first.commit(anIntent(), asProposed);
    put(first.directory, { "run_1/final_info.json": "{}", "notes.txt": "n\n", "kl.png": PNG });
    origin = await first.record(["run_1/final_info.json", "notes.txt", "kl.png"], anIntent("run_1: results"));
    put(first.project, { "experiment.py": "mended\n", "template.json": '{"name": "newer"}\n' });
    git(first.project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qam", "Later");
  });

  test("has that code, and nothing that was made of the other's results", async () => {
    const second = open();
    const base = await second.open();
    expect(await second.list()).toEqual([
      "evaluate.py",
      "experiment.py",
      "latex/template.tex",
      "plot.py",
      "template.json",
    ]);
    expect(await second.readAt(base, "experiment.py")).toBe("wide\n");
    expect(await second.readAt(base, "plot.py")).toBe(files["plot.py"]);
    expect(await second.readAt(base, "latex/template.tex")).toBe("TITLE HERE\n");
    expect(await second.readAt(base, "template.json")).toBe("{}\n");
    expect(git(second.directory, "rev-parse", `${base}^`).trim()).toBe(origin);
    expect(git(second.directory, "status", "--porcelain")).toBe("");
    expect(await ideaCommits(first.project, "second")).toEqual([]);
  });

  test("opened again it is the same place; the project's newer commits do not move it", async () => {
    const base = await open().open();
    expect(await openGitWorkspace({ project: first.project, slug: "second", rehearsal: false }).open()).toBe(base);
    expect(git(first.directory, "log", "-1", "--format=%s").trim()).toBe("Widen");
    expect(git(first.project, "status", "--porcelain")).toBe("");
  });

  test("a commit that is not there is said, and nothing is made", async () => {
    const lost = openGitWorkspace({
      ...{ project: first.project, slug: "third", rehearsal: false },
      origin: { commit: "0".repeat(40), from: "wider-layer", idea: { Name: "third", Title: "Third" } },
    });
    await expect(lost.open()).rejects.toThrow(
      /goes on from the commit 00000000 of wider-layer, which is not in this repository/,
    );
    expect(git(first.project, "branch", "--list", "ai-scientist/third")).toBe("");
  });
});
