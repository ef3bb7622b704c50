import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openGitWorkspace } from "../../../src/adapters/workspace/git-workspace";
import { HunkStale, ProposalRefused } from "../../../src/engine/ports/workspace";
import type { Decision } from "../../../src/research/change";
import { anIntent, aRepository, asProposed, aWorkspace, byHand, git, put } from "./a-repository";

const code = `${[...Array(20).keys()].map((n) => `line ${n + 1}`).join("\n")}\n`;
const edited = code
  .replace("line 3\n", "line three\nand more\n")
  .replace("line 9\n", "")
  .replace("line 15", "line fifteen");

test("a proposal is an unstaged change; accepted and rejected hunks are git's own; what is committed is what was accepted", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  const base = await workspace.head();
  const names = [
    { path: "experiment.py", title: "first", why: "a" },
    { path: "experiment.py", title: "second", why: "b" },
    { path: "experiment.py", title: "third", why: "c" },
  ];
  const hunks = await workspace.propose(
    [{ path: "experiment.py", before: code, after: edited }],
    anIntent("run 1", names),
  );
  expect(hunks.map(({ title, oldStart, removed, added }) => ({ title, oldStart, removed, added }))).toEqual([
    { title: "first", oldStart: 3, removed: ["line 3"], added: ["line three", "and more"] },
    { title: "second", oldStart: 9, removed: ["line 9"], added: [] },
    { title: "third", oldStart: 15, removed: ["line 15"], added: ["line fifteen"] },
  ]);
  expect(git(workspace.directory, "status", "--porcelain")).toBe(" M experiment.py\n");

  await workspace.accept([hunks[2]!.id]);
  await workspace.reject([hunks[0]!.id]);
  expect((await workspace.undecided()).map(({ id, title }) => [id, title])).toEqual([[hunks[1]!.id, "second"]]);
  await workspace.accept([hunks[1]!.id]);
  expect(await workspace.undecided()).toEqual([]);
  expect((await workspace.accepted()).map(({ title }) => title)).toEqual(["second", "third"]);

  const commit = await workspace.commit(anIntent("run 1"), byHand);
  expect(commit).toBe(await workspace.head());
  expect(git(workspace.directory, "show", "HEAD:experiment.py")).toBe(
    code.replace("line 9\n", "").replace("line 15", "line fifteen"),
  );
  expect(await workspace.read("experiment.py")).toBe(git(workspace.directory, "show", "HEAD:experiment.py"));
  expect(git(workspace.directory, "log", "-1", "--format=%B").trim()).toBe(
    "Widen\n\nMore capacity.\n\nAI-Scientist-Idea: wider_layer\nAI-Scientist-Step: run 1\nAI-Scientist-Kind: change\nAI-Scientist-Model: rehearsal\nAI-Scientist-Human-Edited: yes\nAI-Scientist-Approved-By: researcher\nAI-Scientist-Rehearsal: yes",
  );
  expect(await workspace.diff(base, commit!)).toContain("-line 9\n");
});

test("a step commits once, and a step that has nothing to commit makes nothing", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  expect(await workspace.commit(anIntent("run 1"), asProposed)).toBeUndefined();
  const hunks = await workspace.propose([{ path: "experiment.py", before: code, after: edited }], anIntent("run 1"));
  await workspace.accept(hunks.map(({ id }) => id));
  const commit = await workspace.commit(anIntent("run 1"), asProposed);
  expect(await workspace.commit(anIntent("run 1"), asProposed)).toBe(commit);
  expect(await workspace.commit(anIntent("run 2"), asProposed)).toBeUndefined();
  expect(git(workspace.directory, "rev-list", "--count", "main..HEAD").trim()).toBe("1");
});

test("a resumed run proposes again without harm, and a hand-edited file is left alone", async () => {
  const workspace = await aWorkspace({ "experiment.py": code, "plot.py": "a\n" });
  const edits = [
    { path: "plot.py", before: "a\n", after: "b\n" },
    { path: "experiment.py", before: code, after: edited },
  ];
  const first = await workspace.propose(edits, anIntent());
  expect(await workspace.propose(edits, anIntent())).toEqual(first);
  put(workspace.directory, { "experiment.py": "mine\n", "plot.py": "a\n" });
  await expect(workspace.propose(edits, anIntent())).rejects.toThrow("“experiment.py” was edited since");
  expect(await workspace.read("plot.py")).toBe("a\n");
  rmSync(join(workspace.directory, "experiment.py"));
  await expect(workspace.propose(edits, anIntent())).rejects.toThrow("deleted since");
});

