import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { branchIdea } from "../../../src/adapters/project/branch-idea";
import { IdeaWriter } from "../../../src/adapters/project/idea-files";
import { originReference } from "../../../src/adapters/workspace/begin-at";
import { measuredRun, template } from "../../fakes/study";
import { anIntent, asProposed, aWorkspace, git } from "../workspace/a-repository";

test("branching makes an entry that says from where and what was learnt, and keeps the commit", async () => {
  const workspace = await aWorkspace({ "experiment.py": "a\n", "plot.py": "p\n" });
  const { project } = workspace;
  await workspace.propose([{ path: "experiment.py", before: "a\n", after: "wide\n" }], anIntent());
  await workspace.accept((await workspace.undecided()).map(({ id }) => id));
  const commit = (await workspace.commit(anIntent(), asProposed))!;
  const head = await workspace.head();
  const run = { ...measuredRun(1, "Double width", [1.1, 1.12, 1.15]), commit };
  const baseline = {
    ...measuredRun(0, "Baseline", [1.7, 1.8, 1.75]),
    commit: git(project, "rev-parse", "HEAD").trim(),
  };
  journal(project, [
    { type: "step-finished", step: "idea", result: { Name: "wider_layer", Title: "Wide", Experiment: "Widen." } },
    { type: "run-recorded", run: baseline },
    { type: "run-recorded", run },
  ]);
  const desk = { folder: project, ideaWriter: new IdeaWriter(project), template };
  const idea = await branchIdea(desk, "wider-layer", head, { Title: "Wider Still", Experiment: "Double again." });
  expect(idea.Name).toBe("wider_still");
  const [entry] = JSON.parse(readFileSync(join(project, "ideas.json"), "utf8"));
  expect(entry).toEqual({
    ...{ Name: "wider_still", Title: "Wider Still", Experiment: "Double again.", own: true },
    continues: {
      idea: "wider_layer",
      commit: head,
      learnt: [
        "The code is that of its run “Double width”.",
        expect.stringMatching(/^“Double width” .*kl: better on dino/),
      ],
    },
  });
  expect(git(project, "rev-parse", originReference("wider-still")).trim()).toBe(head);
  await expect(branchIdea(desk, "wider-layer", "0".repeat(40), { Title: "X", Experiment: "Y" })).rejects.toThrow(
    "There is no commit 00000000 of wider-layer any more.",
  );
});

function journal(project: string, events: object[]): void {
  const folder = join(project, ".ai-scientist/ideas/wider-layer");
  mkdirSync(folder, { recursive: true });
  const opened = { type: "opened", format: 1, subject: "wider_layer", rehearsal: true };
  const lines = [opened, ...events].map((event) => JSON.stringify({ ...event, at: "2026-01-02T03:04:05.000Z" }));
  writeFileSync(join(folder, "journal.jsonl"), `${lines.join("\n")}\n`);
}
