import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { block } from "./answers";

const FILES = { "experiment.py": "import torch\nlr = 0.001\nsteps = 100\nseed = 0\n", "latex/template.tex": "a\nb\n" };
const SWAP = "<<<<<<< SEARCH\nlr = 0.001\n=======\nlr = 0.01\n>>>>>>> REPLACE\n";
const CHANGED = { "experiment.py": FILES["experiment.py"].replace("0.001", "0.01") };

function outcome(answer: string, files: Record<string, string> = FILES, options = {}) {
  const result = applyEdits(answer, files, options);
  if (result.failures.length) expect(result.files).toEqual({});
  return result.failures.length ? result.failures.map(({ reason }) => reason) : result.files;
}

describe("where the file name may stand", () => {
  test.each([
    "experiment.py\n```python\n",
    "**experiment.py**\n```python\n",
    "### experiment.py\n\n```python\n",
    "File: experiment.py\n```python\n",
    "**File: `experiment.py`**\n```python\n",
    "`experiment.py`:\n```\n",
    "1. `experiment.py` (modified):\n```python\n",
    "./experiment.py\n```python\n",
    "Here is the change to `experiment.py`:\n\n```python\n",
    "### Changes to experiment.py\n```python\n",
    "Now we modify experiment.py.\n```python\n",
    "We change experiment.py:\n```python\n",
    "```python experiment.py\n",
    "```python:experiment.py\n",
    '```python title="experiment.py"\n',
    "```experiment.py\n",
    "```python\nexperiment.py\n",
    "```python\n# experiment.py\n",
    "experiment.py\n~~~python\n",
  ])("%j", (head) => {
    const fence = head.includes("~~~") ? "~~~" : "```";
    expect(outcome(`Sure.\n\n${head}${SWAP}${fence}\nDone.\n`)).toEqual(CHANGED);
  });

  test("no fence at all", () => {
    expect(outcome(`experiment.py\n${SWAP}`)).toEqual(CHANGED);
  });

  test("behind the word SEARCH", () => {
    expect(outcome(SWAP.replace("SEARCH", "SEARCH experiment.py"))).toEqual(CHANGED);
  });

  test("a base name is enough when it is the only one", () => {
    expect(outcome(block("template.tex", "a", "c", "latex"))).toEqual({ "latex/template.tex": "c\nb\n" });
    const two = { "latex/template.tex": "a\n", "old/template.tex": "a\n" };
    expect(outcome(block("template.tex", "a", "c", "latex"), two)).toEqual(["not-editable"]);
    expect(outcome(block("template.tex", "a", "c", "latex"), two, { editable: ["latex/template.tex"] })).toEqual([
      "not-editable",
    ]);
  });

  test("not where another file was spoken of since the last edit", () => {
    const files = { "a.py": "import os\nx = 1\n", "b.py": "import os\n" };
    const nameless = block("", "import os", "import sys").trimStart();
    expect(
      outcome(
        `${block("a.py", "x = 1", "x = 2")}\nThe same holds for b.py, whose imports change:\n\n${nameless}`,
        files,
      ),
    ).toEqual(["missing-path"]);
    expect(outcome(`${block("a.py", "x = 1", "x = 2")}\nIts imports change, too:\n\n${nameless}`, files)).toEqual({
      "a.py": "import sys\nx = 2\n",
    });
    expect(outcome(`b.py is another matter, so\n\nwe leave it.\n\n${nameless}`, files, { editable: ["a.py"] })).toEqual(
      ["missing-path"],
    );
  });

  test("nowhere: refused, unless only one file can be meant", () => {
    expect(outcome(`\`\`\`\n${SWAP}\`\`\``)).toEqual(["missing-path"]);
    expect(outcome(`\`\`\`\n${SWAP}\`\`\``, { "experiment.py": FILES["experiment.py"] })).toEqual(CHANGED);
  });

  test("the text of another file is refused, and the other file named", () => {
    const { failures, files } = applyEdits(block("latex/template.tex", "lr = 0.001", "lr = 1"), FILES);
    expect(files).toEqual({});
    expect(failures[0]!.message).toContain("These lines are in experiment.py");
  });
});

describe("titles and reasons", () => {
  test("stand above the file name and come back with the edit", () => {
    const answer = `Text before.\n\nTitle: Raise the rate\nWhy: It learns too slowly,\nas run 1 showed.\n${block("experiment.py", "lr = 0.001", "lr = 0.01")}\n**Title:** More steps\n**Why:** To converge.\n\n${block("experiment.py", "steps = 100", "steps = 200")}`;
    expect(applyEdits(answer, FILES).applied).toMatchObject([
      { title: "Raise the rate", why: "It learns too slowly, as run 1 showed.", startLine: 2 },
      { title: "More steps", why: "To converge.", startLine: 3 },
    ]);
  });

  test("may stand between name and fence", () => {
    expect(applyEdits(`experiment.py\nTitle: A\nWhy: B\n\`\`\`\n${SWAP}\`\`\`\n`, FILES).applied).toMatchObject([
      { path: "experiment.py", title: "A", why: "B" },
    ]);
  });
});

