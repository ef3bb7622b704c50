import { expect, test } from "vitest";
import { ideaCommits } from "../../../src/adapters/workspace/idea-commits";
import { anIntent, aWorkspace, byHand, git, put } from "./a-repository";

const files = { "experiment.py": "a\nb\n" };
const kinds = (commits: Awaited<ReturnType<typeof ideaCommits>>) =>
  commits.map(({ kind, step, title }) => [kind, step, title]);

test("the commits of a branch tell who made them in which step, and what they changed", async () => {
  const workspace = await aWorkspace(files);
  await workspace.propose([{ path: "experiment.py", before: "a\nb\n", after: "a\nc\nd\n" }], anIntent());
  await workspace.accept((await workspace.undecided()).map(({ id }) => id));
  const change = await workspace.commit(anIntent(), byHand);
  put(workspace.directory, { "run_1/final_info.json": "{}", "fig ü.png": "\x89PNG\r\n\x1a\n" });
  await workspace.record(["run_1/final_info.json"], anIntent("run_1: results"));
  put(workspace.directory, { "experiment.py": "by hand\n" });
  await workspace.settle(anIntent("run 2: start: by hand"));
  put(workspace.directory, { "new\tname.txt": "x\n" });
  git(workspace.directory, "add", "new\tname.txt");
  git(workspace.directory, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qm", "My own: a file");
  const commits = await ideaCommits(workspace.project, "wider-layer");
  expect(kinds(commits)).toEqual([
    ["change", "run 1, attempt 1", "Widen"],
    ["record", "run_1: results", "Widen"],
    ["hand", "run 2: start: by hand", "Widen"],
    ["foreign", "", "My own: a file"],
  ]);
  expect(commits[0]).toMatchObject({
    ...{ commit: change, parent: git(workspace.project, "rev-parse", "HEAD").trim(), model: "rehearsal", edited: true },
    files: [{ path: "experiment.py", change: "changed", added: 2, removed: 1 }],
  });
  expect(commits[1]!.files).toEqual([{ path: "run_1/final_info.json", change: "added", added: 1, removed: 0 }]);
  expect(Date.parse(commits[0]!.at)).toBeGreaterThan(Date.now() - 60_000);
});

test("an idea without a branch has no commits", async () => {
  const workspace = await aWorkspace(files);
  expect(await ideaCommits(workspace.project, "another")).toEqual([]);
  expect(await ideaCommits(workspace.project, "wider-layer")).toEqual([]);
});
