import { expect, test } from "vitest";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { block } from "./answers";

const FILES = { "experiment.py": "lr = 1\n", "latex/template.tex": "lr = 1\n", "plot.py": "lr = 1\n" };
const EDITABLE = ["experiment.py", "latex/template.tex"];

function refusal(path: string, files: Record<string, string> = FILES, editable: readonly string[] = EDITABLE) {
  const result = applyEdits(block(path, "lr = 1", "lr = 2"), files, { editable });
  expect(result.files).toEqual({});
  expect(result.failures).toHaveLength(1);
  return result.failures[0]!;
}

test.each([
  "/etc/passwd",
  "/home/somebody/experiment.py",
  "../experiment.py",
  "../../etc/passwd",
  "latex/../experiment.py",
  "latex/../../x.py",
  "./../experiment.py",
  "..\\experiment.py",
  "latex\\template.tex",
  "C:\\experiment.py",
  "C:/experiment.py",
  "\\\\server\\share\\x.py",
  "~/experiment.py",
  ".git/config",
  ".GIT/config",
  ".git/hooks/pre-commit",
  "latex/.git/config",
  ".git./config",
  "GIT~1/config",
  ".vscode/settings.json",
  ".ai-scientist/ideas/x/journal.jsonl",
  "run_1/final_info.json",
  "run_0/experiment.py",
  "run_2.py",
  "final_info.json",
  "experiment.py\u0000.txt",
  "experiment.py\u0000",
  "latex//template.tex",
  "．．/experiment.py",
])("%j is refused, whatever it points to", (path) => {
  expect(refusal(path).reason).toBe("bad-path");
  expect(refusal(path, { ...FILES, [path]: "lr = 1\n" }, [...EDITABLE, path]).reason).toBe("bad-path");
});

test.each([
  ["еxperiment.py", "experiment.py"],
  ["experiment․py", "experiment.py"],
  ["experimеnt.рy", "experiment.py"],
  ["exper\u200biment.py", "experiment.py"],
  ["Experiment.py", "experiment.py"],
  ["ｅxperiment.py", "experiment.py"],
  ["latex∕template.tex", "latex/template.tex"],
])("%j only looks like a file to edit: refused, with the real name", (path, real) => {
  const { reason, message } = refusal(path);
  expect(["look-alike-path", "not-editable"]).toContain(reason);
  expect(message).toContain(real);
});

test("a file that is shown but must not change is refused by name", () => {
  expect(refusal("plot.py")).toMatchObject({ reason: "not-editable", path: "plot.py" });
  expect(refusal("plot.py").message).toBe(
    "plot.py must not be changed. The files to edit: experiment.py, latex/template.tex.",
  );
});

test("a mistyped name gets the near one suggested", () => {
  expect(refusal("experimant.py").message).toContain("Did you mean experiment.py?");
  expect(refusal("src/experiment.py").reason).toBe("not-editable");
  expect(refusal("utils/helpers.py").reason).toBe("not-editable");
});

test("a name of an object's own workings is only a name", () => {
  const files = JSON.parse('{"__proto__": "lr = 1\\n", "a.py": "x\\n"}');
  expect(applyEdits(block("__proto__", "lr = 1", "lr = 2"), files).files).toEqual(
    Object.fromEntries([["__proto__", "lr = 2\n"]]),
  );
  expect(refusal("constructor.py").reason).toBe("not-editable");
});

test("a sentence with a bad path in it does not lend its file name to the block", () => {
  const answer = `We edit \`../x.py\` and \`experiment.py\`:\n${block("", "lr = 1", "lr = 2").trimStart()}`;
  expect(applyEdits(answer, FILES, { editable: EDITABLE })).toMatchObject({
    files: {},
    failures: [{ reason: "missing-path" }],
  });
  const spaced = block("../../my notes/experiment.py", "lr = 1", "lr = 2");
  expect(applyEdits(spaced, FILES, { editable: EDITABLE }).files).toEqual({});
});
