import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { workOf } from "../../work-of";
import { block } from "./answers";

const PROGRAM = `import argparse
import torch

lr = 0.001
steps = 100


def train(model):
    for step in range(steps):
        loss = model(step)
        loss.backward()
    return loss


def evaluate(model):
    model.eval()
    return model(0)


if __name__ == "__main__":
    train(torch.nn.Linear(1, 1))
`;

const PAPER = `\\section{Results}
\\label{sec:results}

Our method reaches 99\\% accuracy on shakespeare\\_char, while the baseline reaches 95\\%. It costs \\$5 more. The loss falls to 0.862.

% Results for addition, at 99% of the steps
We compare R\\&D budgets of “large” labs.
\\end{document}
`;

function reasons(message: string, files: Record<string, string>, options = {}) {
  const result = applyEdits(message, files, options);
  expect(result.files).toEqual({});
  expect(result.applied).toEqual([]);
  return result.failures.map(({ reason }) => reason);
}

describe("exact lines", () => {
  test("a block replaces its lines and nothing else", () => {
    const { files, failures, applied } = applyEdits(block("experiment.py", "lr = 0.001", "lr = 0.01"), {
      "experiment.py": PROGRAM,
      "plot.py": "x\n",
    });
    expect(failures).toEqual([]);
    expect(files).toEqual({ "experiment.py": PROGRAM.replace("lr = 0.001", "lr = 0.01") });
    expect(applied).toEqual([
      { path: "experiment.py", format: "search-replace", match: "exact", startLine: 4, endLine: 4 },
    ]);
  });

  test("several blocks apply in order, a later one to what an earlier one wrote", () => {
    const answer =
      block("experiment.py", "lr = 0.001", "lr = 0.01\nwarmup = 10") +
      block("experiment.py", "warmup = 10", "warmup = 20");
    expect(applyEdits(answer, { "experiment.py": PROGRAM }).files["experiment.py"]).toContain(
      "lr = 0.01\nwarmup = 20\n",
    );
  });

  test("a block without a name belongs to the file of the block before it", () => {
    const answer = `${block("experiment.py", "lr = 0.001", "lr = 0.01")}\nAnd\n\n${block("", "steps = 100", "steps = 200").trimStart()}`;
    const files = { "experiment.py": PROGRAM, "plot.py": "steps = 100\n" };
    expect(applyEdits(answer, files).files).toEqual({
      "experiment.py": PROGRAM.replace("lr = 0.001", "lr = 0.01").replace("steps = 100", "steps = 200"),
    });
  });

  test("an empty replacement removes the lines", () => {
    expect(applyEdits(block("a.py", "b = 2", ""), { "a.py": "a = 1\nb = 2\nc = 3\n" }).files).toEqual({
      "a.py": "a = 1\nc = 3\n",
    });
  });

  test("an empty search makes a file that may be made, once", () => {
    const answer = block("new.py", "", "x = 1");
    expect(applyEdits(answer, {}, { editable: ["new.py"] }).files).toEqual({ "new.py": "x = 1\n" });
    expect(applyEdits(answer, { "new.py": "\n" }).files).toEqual({ "new.py": "x = 1\n" });
    expect(reasons(answer, { "new.py": "y = 2\n" })).toEqual(["file-exists"]);
    expect(reasons(answer, { "old.py": "" })).toEqual(["not-editable"]);
    expect(applyEdits(answer, { "new.py": "x = 1\n" }).noops).toHaveLength(1);
  });

  test("dollar signs are text, never patterns", () => {
    const answer = block("a.tex", "price $x$", "price $$ and $& and $` and $1", "latex");
    expect(applyEdits(answer, { "a.tex": "a\nprice $x$\nb\n" }).files).toEqual({
      "a.tex": "a\nprice $$ and $& and $` and $1\nb\n",
    });
  });
});

