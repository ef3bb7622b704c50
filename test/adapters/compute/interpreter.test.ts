import { chmodSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findInterpreter, interpreterCandidates } from "../../../src/adapters/compute/find-interpreter";

const signal = new AbortController().signal;

test("the project's own environment comes first, then what the system calls Python", () => {
  expect(interpreterCandidates({ python: "", project: "/p" }, { VIRTUAL_ENV: "/v" }, "linux")).toEqual([
    ["/p/.venv/bin/python"],
    ["/p/venv/bin/python"],
    ["/v/bin/python"],
    ["python3"],
    ["/usr/bin/python3"],
    ["python"],
  ]);
  expect(interpreterCandidates({ python: undefined, project: "/p" }, {}, "win32").slice(-2)).toEqual([
    ["py", "-3"],
    ["python"],
  ]);
});

test("what the researcher set is the only one that is tried", () => {
  const env = { AI_SCIENTIST_PYTHON: "/from/environment" };
  expect(interpreterCandidates({ python: "/set", project: "/p" }, env, "linux")).toEqual([["/set"]]);
  expect(interpreterCandidates({ python: undefined, project: "/p" }, env, "linux")).toEqual([["/from/environment"]]);
});

test("of two interpreters the one that has the packages is chosen, although it comes later", async () => {
  const without = aPython("/a/python", "3.12.1", { torch: null, numpy: "2.0" });
  const found = await find(without, ["torch", "numpy>=1.20"]);
  expect(found.interpreter).toBe("/a/python");
  expect(found.python).toBe("3.12.1");
  expect(found.packages).toEqual({ torch: undefined, numpy: "2.0" });
  expect(found.problems).toEqual(["/a/python lacks torch: “/a/python -m pip install torch”."]);
  expect((await find(aPython("/b/python", "3.11.2", { torch: "2.1" }), ["torch"])).problems).toEqual([]);
});

test("a Python that is too old, or answers nonsense, is said to be so", async () => {
  expect((await find(aPython("/c/python", "3.6.9", {}), [])).problems).toEqual([
    "/c/python is Python 3.6.9; 3.8 or newer is needed.",
  ]);
  const nonsense = aProgram("echo hello");
  expect(await find(nonsense, ["torch"])).toEqual({
    interpreter: undefined,
    python: undefined,
    packages: { torch: undefined },
    problems: [`${nonsense} is no Python interpreter that can be started.`],
  });
});

test("nothing of the project is run when a Python is asked, whatever its files are called", async () => {
  const project = mkdtempSync(join(tmpdir(), "project-"));
  for (const name of ["json.py", "sysconfig.py", "importlib.py"])
    writeFileSync(join(project, name), `open(${JSON.stringify(join(project, "ran"))}, "w").close()\n`);
  expect((await findInterpreter({ python: "python3", project, requirements: [] }, signal)).interpreter).toBeDefined();
  expect(existsSync(join(project, "ran"))).toBe(false);
});

function find(python: string, requirements: string[]) {
  return findInterpreter({ python, project: tmpdir(), requirements }, signal);
}

/** A program that answers our question as a Python would. */
function aPython(executable: string, python: string, packages: Record<string, string | null>): string {
  return aProgram(`echo "a warning first"; echo '${JSON.stringify({ executable, python, packages })}'`);
}

function aProgram(script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "python-")), "python");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