test("a hunk that is proposed anew gets the new name; the others keep theirs, and so do they when it is done again", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  const named = (title: string) => ({ path: "experiment.py", title, why: "w" });
  const edits = [{ path: "experiment.py", before: code, after: edited }];
  await workspace.propose(edits, anIntent("run 1", ["first", "second", "third"].map(named)));
  const [first] = await workspace.undecided();
  await workspace.accept([first!.id]);
  const after = edited.replace("line fifteen", "line 15 as asked");
  const revised = [{ path: "experiment.py", before: edited, after }];
  const titles = (hunks: readonly { title?: string | undefined }[]) => hunks.map(({ title }) => title);
  const hunks = await workspace.propose(revised, anIntent("run 1, request 1", [named("as asked")]));
  expect(titles(hunks)).toEqual(["second", "as asked"]);
  expect(titles(await workspace.propose(revised, anIntent("run 1, request 1", [named("as asked")])))).toEqual(
    titles(hunks),
  );
});

test("a decision about a hunk that changed meanwhile decides nothing", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  const hunks = await workspace.propose([{ path: "experiment.py", before: code, after: edited }], anIntent());
  put(workspace.directory, { "experiment.py": edited.replace("line fifteen", "line 15 by hand") });
  await expect(workspace.accept(hunks.map(({ id }) => id))).rejects.toBeInstanceOf(HunkStale);
  expect(await workspace.accepted()).toEqual([]);
  await expect(workspace.reject([hunks[2]!.id])).rejects.toBeInstanceOf(HunkStale);
  await workspace.accept([hunks[0]!.id]);
  await expect(workspace.accept([hunks[0]!.id])).rejects.toBeInstanceOf(HunkStale);
});

test("of two equal hunks the one that was meant is decided, and then the other is no longer taken for it", async () => {
  const same = "x = 1\n".repeat(2) + code + "x = 1\n".repeat(2);
  const workspace = await aWorkspace({ "experiment.py": same });
  const after = `${"y\n"}${same}${"y\n"}`;
  const hunks = await workspace.propose([{ path: "experiment.py", before: same, after }], anIntent());
  expect(hunks).toHaveLength(2);
  await workspace.reject([hunks[1]!.id]);
  expect(await workspace.read("experiment.py")).toBe(`y\n${same}`);
  await expect(workspace.reject([hunks[1]!.id])).rejects.toBeInstanceOf(HunkStale);
});

test("a new file is a hunk: accepted it is staged, rejected it is gone, also when it is empty or ignored", async () => {
  const workspace = await aWorkspace({ "experiment.py": code, ".gitignore": "*.log\n" });
  const create = (path: string, after: string) => ({ path, before: null, after });
  const edits = [
    create("lib/model.py", "a\nb\n"),
    create("empty.py", ""),
    create("x.log", "no newline"),
    create("gone.py", "g\n"),
    create("gone/empty.py", ""),
  ];
  const hunks = await workspace.propose(edits, anIntent());
  expect(hunks.map(({ path, added }) => [path, added])).toEqual([
    ["empty.py", []],
    ["gone.py", ["g"]],
    ["gone/empty.py", []],
    ["lib/model.py", ["a", "b"]],
    ["x.log", ["no newline"]],
  ]);
  await workspace.reject(hunks.filter(({ path }) => path.startsWith("gone")).map(({ id }) => id));
  expect(existsSync(join(workspace.directory, "gone.py"))).toBe(false);
  await workspace.accept((await workspace.undecided()).map(({ id }) => id));
  await workspace.commit(anIntent(), asProposed);
  expect(git(workspace.directory, "status", "--porcelain")).toBe("");
  expect(git(workspace.directory, "ls-files").split("\n")).toEqual([
    ".gitignore",
    "empty.py",
    "experiment.py",
    "lib/model.py",
    "x.log",
    "",
  ]);
  expect(git(workspace.directory, "show", "HEAD:x.log")).toBe("no newline");
});

test("an accepted hunk can be decided again, a new file like any other; what no longer fits is not guessed", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  const edits = [
    { path: "experiment.py", before: code, after: edited },
    { path: "lib/new.py", before: null, after: "a\n" },
  ];
  const hunks = await workspace.propose(edits, anIntent());
  const ids = hunks.map(({ id }) => id);
  await workspace.accept(ids);
  const ofFile = hunks.filter(({ path }) => path === "experiment.py").map(({ id }) => id);
  await workspace.reconsider([ofFile[0]!, ofFile[2]!, hunks.at(-1)!.id]);
  expect((await workspace.undecided()).map(({ id }) => id)).toEqual([ofFile[0], ofFile[2], hunks.at(-1)!.id]);
  expect((await workspace.accepted()).map(({ id }) => id)).toEqual([ofFile[1]]);
  expect(await workspace.read("experiment.py")).toBe(edited);
  await expect(workspace.reconsider([ofFile[0]!])).rejects.toBeInstanceOf(HunkStale);
  await workspace.reject([hunks.at(-1)!.id, ofFile[0]!]);
  await workspace.accept([ofFile[2]!]);
  expect(await workspace.undecided()).toEqual([]);
  expect(existsSync(join(workspace.directory, "lib/new.py"))).toBe(false);
});

