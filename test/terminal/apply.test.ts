import { expect, test } from "vitest";
import { aiScientist, linesOf } from "../real/program";

const block = (path: string, search: string, replace: string) =>
  `${path}\n\`\`\`\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\n`;

test("apply answers each line with one line, whatever the line holds", async () => {
  const files = { "a.py": "width = 64\n", "b.py": "steps = 10\n" };
  const input = [
    JSON.stringify({ files, message: block("a.py", "width = 64", "width = 128") }),
    "",
    "no JSON",
    JSON.stringify({ files, message: block("b.py", "steps = 99", "steps = 20") }),
    JSON.stringify({ files, message: block("../a.py", "width = 64", "width = 128") }),
    JSON.stringify({ files, message: block("a.py", "width = 64", "width = $$ $& 1"), finish: "stop" }),
    JSON.stringify({ files, message: block("a.py", "width = 64", "width = 1"), finish: "length" }),
    JSON.stringify({ files, message: block("a.py", "width = 64", "width = 1"), editable: ["b.py"] }),
    JSON.stringify({ files: { "a.py": "width = 128\n" }, message: block("a.py", "width = 64", "width = 128") }),
  ];
  const { code, stdout, stderr } = await aiScientist(["apply"], { input: input.join("\r\n") });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const answers = linesOf(stdout);
  expect(answers).toHaveLength(8);
  for (const answer of answers) expect(Object.keys(answer)).toEqual(["files", "failures", "noops"]);
  expect(answers.map(({ files }) => files)).toEqual([
    { "a.py": "width = 128\n" },
    {},
    {},
    {},
    { "a.py": "width = $$ $& 1\n" },
    {},
    {},
    {},
  ]);
  expect(answers.map(({ failures }) => failures[0]?.reason)).toEqual([
    undefined,
    "bad-input",
    "not-found",
    expect.any(String),
    undefined,
    "truncated",
    "not-editable",
    undefined,
  ]);
  expect(answers[2].failures[0]).toMatchObject({ path: "b.py", message: expect.stringContaining("not found") });
  expect(answers[7].noops).toHaveLength(1);
});

test("nothing on standard input is no line and no answer", async () => {
  expect(await aiScientist(["apply"])).toEqual({ code: 0, stdout: "", stderr: "" });
});
