import { describe, expect, test } from "vitest";
import { failureIn } from "../../src/python/traceback";

const files = ["experiment.py", "model/layers.py", "layers.py", "plot.py"];

describe("what Python says when a program fails", () => {
  test("the innermost line of the experiment's own files counts, not that of a package", () => {
    const output = `epoch 1
Traceback (most recent call last):
  File "/home/ada/.ai-scientist/jobs/run_1-attempt-1-0123456789/work/experiment.py", line 41, in <module>
    train(model, rate)
    ~~~~~^^^^^^^^^^^^^
  File "/home/ada/.ai-scientist/jobs/run_1-attempt-1-0123456789/work/model/layers.py", line 7, in train
    return np.dot(a, b)
  File "/usr/lib/python3/dist-packages/numpy/experiment.py", line 12, in dot
    raise ValueError("shapes")
ValueError: shapes (3,2) and (3,2) not aligned
`;
    expect(failureIn(output, files)).toEqual({
      message: "ValueError: shapes (3,2) and (3,2) not aligned",
      place: { file: "model/layers.py", line: 7, text: "return np.dot(a, b)" },
      causes: [],
    });
  });

  test("a program that does not parse has no calls, only a place", () => {
    const output = `  File "C:\\study\\work\\experiment.py", line 3
    x = f(a b)
        ^^^^^
SyntaxError: invalid syntax. Perhaps you forgot a comma?
`;
    expect(failureIn(output, files)).toMatchObject({
      message: "SyntaxError: invalid syntax. Perhaps you forgot a comma?",
      place: { file: "experiment.py", line: 3, text: "x = f(a b)" },
    });
  });

  test("an exception that came from another one has it as its cause", () => {
    const output = `Traceback (most recent call last):
  File "experiment.py", line 5, in load
    return table[name]
KeyError: 'rate'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "experiment.py", line 9, in <module>
    load("rate")
  File "experiment.py", line 7, in load
    raise RuntimeError("no such setting")
RuntimeError: no such setting
`;
    expect(failureIn(output, files)).toEqual({
      message: "RuntimeError: no such setting",
      place: { file: "experiment.py", line: 7, text: 'raise RuntimeError("no such setting")' },
      causes: [{ message: "KeyError: 'rate'", place: { file: "experiment.py", line: 5, text: "return table[name]" } }],
    });
  });

  test("what was logged on the way and survived is not what ended it", () => {
    const traceback = (line: number, message: string) =>
      `Traceback (most recent call last):\n  File "plot.py", line ${line}, in <module>\n    draw()\n${message}\n`;
    const output = `${traceback(3, "OSError: no display")}going on without\n${traceback(8, "KeyboardInterrupt")}`;
    expect(failureIn(output, files)).toMatchObject({ message: "KeyboardInterrupt", place: { line: 8 }, causes: [] });
  });

  test("a cause in the experiment is the place of a failure that a package raised elsewhere", () => {
    const output = `"""
Traceback (most recent call last):
  File "/work/layers.py", line 4, in step
    return 1 / n
ZeroDivisionError: division by zero
"""

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/usr/lib/python3.11/multiprocessing/pool.py", line 774, in get
    raise self._value
ZeroDivisionError: division by zero
`;
    expect(failureIn(output, files)).toMatchObject({ place: { file: "layers.py", line: 4 } });
  });

  test("the end of a long traceback, its beginning lost, still leads to its line; colours and margins do not hide it", () => {
    const output = `e 12, in forward
  |   File "/scratch/work/experiment.py", line 30, in loss\r
  |     return \u001b[1m1 / 0\u001b[0m
  | \u001b[35mZeroDivisionError\u001b[0m: division by zero
  +------------------------------------
`;
    expect(failureIn(output, files)).toMatchObject({
      message: "ZeroDivisionError: division by zero",
      place: { file: "experiment.py", line: 30, text: "return 1 / 0" },
    });
  });

  test("a line 0, as code made by the program may have, is no place; the caller's line is", () => {
    const output = `Traceback (most recent call last):
  File "experiment.py", line 4, in <module>
    made()
  File "experiment.py", line 0, in made
ValueError: no
`;
    expect(failureIn(output, files)?.place).toEqual({ file: "experiment.py", line: 4, text: "made()" });
  });

  test("a log of nothing but frames is read as any other", () => {
    const frames = '  File "experiment.py", line 8, in again\n'.repeat(40_000);
    expect(failureIn(`${frames}RecursionError: too deep\n`, files)?.message).toBe("RecursionError: too deep");
  });

  test("what is no traceback is no failure", () => {
    expect(failureIn("", files)).toBeUndefined();
    expect(failureIn("Killed\n", files)).toBeUndefined();
    expect(failureIn("Error: out of paper\n", files)).toBeUndefined();
  });

  test("a failure outside the experiment's files is told without a place", () => {
    const output = `Traceback (most recent call last):
  File "/usr/lib/python3.11/runpy.py", line 198, in _run_module_as_main
    return _run_code(code)
ModuleNotFoundError: No module named 'experiment'
`;
    expect(failureIn(output, files)).toEqual({
      message: "ModuleNotFoundError: No module named 'experiment'",
      place: undefined,
      causes: [],
    });
  });
});