test("what was accepted since a commit counts what was committed by hand after it", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  const base = await workspace.head();
  const hunks = await workspace.propose([{ path: "experiment.py", before: code, after: edited }], anIntent());
  await workspace.accept([hunks[0]!.id]);
  git(workspace.directory, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-m", "Mine");
  await workspace.accept([hunks[1]!.id]);
  expect((await workspace.accepted()).map(({ removed }) => removed)).toEqual([["line 9"]]);
  expect((await workspace.accepted(base)).map(({ removed, oldStart }) => [oldStart, ...removed])).toEqual([
    [3, "line 3"],
    [9, "line 9"],
  ]);
});

test("a commit says what was decided and by whom", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  const decide = async (step: string, decision: Decision) => {
    const text = (await workspace.read("experiment.py"))!;
    const edits = [{ path: "experiment.py", before: text, after: `${text}${step}\n` }];
    await workspace.accept((await workspace.propose(edits, anIntent(step))).map(({ id }) => id));
    await workspace.commit(anIntent(step), decision);
    return git(workspace.directory, "log", "-1", "--format=%(trailers:only)");
  };
  const tally = { accepted: 3, rejected: 1, edited: 1, added: 0, onRequest: 1 };
  const reviewed = await decide("run 1", { approved: true, remarks: "r", by: "researcher", tally });
  expect(reviewed).toContain("AI-Scientist-Human-Edited: yes\n");
  expect(reviewed).toContain("AI-Scientist-Review: 3 accepted, 1 rejected, 1 edited by hand, 1 on request\n");
  expect(reviewed).toContain("AI-Scientist-Approved-By: researcher\n");
  const plain = { accepted: 2, rejected: 0, edited: 0, added: 0, onRequest: 0 };
  const alone = await decide("run 2", { approved: true, remarks: "", by: "policy", tally: plain });
  expect(alone).toContain("AI-Scientist-Human-Edited: no\n");
  expect(alone).toContain("AI-Scientist-Review: 2 accepted\nAI-Scientist-Approved-By: policy\n");
});

const awkward: Record<string, readonly [string, string]> = {
  "carriage returns": ["a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"],
  "mixed line ends": ["a\r\nb\nc\r\n", "a\r\nB\nc\n"],
  "no newline at the end, kept": ["a\nb", "a\nB"],
  "a newline at the end, added": ["a\nb", "a\nb\n"],
  "a newline at the end, removed": ["a\nb\n", "a\nb"],
  "a byte order mark and unicode": ["\ufeffä\nb\n", "\ufeffä\nß – “x”\n"],
  "lines that look like a patch": [
    "-- a\n++ b\n@@ -1 +1 @@\ndiff --git a/x b/x\n",
    "--- a\n++ c\n@@ -1 +1 @@ x\ndiff --git a/y b/y\n",
  ],
  "everything removed": ["a\nb\n", ""],
  "everything added": ["", "a\nb\n"],
  "trailing blanks and tabs": ["\ta \n\n \t\nb\n", "\ta  \n\n\n \t \nb\n"],
  "equal lines all over": ["x\n".repeat(9), `${"x\n".repeat(3)}y\n${"x\n".repeat(4)}`],
};

for (const [name, [before, after]] of Object.entries(awkward))
  test(`${name}: each hunk alone, accepted and rejected, byte for byte, whatever the file is called`, async () => {
    const paths = ["plain.py", "with space & ünïcödé “q”.tex", 'we"ird.py'];
    const workspace = await aWorkspace(Object.fromEntries(paths.map((path) => [path, before])));
    const edits = paths.map((path) => ({ path, before, after }));
    const proposed = await workspace.propose(edits, anIntent());
    for (const { id } of proposed) await workspace.accept([id]);
    for (const path of paths) expect(git(workspace.directory, "show", `:${path}`)).toBe(after);
    git(workspace.directory, "reset", "-q");
    for (const { id } of [...(await workspace.undecided())].reverse()) await workspace.reject([id]);
    for (const path of paths) expect(readFileSync(join(workspace.directory, path), "utf8")).toBe(before);
    expect(git(workspace.directory, "status", "--porcelain")).toBe("");
  });