describe("what occurs more than once", () => {
  const twice = "a = 1\nprint(a)\nb = 2\nprint(a)\n";

  test("is refused with the line numbers", () => {
    const { files, failures } = applyEdits(block("a.py", "print(a)", "print(b)"), { "a.py": twice });
    expect(files).toEqual({});
    expect(failures[0]).toMatchObject({ path: "a.py", reason: "ambiguous", lines: [2, 4] });
    expect(failures[0]!.message).toContain("line 2 (below “a = 1”); line 4 (below “b = 2”)");
  });

  test.each(["<<<<<<< SEARCH line 4", "<<<<<<< SEARCH:4", "<<<<<<< SEARCH (line 4)"])(
    "is settled by a line number: %s",
    (head) => {
      const answer = block("a.py", "print(a)", "print(b)").replace("<<<<<<< SEARCH", head);
      expect(applyEdits(answer, { "a.py": twice }).files).toEqual({ "a.py": "a = 1\nprint(a)\nb = 2\nprint(b)\n" });
    },
  );

  test("a line number means the file as it was given, also after other blocks", () => {
    const answer = block("a.py", "a = 1", "a = 1\nz = 0\ny = 0") + block("a.py:4", "print(a)", "print(b)");
    expect(applyEdits(answer, { "a.py": twice }).files["a.py"]).toBe(
      "a = 1\nz = 0\ny = 0\nprint(a)\nb = 2\nprint(b)\n",
    );
  });

  test("a line number that fits no place settles nothing", () => {
    expect(reasons(block("a.py:3", "print(a)", "print(b)"), { "a.py": twice })).toEqual(["ambiguous"]);
  });

  test("a looser rule never settles it either", () => {
    expect(reasons(block("a.py", "x = 1", "x = 2"), { "a.py": "if a:\n    x = 1\nelse:\n    x = 1\n" })).toEqual([
      "ambiguous",
    ]);
  });
});

describe("blanks and punctuation", () => {
  test("blanks at the end of lines do not count, and stay where nothing changed", () => {
    const answer = block("a.py", "a = 1\nb = 2\nc = 3", "a = 1\nb = 5\nc = 3");
    const { files, applied } = applyEdits(answer, { "a.py": "a = 1  \nb = 2\nc = 3\t\nd = 4\n" });
    expect(files).toEqual({ "a.py": "a = 1  \nb = 5\nc = 3\t\nd = 4\n" });
    expect(applied[0]!.match).toBe("normalised");
  });

  test("typographic quotes and dashes count as plain ones, and the file keeps its own", () => {
    const answer = block("notes.txt", 'It\'s a "test" - of 3 runs', 'It\'s a "test" - of 4 runs');
    expect(applyEdits(answer, { "notes.txt": "It’s a “test” – of 3 runs\n" }).files).toEqual({
      "notes.txt": "It’s a “test” – of 4 runs\n",
    });
  });

  test("typographic quotes of an answer do not get into code that has plain ones", () => {
    const answer = block("a.py", "name = “x”", "name = “y” + “z”");
    expect(applyEdits(answer, { "a.py": 'name = "x"\n' }).files).toEqual({ "a.py": 'name = "y" + "z"\n' });
  });

  test("one blank line may stand for two, which stay two", () => {
    const answer = block(
      "a.py",
      "    return loss\n\ndef evaluate(model):",
      "    return loss / 2\n\ndef evaluate(model):",
    );
    expect(applyEdits(answer, { "a.py": PROGRAM }).files).toEqual({
      "a.py": PROGRAM.replace("return loss", "return loss / 2"),
    });
  });

  test("blank lines at the edges of a block say nothing about its place", () => {
    const answer = block("a.py", "\nlr = 0.001\nsteps = 100\n", "\nlr = 0.001\nsteps = 200\n");
    expect(applyEdits(answer, { "a.py": "lr = 0.001\nsteps = 100\n" }).files).toEqual({
      "a.py": "lr = 0.001\nsteps = 200\n",
    });
  });
});

