import { expect, test } from "vitest";
import { patchBackward, patchForward } from "../../../src/adapters/workspace/hunk-patch";
import { readDiff } from "../../../src/adapters/workspace/unified-diff";
import { objectionTo } from "../../../src/adapters/workspace/worktree-path";

const diff = `diff --git a/a.py b/a.py
index 1..2 100644
--- a/a.py
+++ b/a.py
@@ -0,0 +1,2 @@
+first
+--- a/looks like a header
@@ -5 +6,0 @@ def f():
--- removed
@@ -9,2 +9 @@
-old
-older
\\ No newline at end of file
+new
diff --git "a/t\\303\\244b\\t.py" "b/t\\303\\244b\\t.py"
new file mode 100644
index 0..1
diff --git a/pic.png b/pic.png
new file mode 100644
index 0..1
Binary files /dev/null and b/pic.png differ
diff --git a/tool.sh b/tool.sh
old mode 100644
new mode 100755
`;

test("hunks are counted, not recognised by their looks; modes and binary files are no hunks, a new empty file is one", () => {
  const hunks = readDiff(diff);
  expect(
    hunks.map(({ path, kind, oldStart, oldLines, newStart, newLines, body }) => [
      path,
      kind,
      oldStart,
      oldLines,
      newStart,
      newLines,
      body,
    ]),
  ).toEqual([
    ["a.py", "changed", 0, 0, 1, 2, ["+first", "+--- a/looks like a header"]],
    ["a.py", "changed", 5, 1, 6, 0, ["--- removed"]],
    ["a.py", "changed", 9, 2, 9, 1, ["-old", "-older", "\\ No newline at end of file", "+new"]],
    ["täb\t.py", "added", 0, 0, 0, 0, []],
  ]);
});

test("a patch of some hunks says where each goes once the ones before it are in", () => {
  const [first, second, third] = readDiff(diff);
  const header = "diff --git a/a.py b/a.py\nindex 1..2 100644\n--- a/a.py\n+++ b/a.py\n";
  const end = "-old\n-older\n\\ No newline at end of file\n+new\n";
  expect(patchForward([second!, third!])).toBe(`${header}@@ -5,1 +5,0 @@\n--- removed\n@@ -9,2 +8,1 @@\n${end}`);
  expect(patchBackward([second!, third!])).toBe(`${header}@@ -7,1 +6,0 @@\n--- removed\n@@ -10,2 +9,1 @@\n${end}`);
  expect(patchForward([first!])).toBe(`${header}@@ -0,0 +1,2 @@\n+first\n+--- a/looks like a header\n`);
});

test("what speaks against a path is said in words", () => {
  expect(objectionTo("a/b.py")).toBeUndefined();
  expect(objectionTo(".gitignore")).toBeUndefined();
  expect(objectionTo("a/../b")).toBe("leads out of the worktree");
  expect(objectionTo(".Git/hooks/x")).toBe("belongs to git");
  expect(objectionTo("C:\\x")).toBe("holds a backslash or a control character");
});