test("any choice of hunks gives exactly the text that has these changes and no others", async () => {
  const lines = [...Array(12).keys()].map((n) => (n % 3 === 0 ? "same" : `line ${n}`));
  const changed = lines.flatMap((line, n) => (n % 2 === 0 ? [line] : n % 4 === 1 ? [] : ["new", "same"]));
  const [before, after] = [`${lines.join("\n")}\n`, `${changed.join("\n")}\n`];
  const workspace = await aWorkspace({ "a.py": before });
  for (let choice = 0; choice < 16; choice++) {
    const hunks = await workspace.propose([{ path: "a.py", before, after }], anIntent());
    const taken = hunks.filter((_, n) => choice & (1 << n));
    const expected = [...hunks].reverse().reduce((text, hunk) => {
      const at = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
      if (taken.includes(hunk)) text.splice(at, hunk.oldLines, ...hunk.added);
      return text;
    }, before.slice(0, -1).split("\n"));
    await workspace.accept(taken.map(({ id }) => id));
    expect(git(workspace.directory, "show", ":a.py")).toBe(`${expected.join("\n")}\n`);
    await workspace.reject((await workspace.undecided()).map(({ id }) => id));
    expect(await workspace.read("a.py")).toBe(`${expected.join("\n")}\n`);
    git(workspace.directory, "reset", "-q", "--hard");
  }
});

test("files that are no UTF-8 are shown but not rewritten, and the researcher's own change of them can be decided", async () => {
  const workspace = await aWorkspace({ "old.tex": "x\n" });
  writeFileSync(join(workspace.directory, "old.tex"), Buffer.from("caf\xe9\nb\n", "latin1"));
  const text = (await workspace.read("old.tex"))!;
  await expect(workspace.propose([{ path: "old.tex", before: text, after: "y" }], anIntent())).rejects.toThrow(
    "not UTF-8",
  );
  await workspace.accept((await workspace.undecided()).map(({ id }) => id));
  await workspace.commit(anIntent(), byHand);
  expect(git(workspace.directory, "status", "--porcelain")).toBe("");
  expect(readFileSync(join(workspace.directory, "old.tex"), "latin1")).toBe("caf\xe9\nb\n");
});

test("nothing outside the worktree can be read or written", async () => {
  const workspace = await aWorkspace({ "experiment.py": code });
  symlinkSync("/etc", join(workspace.directory, "etc"));
  symlinkSync("experiment.py", join(workspace.directory, "link.py"));
  const paths = [
    "../x",
    "a/../../x",
    "/etc/passwd",
    "etc/passwd",
    "link.py",
    ".git",
    ".git/config",
    "a/.GIT/x",
    "git~1/config",
    "a\\b",
    "C:/x",
    "",
    "a//b",
    "./a",
    "con.py",
    "a\0b",
    "experiment.py/x",
    ".git\u200c/config",
  ];
  for (const path of paths) {
    await expect(workspace.propose([{ path, before: null, after: "x" }], anIntent()), path).rejects.toBeInstanceOf(
      ProposalRefused,
    );
    await expect(workspace.read(path), path).rejects.toBeInstanceOf(ProposalRefused);
    await expect(workspace.write(path, "x"), path).rejects.toBeInstanceOf(ProposalRefused);
  }
  expect(await workspace.read("missing.py")).toBeUndefined();
});

test("an executable file stays executable", async () => {
  const workspace = await aWorkspace({ "launcher.sh": "a\n" });
  chmodSync(join(workspace.directory, "launcher.sh"), 0o755);
  await workspace.propose([{ path: "launcher.sh", before: "a\n", after: "b\n" }], anIntent());
  expect(statSync(join(workspace.directory, "launcher.sh")).mode & 0o777).toBe(0o755);
});