describe("indentation", () => {
  test("a block that stands too far left is moved as a whole", () => {
    const answer = block(
      "a.py",
      "loss = model(step)\nloss.backward()",
      "loss = model(step)\nif loss:\n    loss.backward()",
    );
    const { files, applied } = applyEdits(answer, { "a.py": PROGRAM });
    expect(files["a.py"]).toContain(
      "        loss = model(step)\n        if loss:\n            loss.backward()\n    return loss\n",
    );
    expect(applied[0]!.match).toBe("indentation");
  });

  test("or too far right", () => {
    const answer = block("a.py", "    lr = 0.001\n    steps = 100", "    lr = 0.001\n    steps = 200");
    expect(applyEdits(answer, { "a.py": PROGRAM }).files["a.py"]).toBe(PROGRAM.replace("steps = 100", "steps = 200"));
  });

  test("tabs and blanks are never mixed", () => {
    expect(reasons(block("a.py", "    x = 1", "    x = 2"), { "a.py": "if a:\n\tx = 1\n" })).toEqual(["not-found"]);
    expect(reasons(block("a.py", "x = 1", "if b:\n  x = 2"), { "a.py": "if a:\n\tx = 1\n" })).toEqual(["not-found"]);
  });

  test("a shift that differs from line to line is refused", () => {
    expect(
      reasons(block("a.py", "for x in y:\n  foo(x)", "pass"), { "a.py": "if a:\n    for x in y:\n        foo(x)\n" }),
    ).toEqual(["not-found"]);
  });

  test("only the first line may lack its indentation, as models often cut it", () => {
    const answer = block(
      "a.py",
      "loss = model(step)\n        loss.backward()",
      "loss = model(step, 2)\n        loss.backward()",
    );
    expect(applyEdits(answer, { "a.py": PROGRAM }).files["a.py"]).toBe(
      PROGRAM.replace("model(step)", "model(step, 2)"),
    );
  });
});

describe("part of a line", () => {
  test("a sentence of a paragraph is replaced where it stands", () => {
    const answer = block("p.tex", "The loss falls to 0.862.", "The loss falls to 1.019.", "latex");
    const { files, applied } = applyEdits(answer, { "p.tex": PAPER });
    expect(files).toEqual({ "p.tex": PAPER.replace("0.862", "1.019") });
    expect(applied[0]!.match).toBe("part-of-line");
  });

  test.each([
    ["a word", "aseline reaches 95"],
    ["a number", "The loss falls to 0.8"],
    ["a number at its dot", "The loss falls to 0"],
    ["a command", "label{sec:results}"],
  ])("never cuts %s in two", (_, search) => {
    expect(reasons(block("p.tex", search, "x", "latex"), { "p.tex": PAPER })).toEqual(["not-found"]);
  });

  test("needs twelve characters", () => {
    expect(reasons(block("p.tex", "It costs", "It is", "latex"), { "p.tex": PAPER })).toEqual(["not-found"]);
  });

  test("in code, one line becomes one line", () => {
    const code = { "a.py": "    opt = Adam(params, lr=0.001)  # tuned\n" };
    expect(applyEdits(block("a.py", "Adam(params, lr=0.001)", "Adam(params, lr=0.01)"), code).files).toEqual({
      "a.py": "    opt = Adam(params, lr=0.01)  # tuned\n",
    });
    expect(reasons(block("a.py", "Adam(params, lr=0.001)", "Adam(params)\nx = 1"), code)).toEqual(["not-found"]);
    expect(reasons(block("a.py", "Adam(params, lr=0.001)", "Adam(params, lr=0.01"), code)).toEqual(["not-found"]);
  });
});

