import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("a program that is started is named, on all the lines of the call", () => {
  expect(found("process", 'import os\nos.system(\n    "ls"\n)\n')).toEqual([
    "2-4 Starts another program with os.system: what that does is neither shown here nor measured. Reject this unless the idea needs it.",
  ]);
});

test("names of the program's own that look like it are something else", () => {
  const text = `def system(x): return x
system("ls")
class Runner:
    def run(self, popen): return popen("ls")
    def eval(self): return self.run(lambda x: x)
from torch.multiprocessing import spawn
spawn(print)
`;
  expect(linesOf("process", text)).toEqual([]);
});

test("a name belongs to its scope", () => {
  const text = "def f():\n    from os import system as go\n    go('x')\ndef g(go):\n    go('x')\n";
  expect(linesOf("process", text)).toEqual(["2", "3"]);
});
