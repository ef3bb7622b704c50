import { expect, test } from "vitest";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { block } from "./answers";

const TEXT = "def f(x):\n    y = x\n    return y\n";

test.each([
  "    # ... rest unchanged",
  "    # ... existing code ...",
  "    # rest of the code remains the same",
  "    # Rest of the function",
  "    # (rest of the method is unchanged)".replace(/[()]/g, ""),
  "    # ...",
  "    # … (training loop)",
  "    # existing code here",
  "    # Keep the rest of the training loop unchanged",
  "    # remaining code unchanged",
  "    ...",
  "    // ... existing code ...",
  "    [... rest of the section unchanged ...]",
  "    [Rest of the paragraph remains the same]",
  "    % ... rest of the section unchanged",
  "    <!-- ... existing content ... -->",
  "    # Same as before",
  "    # unchanged",
])("“%s” is not written to a file", (line) => {
  const { files, failures } = applyEdits(block("a.py", "    y = x\n    return y", `    y = 2 * x\n${line}`), {
    "a.py": TEXT,
  });
  expect(files).toEqual({});
  expect(failures[0]!.reason).toBe("elided");
});

test.each([
  "    # Loading data...",
  "    # Rest of the batch is padding",
  "    # The remaining steps use a constant rate",
  "    # existing checkpoints are kept",
  "    x = x[..., 0]",
  '    print("...")',
  "    # pad with zeros, as in the original paper",
  "    other = 1",
])("“%s” is honest text", (line) => {
  const { failures } = applyEdits(block("a.py", "    y = x\n    return y", `    y = x\n${line}\n    return y`), {
    "a.py": TEXT,
  });
  expect(failures).toEqual([]);
});

test("dots are honest where the file has them, and as the body of a definition", () => {
  const files = { "a.py": "def f(x):\n    ...\n\n# ... rest unchanged\nx = 1\n" };
  expect(
    applyEdits(block("a.py", "# ... rest unchanged\nx = 1", "# ... rest unchanged\nx = 2"), files).failures,
  ).toEqual([]);
  expect(applyEdits(block("a.py", "x = 1", "def g(x: int) -> int:\n    ..."), files).failures).toEqual([]);
});

test("a search that leaves text out says what to do", () => {
  const { failures } = applyEdits(block("a.py", "def f(x):\n    # ...\n    return y", "def f(x):\n    return x"), {
    "a.py": TEXT,
  });
  expect(failures[0]).toMatchObject({ reason: "not-found", lines: [1, 2, 3] });
  expect(failures[0]!.message).toContain("SEARCH leaves text out (“# ...”)");
});