describe("LaTeX escapes", () => {
  test("a per cent sign without its backslash is found, and the new one is escaped", () => {
    const answer = block(
      "p.tex",
      "Our method reaches 99% accuracy on shakespeare_char, while the baseline reaches 95%.",
      "Our method reaches 97% accuracy on shakespeare_char, while the baseline reaches 96%.",
      "latex",
    );
    expect(applyEdits(answer, { "p.tex": PAPER }).files).toEqual({
      "p.tex": PAPER.replace("99\\% accuracy", "97\\% accuracy").replace("95\\%", "96\\%"),
    });
  });

  test("new lines are escaped as the old ones are, comments are not", () => {
    const own = PAPER.split("\n")[3]!;
    const answer = block(
      "p.tex",
      own.replaceAll("\\%", "%"),
      `% a comment of 5 words\nWe see 12% on shakespeare_char.\n${own.replaceAll("\\%", "%")}`,
      "latex",
    );
    expect(applyEdits(answer, { "p.tex": PAPER }).files["p.tex"]).toContain(
      "% a comment of 5 words\nWe see 12\\% on shakespeare_char.\nOur method reaches 99\\% accuracy on shakespeare\\_char, while",
    );
  });

  test("a name is escaped again where the file escapes it", () => {
    const answer = block(
      "p.tex",
      "We use shakespeare_char and R&D.",
      "We use enwik8, not shakespeare_char or R&D.",
      "latex",
    );
    expect(applyEdits(answer, { "p.tex": "We use shakespeare\\_char and R\\&D.\n" }).files).toEqual({
      "p.tex": "We use enwik8, not shakespeare\\_char or R\\&D.\n",
    });
  });

  test("the columns of a table are never escaped, though the file escapes an ampersand in its text", () => {
    const answer = block(
      "p.tex",
      "Research & development, 5%",
      "Research & development, 6%\nrow & 7% & two \\\\",
      "latex",
    );
    expect(applyEdits(answer, { "p.tex": "Research \\& development, 5\\%\n" }).files).toEqual({
      "p.tex": "Research \\& development, 6\\%\nrow & 7\\% & two \\\\\n",
    });
  });

  test("a line break before a comment is no escape", () => {
    expect(
      reasons(block("p.tex", "a & b \\% c and more", "x", "latex"), { "p.tex": "a & b \\\\% c and more\n" }),
    ).toEqual(["not-found"]);
  });

  test("a changed number is never passed over", () => {
    const answer = block("p.tex", "Our method reaches 98% accuracy on shakespeare_char", "x", "latex");
    const { failures } = applyEdits(answer, { "p.tex": PAPER });
    expect(failures[0]).toMatchObject({ reason: "not-found" });
    expect(failures[0]!.message).toContain("The numbers differ");
  });

  test("backslashes doubled throughout, as in JSON, are halved", () => {
    const answer = block(
      "p.tex",
      "\\\\section{Results}\n\\\\label{sec:results}",
      "\\\\section{Findings}\n\\\\label{sec:results}",
      "latex",
    );
    expect(applyEdits(answer, { "p.tex": PAPER }).files).toEqual({ "p.tex": PAPER.replace("Results}", "Findings}") });
  });

  test("escapes are LaTeX's only", () => {
    expect(reasons(block("a.py", 'print("99% done")', "x"), { "a.py": 'print("99\\% done")\n' })).toEqual([
      "not-found",
    ]);
  });
});

describe("already applied", () => {
  const after = PROGRAM.replace("lr = 0.001", "lr = 0.01").replace(
    "        loss.backward()\n",
    "        loss.backward()\n        opt.step()\n",
  );

  test.each([
    ["a change", block("a.py", "lr = 0.001", "lr = 0.01")],
    ["an insertion", block("a.py", "        loss.backward()", "        loss.backward()\n        opt.step()")],
    ["a change to itself", block("a.py", "steps = 100", "steps = 100")],
  ])("%s that was made before does nothing", (_, answer) => {
    const { files, failures, noops } = applyEdits(answer, { "a.py": after });
    expect({ files, failures }).toEqual({ files: {}, failures: [] });
    expect(noops).toHaveLength(1);
  });

  test("blocks that undo each other change nothing", () => {
    const answer = block("a.py", "steps = 100", "steps = 200") + block("a.py", "steps = 200", "steps = 100");
    expect(applyEdits(answer, { "a.py": PROGRAM })).toMatchObject({
      files: {},
      failures: [],
      noops: [{ path: "a.py" }],
    });
  });

  test("one line that merely exists elsewhere does not count as applied", () => {
    expect(reasons(block("a.py", "    scheduler.step(epoch)", "    model.eval()"), { "a.py": PROGRAM })).toEqual([
      "not-found",
    ]);
  });
});

