import { expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver-protocol";
import { correctionsFor } from "../../src/language-server/corrections";

const uri = "file:///paper.tex";
const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };
const diagnostic = (source: string, data?: unknown) => ({
  range,
  source,
  message: "Something is wrong.",
  severity: DiagnosticSeverity.Error,
  ...(data !== undefined && { data }),
});

test("what is certain is written, in its own place", () => {
  const elsewhere = { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } };
  const [plain, placed, longer, removed] = correctionsFor(
    uri,
    [
      { correction: "\\_" },
      { correction: "\\%", range: elsewhere },
      { correction: `\\caption{${"x".repeat(90)}}\n  \\label{f}` },
      { correction: "" },
    ].map((data) => diagnostic("AI Scientist", data)),
  );
  expect(plain).toMatchObject({ title: "Write \\_", edit: { changes: { [uri]: [{ range, newText: "\\_" }] } } });
  expect(placed).toMatchObject({ edit: { changes: { [uri]: [{ range: elsewhere, newText: "\\%" }] } } });
  expect(longer!.title).toHaveLength("Write ".length + 60);
  expect(removed!.title).toBe("Take Out");
});

test("for anything else of ours a model may be asked", () => {
  expect(correctionsFor(uri, [diagnostic("ChkTeX")])).toMatchObject([
    {
      title: "Fix with AI Scientist",
      command: {
        command: "aiScientist.editPassage",
        arguments: [{ uri, range, kind: "fix", detail: "Something is wrong." }],
      },
    },
  ]);
});

test("other extensions' findings, and files that are no paper, are left to others", () => {
  expect(correctionsFor(uri, [diagnostic("LTeX", { correction: 1 })])).toEqual([]);
  expect(correctionsFor("file:///r.bib", [diagnostic("AI Scientist")])).toEqual([]);
});