describe("thinking aloud", () => {
  const other = block("experiment.py", "seed = 0", "seed = 1");

  test.each([
    ["a thought", `<think>\nMaybe\n${other}</think>\n${block("experiment.py", "lr = 0.001", "lr = 0.01")}`],
    [
      "a thought within a thought",
      `<think>\n<think>x</think>\n${other}</think>\n${block("experiment.py", "lr = 0.001", "lr = 0.01")}`,
    ],
    [
      "a thought whose beginning was cut",
      `Maybe\n${other}</think>\n\n${block("experiment.py", "lr = 0.001", "lr = 0.01")}`,
    ],
  ])("%s edits nothing", (_, answer) => {
    expect(outcome(answer)).toEqual(CHANGED);
  });

  test("nothing but a thought is no edit", () => {
    expect(outcome(`<think>${other}</think>`)).toEqual(["no-edit"]);
  });

  test("tags inside of a block belong to the file", () => {
    const files = { "a.md": "<think>\nold\n</think>\n" };
    expect(outcome(block("a.md", "<think>\nold\n</think>", "<think>\nnew\n</think>"), files)).toEqual({
      "a.md": "<think>\nnew\n</think>\n",
    });
  });
});

describe("text that looks like marks", () => {
  test("a heading underlined with equals signs is no divider", () => {
    const files = { "a.rst": "Results\n=======\n\nold text\n" };
    expect(outcome(block("a.rst", "Results\n=======\n\nold text", "Results\n=======\n\nnew text"), files)).toEqual({
      "a.rst": "Results\n=======\n\nnew text\n",
    });
    expect(outcome(block("a.rst", "old text", "Findings\n=======\nold text"), files)).toEqual({
      "a.rst": "Results\n=======\n\nFindings\n=======\nold text\n",
    });
    expect(outcome(block("a.rst", "no such text", "Findings\n=======\nold text"), files)).toEqual(["malformed"]);
  });

  test("a merge conflict in a file can be resolved", () => {
    const files = { "a.py": "x = 0\n<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> branch\n" };
    expect(outcome(block("a.py", "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> branch", "x = 2"), files)).toEqual({
      "a.py": "x = 0\nx = 2\n",
    });
  });

  test("fences within a block belong to the file", () => {
    const files = { "a.md": "Run:\n```\nold\n```\nend\n" };
    expect(outcome(block("a.md", "```\nold\n```", "```python\nnew\n```", "markdown"), files)).toEqual({
      "a.md": "Run:\n```python\nnew\n```\nend\n",
    });
  });

  test("a fence that closes before the block does is not written to the file", () => {
    expect(
      outcome("experiment.py\n```python\n<<<<<<< SEARCH\nlr = 0.001\n=======\nlr = 0.01\n```\n>>>>>>> REPLACE\n"),
    ).toEqual(["truncated"]);
    const next = "\nlatex/template.tex\n```latex\n<<<<<<< SEARCH\na\n=======\nc\n>>>>>>> REPLACE\n```\n";
    expect(
      outcome(
        `experiment.py\n\`\`\`python\n<<<<<<< SEARCH\nlr = 0.001\n=======\nlr = 0.01\n\`\`\`\n>>>>>>> REPLACE\n${next}`,
      ),
    ).toEqual(["malformed"]);
  });

  test.each([
    ["REPLACE twice", `experiment.py\n\`\`\`\n${SWAP}lr = 5\n>>>>>>> REPLACE\n\`\`\`\n`],
    ["SEARCH within SEARCH", `experiment.py\n\`\`\`\n<<<<<<< SEARCH\nlr\n${SWAP}\`\`\`\n`],
    ["no divider", "experiment.py\n```\n<<<<<<< SEARCH\nlr = 0.001\n>>>>>>> REPLACE\n```\n"],
  ])("a block that cannot be read is refused: %s", (_, answer) => {
    expect(outcome(answer)).toEqual(["malformed"]);
  });

  test("a block in a list is indented with it", () => {
    const answer = `1. Change the rate:\n\n   experiment.py\n   \`\`\`python\n${SWAP.replace(/^(?=.)/gm, "   ")}   \`\`\`\n`;
    expect(outcome(answer)).toEqual(CHANGED);
  });
});

