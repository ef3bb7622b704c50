import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openJournal } from "../../../src/adapters/journal/jsonl-journal";
import { bundleIdea } from "../../../src/adapters/project/bundle/bundle-idea";
import { Bundle } from "../../../src/research/bundle";
import { anIntent, asProposed, aWorkspace, git, put } from "../workspace/a-repository";

const slug = "wider-layer";
const idea = {
  ...{ Name: "wider_layer", Title: "A Wider | Layer", Experiment: "Double the width, hold all else." },
  ...{ Interestingness: 5, Feasibility: 5, Novelty: 5 },
};

describe("a bundle of an idea", () => {
  let workspace: Awaited<ReturnType<typeof aWorkspace>>;
  let desk: { folder: string };
  let records: string;
  let target: string;
  beforeEach(async () => {
    workspace = await aWorkspace({ "experiment.py": "a\n", "data.bin": "\u0000\u00ff\n" });
    desk = { folder: workspace.project };
    records = join(desk.folder, ".ai-scientist/ideas", slug);
    target = join(`${desk.folder}-out`, `${slug}.zip`);
    mkdirSync(`${desk.folder}-out`);
    await workspace.propose([{ path: "experiment.py", before: "a\n", after: "b\n" }], anIntent());
    await workspace.accept((await workspace.undecided()).map(({ id }) => id));
    await workspace.commit(anIntent(), asProposed);
    const journal = await openJournal(records, { subject: "A Wider Layer", rehearsal: true });
    await journal.append({ type: "step-finished", step: "idea", result: idea });
    await journal.close();
    put(records, { "paper.pdf": "%PDF", "review.json": "{}", "costs.json": "{}", "proposal.json": "{}" });
    put(records, { "blobs/abc.json": "a prompt", "jobs/run_1/stdout": "printed\n" });
    for (const folder of ["work", "work.draft-1", "seeds/0/work", "tmp", "home", "staging"])
      put(records, { [`jobs/run_1/${folder}/private.csv`]: "data that git does not know" });
    put(workspace.directory, { "run_1/curves.json": "{}", "scratch.txt": "mine" });
  });

  const opened = () => {
    const folder = join(`${desk.folder}-out`, "opened");
    execFileSync("python3", ["-m", "zipfile", "-e", target, folder]);
    return join(folder, slug);
  };

  test("holds paper, code, results, every change, and each question with its answer; nothing that is not the idea's", async () => {
    await bundleIdea(desk, slug, target);
    const folder = opened();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll("\\", "/"),
      )
      .sort();
    expect(files).toEqual([
      ...["README.md", "base/data.bin", "base/experiment.py", "bundle.json", "changes.mbox", "costs.json"],
      ...["experiment/data.bin", "experiment/experiment.py", "experiment/run_1/curves.json"],
      ...["journal/blobs/abc.json", "journal/jobs/run_1/stdout", "journal/journal.jsonl", "paper.pdf", "review.json"],
    ]);
    expect(readFileSync(join(folder, "experiment/experiment.py"), "utf8")).toBe("b\n");
    expect(readFileSync(join(folder, "base/data.bin"))).toEqual(readFileSync(join(workspace.directory, "data.bin")));
  });

  test("says of each file its size and hash, and what models and people did", async () => {
    const made = await bundleIdea(desk, slug, target);
    const folder = opened();
    expect(Bundle.parse(JSON.parse(readFileSync(join(folder, "bundle.json"), "utf8")))).toEqual(made);
    for (const { path, bytes, sha256 } of made.files) {
      const content = readFileSync(join(folder, path));
      expect([content.length, createHash("sha256").update(content).digest("hex")]).toEqual([bytes, sha256]);
    }
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    expect(readme).toContain("# A Wider | Layer");
    expect(readme).toContain("Of 1 commit, 1 holds what a model proposed");
    expect(readme).toContain("this is a demonstration of the tool and no research");
  });

  test("gives the idea's commits again from what it began at, as its page says", async () => {
    const { commit } = await bundleIdea(desk, slug, target);
    const folder = opened();
    const again = join(folder, "again");
    execFileSync("cp", ["-r", join(folder, "base"), again]);
    const own = ["-c", "user.name=R", "-c", "user.email=r@example.org"];
    for (const step of [
      ["init", "-q"],
      ["add", "-A"],
      ["commit", "-qm", "base"],
      ["am", "-q", "../changes.mbox"],
    ])
      git(again, ...own, ...step);
    expect(git(again, "rev-parse", "HEAD^{tree}")).toBe(git(desk.folder, "rev-parse", `${commit}^{tree}`));
  });

  test("leaves out what is too large and says so, follows no link, and never leaves half an archive", async () => {
    writeFileSync(join(workspace.directory, "run_1/checkpoint.pt"), "");
    truncateSync(join(workspace.directory, "run_1/checkpoint.pt"), 60_000_000);
    symlinkSync("/etc/hostname", join(records, "secret"));
    const made = await bundleIdea(desk, slug, target);
    expect(made.leftOut).toEqual([{ path: "experiment/run_1/checkpoint.pt", bytes: 60_000_000 }]);
    expect(made.files.map(({ path }) => path)).not.toContain("journal/secret");
    mkdirSync(join(desk.folder, "taken.zip"));
    await expect(bundleIdea(desk, slug, join(desk.folder, "taken.zip"))).rejects.toThrow();
    expect(existsSync(join(desk.folder, "taken.zip.part"))).toBe(false);
  });

  test("while a run goes on, holds what there was when it began", async () => {
    const log = join(records, "jobs/run_1/stdout");
    writeFileSync(log, "printed\n".repeat(500_000));
    let writing = true;
    const write = () => {
      appendFileSync(log, "more\n");
      if (writing) setImmediate(write);
    };
    write();
    const made = await bundleIdea(desk, slug, target);
    writing = false;
    const file = made.files.find(({ path }) => path === "journal/jobs/run_1/stdout")!;
    const content = readFileSync(join(opened(), file.path));
    expect([content.length, createHash("sha256").update(content).digest("hex")]).toEqual([file.bytes, file.sha256]);
  });

  test("of an idea that was not begun, or whose branch is gone, says so", async () => {
    await expect(bundleIdea(desk, "other", target)).rejects.toThrow("No idea “other” was begun here.");
    git(desk.folder, "worktree", "remove", "--force", workspace.directory);
    git(desk.folder, "branch", "-D", "ai-scientist/wider-layer");
    await expect(bundleIdea(desk, slug, target)).rejects.toThrow("has no branch ai-scientist/wider-layer any more");
    expect(existsSync(target)).toBe(false);
  });
});