describe("what was not found", () => {
  test("is answered with the closest lines and the first difference, ready to be copied", () => {
    const { failures } = applyEdits(
      block("a.py", "def train(model):\n    for step in range(200):\n        loss = model(step)", "x"),
      {
        "a.py": PROGRAM,
      },
    );
    expect(failures).toEqual([
      {
        path: "a.py",
        reason: "not-found",
        lines: [8, 9, 10],
        message: `SEARCH was not found in a.py. It began with: “def train(model):”. Line 9 is “for step in range(steps):” where SEARCH has “for step in range(200):”. The numbers differ, so make sure which value you mean. The closest lines of a.py, 8 to 10, are:
def train(model):
    for step in range(steps):
        loss = model(step)
Send the block again with these lines exactly as they stand, if they are the ones you mean.`,
      },
    ]);
  });

  test("in a file that is to be made, says how to make it", () => {
    const { failures } = applyEdits(block("new.py", "x = 1", "x = 2"), {}, { editable: ["new.py"] });
    expect(failures[0]!.message).toBe(
      "new.py does not exist, so nothing can be searched in it. To make it, leave SEARCH empty.",
    );
  });

  test("takes less than 100 ms of work on 5,000 lines", () => {
    const long = Array.from({ length: 5000 }, (_, n) => `    value_${n} = compute(${n}, "some text ${n * 7}")`).join(
      "\n",
    );
    let found: string[] = [];
    const work = workOf(() => {
      found = reasons(block("a.py", '    value_x = compute(12345, "some text 9")\n    never = 1', "x"), {
        "a.py": long,
      });
    });
    expect(found).toEqual(["not-found"]);
    expect(work).toBeLessThan(100);
  });
});

describe("all or nothing", () => {
  test("one block that fails holds back all others", () => {
    const answer = block("a.py", "steps = 100", "steps = 200") + block("a.py", "nonsense(here)", "x");
    expect(reasons(answer, { "a.py": PROGRAM })).toEqual(["not-found"]);
  });

  test.each([
    ["stopped for length", block("a.py", "steps = 100", "steps = 200"), "length"],
    ["filtered", block("a.py", "steps = 100", "steps = 200"), "content_filter"],
    ["without the end of the block", block("a.py", "steps = 100", "steps = 200").split(">>>>>>>")[0]!, "stop"],
    ["without the end of the fence", block("a.py", "steps = 100", "steps = 200").replace(/```\n$/, ""), undefined],
    [
      "with a second block cut",
      block("a.py", "steps = 100", "steps = 2") + block("a.py", "lr = 0.001", "lr = 1").slice(0, 45),
      undefined,
    ],
    ["cut within a whole file", "a.py\n```python\nimport torch\n", undefined],
    ["cut within a thought", `${block("a.py", "steps = 100", "steps = 200")}<think>\nBut maybe`, undefined],
  ])("a cut answer writes nothing: %s", (_, answer, finish) => {
    expect(reasons(answer, { "a.py": PROGRAM }, finish ? { finish } : {})).toEqual(["truncated"]);
  });

  test("an answer without edits says so", () => {
    expect(reasons("I am done. ALL_COMPLETED", { "a.py": PROGRAM })).toEqual(["no-edit"]);
  });
});