describe("whole files", () => {
  const program = `${Array.from({ length: 30 }, (_, i) => (i ? `x${i} = ${i}` : "import torch")).join("\n")}\n`;

  test("a name and a fence with the complete text", () => {
    const after = program.replace("x5 = 5", "x5 = 6");
    expect(outcome(`experiment.py\n\`\`\`python\n${after}\`\`\`\n`, { "experiment.py": program })).toEqual({
      "experiment.py": after,
    });
    expect(outcome(`new.py\n\`\`\`python\nx = 1\n\`\`\`\n`, {}, { editable: ["new.py"] })).toEqual({
      "new.py": "x = 1\n",
    });
  });

  test.each([
    ["an excerpt", "x5 = 6\nx6 = 6\n", "partial-file"],
    ["an excerpt that says so", `import torch\nx5 = 6\n# ... rest of the code unchanged\n`, "elided"],
    ["a program that does not parse", `${program}def f(:\n`, "malformed"],
  ])("%s is refused", (_, content, reason) => {
    expect(outcome(`experiment.py\n\`\`\`python\n${content}\`\`\`\n`, { "experiment.py": program })).toEqual([reason]);
  });

  test("a fence in a fence needs a longer fence around it", () => {
    const text = "# Title\n\n```\ncode\n```\nend\n";
    const files = { "a.md": "# Title\n" };
    expect(outcome(`a.md\n\`\`\`markdown\n${text}\`\`\`\n`, files)).toEqual(["malformed"]);
    expect(outcome(`a.md\n\`\`\`\`markdown\n${text}\`\`\`\`\n`, files)).toEqual({ "a.md": text });
  });

  test("an excerpt shown beside blocks is talk, another text is a contradiction", () => {
    const blocks = block("experiment.py", "lr = 0.001", "lr = 0.01");
    expect(
      outcome(`${blocks}\nIt now begins:\n\nexperiment.py\n\`\`\`python\nimport torch\nlr = 0.01\n\`\`\`\n`),
    ).toEqual(CHANGED);
    expect(outcome(`${blocks}\nexperiment.py\n\`\`\`python\nimport torch\nlr = 0.1\n\`\`\`\n`)).toEqual([
      "mixed-formats",
    ]);
    expect(outcome(`${blocks}\nlatex/template.tex\n\`\`\`latex\nc\n\`\`\`\n`)).toEqual(["mixed-formats"]);
  });

  test("a fence without a name, or with a command, is talk", () => {
    const talk =
      "Then run:\n```\npython experiment.py --out_dir=run_1\n```\nexperiment.py\n```bash\npython experiment.py\n```\n";
    expect(outcome(`${block("experiment.py", "lr = 0.001", "lr = 0.01")}\n${talk}`)).toEqual(CHANGED);
  });
});

describe("unified diffs", () => {
  const hunk = "@@ -1,3 +1,3 @@\n import torch\n-lr = 0.001\n+lr = 0.01\n steps = 100\n";

  test.each([
    ["in a fence", `\`\`\`diff\n--- a/experiment.py\n+++ b/experiment.py\n${hunk}\`\`\`\n`],
    [
      "with wrong counts in a fence",
      `\`\`\`diff\n--- experiment.py\n+++ experiment.py\n${hunk.replace("1,3 +1,3", "7,9 +7,12")}\`\`\`\n`,
    ],
    [
      "bare",
      `diff --git a/experiment.py b/experiment.py\n--- a/experiment.py\n+++ b/experiment.py\n${hunk}\n- that was it\n`,
    ],
  ])("%s", (_, answer) => {
    expect(outcome(answer)).toEqual(CHANGED);
  });

  test("several hunks and a new file", () => {
    const answer = `\`\`\`diff\n--- a/experiment.py\n+++ b/experiment.py\n${hunk}@@ -4 +4,2 @@\n-seed = 0\n+seed = 1\n+done = True\n--- /dev/null\n+++ b/new.py\n@@ -0,0 +1 @@\n+x = 1\n\`\`\`\n`;
    expect(outcome(answer, FILES, { editable: ["experiment.py", "new.py"] })).toEqual({
      "experiment.py": "import torch\nlr = 0.01\nsteps = 100\nseed = 1\ndone = True\n",
      "new.py": "x = 1\n",
    });
  });

  test("the line number of a hunk chooses among equal places", () => {
    const files = { "a.py": "x = 1\ny = 2\nx = 1\ny = 2\n" };
    const answer = "```diff\n--- a/a.py\n+++ b/a.py\n@@ -3,2 +3,2 @@\n-x = 1\n+x = 5\n y = 2\n```\n";
    expect(outcome(answer, files)).toEqual({ "a.py": "x = 1\ny = 2\nx = 5\ny = 2\n" });
    expect(outcome(answer.replace("-3,2", "-9,2"), files)).toEqual(["ambiguous"]);
  });

  test.each([
    ["a deleted file", "--- a/experiment.py\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-import torch\n", "malformed"],
    ["a renamed file", `--- a/experiment.py\n+++ b/other.py\n${hunk}`, "malformed"],
    ["no context", "--- a/experiment.py\n+++ b/experiment.py\n@@ -2,0 +3 @@\n+x = 1\n", "no-context"],
    [
      "lines that are not there",
      `--- a/experiment.py\n+++ b/experiment.py\n${hunk.replace("torch", "numpy")}`,
      "not-found",
    ],
  ])("%s is refused", (_, diff, reason) => {
    expect(outcome(`\`\`\`diff\n${diff}\`\`\`\n`)).toEqual([reason]);
  });

  test("a bare diff that is cut, and one without file names", () => {
    expect(outcome("--- a/experiment.py\n+++ b/experiment.py\n@@ -1,3 +1,3 @@\n import torch\n-lr = 0.001\n")).toEqual([
      "truncated",
    ]);
    expect(outcome("experiment.py\n```diff\n@@ -1,2 +1,2 @@\n-lr = 0.001\n+lr = 0.01\n```\n")).toEqual(["malformed"]);
  });
});