test("results are recorded without the researcher's staged hunks, and large or binary files are left out", async () => {
  const workspace = await aWorkspace({ "experiment.py": code, ".gitignore": "run_*\n" });
  const hunks = await workspace.propose([{ path: "experiment.py", before: code, after: edited }], anIntent());
  await workspace.accept([hunks[0]!.id]);
  put(workspace.directory, {
    "run_1/final_info.json": "{}",
    "run_1/big.txt": "x".repeat(1_000_000),
    "run_1/deep/all.csv": "1,2\n",
    "notes.txt": "n\n",
  });
  writeFileSync(join(workspace.directory, "run_1/model.bin"), Buffer.from([0, 1, 2]));
  writeFileSync(
    join(workspace.directory, "loss.png"),
    Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(99)]),
  );
  writeFileSync(join(workspace.directory, "fake.png"), Buffer.alloc(99));
  const paths = ["run_1", "notes.txt", "loss.png", "fake.png", "missing.txt"];
  const commit = await workspace.record(paths, anIntent("run 1: results"));
  expect(git(workspace.directory, "show", "--format=", "--name-only", commit).trim().split("\n")).toEqual([
    "loss.png",
    "notes.txt",
    "run_1/deep/all.csv",
    "run_1/final_info.json",
  ]);
  expect((await workspace.accepted()).map(({ id }) => id)).toEqual([hunks[0]!.id]);
  expect(await workspace.record(paths, anIntent("run 1: results"))).toBe(commit);
  expect(await workspace.record(["missing.txt"], anIntent("nothing"))).toBe(commit);
});

test("a run can start from an earlier result again, as a new commit on top", async () => {
  const workspace = await aWorkspace({ "experiment.py": "one\n", "other.py": "kept\n" });
  const start = await workspace.head();
  const edits = [
    { path: "experiment.py", before: "one\n", after: "two\n" },
    { path: "new.py", before: null, after: "n\n" },
  ];
  await workspace.accept((await workspace.propose(edits, anIntent())).map(({ id }) => id));
  const second = await workspace.commit(anIntent("run 1"), asProposed);
  put(workspace.directory, { "run_1/final_info.json": "{}" });
  const restored = await workspace.restore(start, ["experiment.py", "new.py"], anIntent("run 2: start"));
  expect(await workspace.read("experiment.py")).toBe("one\n");
  expect(await workspace.read("new.py")).toBeUndefined();
  expect(await workspace.readAt(second!, "experiment.py")).toBe("two\n");
  expect(await workspace.readAt(restored, "new.py")).toBeUndefined();
  await expect(workspace.readAt("0".repeat(40), "experiment.py")).rejects.toThrow();
  expect(git(workspace.directory, "rev-parse", "HEAD~1").trim()).toBe(second);
  expect(git(workspace.directory, "status", "--porcelain")).toBe("?? run_1/\n");
  expect(await workspace.restore(start, ["experiment.py", "new.py"], anIntent("run 2: start"))).toBe(restored);

  put(workspace.directory, { "experiment.py": "by hand\n" });
  await expect(workspace.restore(second!, ["experiment.py"], anIntent("run 3: start"))).rejects.toBeInstanceOf(
    ProposalRefused,
  );
  const settled = await workspace.settle(anIntent("run 3: start: by hand"));
  expect(git(workspace.directory, "log", "-1", "--format=%B", settled)).not.toContain("AI-Scientist-Model");
  expect(await workspace.settle(anIntent("run 3: start: by hand"))).toBe(settled);
  await workspace.restore(second!, ["experiment.py"], anIntent("run 3: start"));
  expect(await workspace.read("experiment.py")).toBe("two\n");
});

test("the researcher's branch, index, stash, settings and files are as they were", async () => {
  const project = aRepository({ "experiment.py": code });
  put(project, { "experiment.py": "half-done\n", "untracked.py": "u\n" });
  git(project, "add", "experiment.py");
  put(project, {
    ".git/hooks/pre-commit": "#!/bin/sh\nexit 1\n",
    ".git/hooks/post-checkout": "#!/bin/sh\ntouch hooked\nexit 1\n",
  });
  for (const hook of ["pre-commit", "post-checkout"]) chmodSync(join(project, ".git/hooks", hook), 0o755);
  git(project, "config", "commit.gpgSign", "true");
  const everything = () => [
    git(project, "status", "--porcelain"),
    git(project, "rev-parse", "main"),
    git(project, "stash", "list"),
    readFileSync(join(project, ".git/config"), "utf8"),
    git(project, "diff", "--cached"),
  ];
  const before = everything();
  const workspace = openGitWorkspace({ project, slug: "wider-layer", rehearsal: false });
  await workspace.open();
  expect(await workspace.projectIsDirty()).toBe(true);
  const hunks = await workspace.propose([{ path: "experiment.py", before: code, after: edited }], anIntent());
  await workspace.accept(hunks.map(({ id }) => id));
  expect(await workspace.commit(anIntent(), asProposed)).toBeDefined();
  expect(everything()).toEqual(before);
  expect(await workspace.list()).toEqual(["experiment.py"]);
  expect(git(workspace.directory, "log", "-1", "--format=%an %B")).not.toContain("Rehearsal");
});
