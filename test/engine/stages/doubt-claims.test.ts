import { describe, expect, test } from "vitest";
import { claimSources } from "../../../src/claims/results-folder";
import { END_MARK } from "../../../src/engine/end-mark";
import type { ReadingShelf } from "../../../src/engine/ports/reading-shelf";
import { planReading, readClaims } from "../../../src/engine/stages/read-claims";
import { claimLibrary, problemsIn } from "../../../src/latex/claim-problems";
import { parseLatex } from "../../../src/latex/document";
import { claimsJudge } from "../../../src/latex/read-claims";
import { conversingLab, saying } from "../../fakes/conversing";

const results = (error: number) => JSON.stringify({ sine: { means: { test_mse: error } } });
const PROGRAM = `import torch
from torch import nn

def block(width, rate):
    return nn.Sequential(nn.Linear(width, width), nn.Dropout(rate))

def train(layers=4, width=64):
    model = nn.Sequential(*[block(width, 0.2) for _ in range(layers)])
    return model
`;
const FOLDER = {
  "run_0/final_info.json": results(0.0124),
  "run_1/final_info.json": results(0.0096),
  "run_0/env.json": JSON.stringify({ host: "node-17", gpus: ["NVIDIA L4"], python: "3.11.9" }),
  "experiment.py": PROGRAM,
  "run_1.py": PROGRAM.replace("block(width, 0.2) for _ in", "block(width, 0.1 + 0.2 * i / (layers - 1)) for i in"),
  "notes.txt": `# Title: Rates by depth
## Run 1: Rising rate
Results: {'sine': {'test_mse': 0.0096}}
Description: The rate rises with depth. Trained with momentum.
`,
};
const PAPER = `\\documentclass{article}
\\begin{document}
\\section{Method}
The rate of the second network climbs from 0.1 in the first block
to 0.5 in the last. Training does without momentum. Nobody would have guessed it.
On sine the error is 0.0096.
\\end{document}
`;
const READ = [
  { line: "1", kind: "none" },
  { line: "2", quote: "without momentum", kind: "feature", names: ["momentum"], used: false },
  { line: "3", quote: "Nobody would have guessed", kind: "none" },
  { line: "4", quote: "0.0096", kind: "value", runs: [1], metric: "test_mse", on: ["sine"], number: "0.0096" },
];
const RATE = {
  line: "1",
  quote: "to 0.5 in the last",
  file: "run_1.py",
  evidence: "0.1 + 0.2 * i / (layers - 1)",
  why: "It ends at 0.3.",
};
const MOMENTUM = {
  line: "2",
  quote: "without momentum",
  file: "notes.txt",
  evidence: "Trained with momentum",
  why: "It had momentum.",
};

function shelfWith(kept = new Map<string, readonly unknown[]>()): ReadingShelf {
  return {
    keyOf: (text) => text,
    read: async () => kept,
    add: async (entries) => entries.forEach((entry, key) => void kept.set(key, entry)),
  };
}

const answers = (...all: (readonly object[])[]) =>
  saying(all.map((entries) => `${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n${END_MARK}`));
const libraryOf = (folder: Record<string, string>) => claimLibrary(claimSources(folder)!);
const paperOf = (shelf = shelfWith(), folder: Record<string, string> = FOLDER, text = PAPER) => ({
  ...{ parts: [parseLatex(text, "paper.tex")], library: libraryOf(folder), shelf },
  stepFor: (question: number, keys: string) => `read claims ${question}, ${keys}`,
});

describe("what no query can ask", () => {
  test("is doubted by words of a program or of the notes, which are told and can be jumped to", async () => {
    const read = await readClaims(conversingLab(answers(READ, [{ ...RATE, line: 1 }, MOMENTUM])), paperOf());
    const doubted = read.problems.filter(({ rule }) => rule === "claim-doubted");
    expect(doubted.map(({ line, endLine, severity, message }) => [line, endLine, severity, message])).toEqual([
      [
        5,
        undefined,
        "warning",
        "The model doubts this: run_1.py says “0.1 + 0.2 * i / (layers - 1)” (It ends at 0.3).",
      ],
      [5, undefined, "warning", "The model doubts this: notes.txt says “Trained with momentum” (It had momentum)."],
    ]);
    expect(doubted.map(({ shownIn, reading, evidence }) => ({ shownIn, reading, evidence }))).toEqual([
      {
        shownIn: { file: "run_1.py", line: 8 },
        reading: "It ends at 0.3",
        evidence: "run_1.py: 0.1 + 0.2 * i / (layers - 1)",
      },
      {
        shownIn: { file: "notes.txt", line: 4 },
        reading: "It had momentum",
        evidence: "notes.txt: Trained with momentum",
      },
    ]);
    expect(read).toMatchObject({ doubted: 2, judged: 2, supported: 2, unread: 0 });
    expect(read.notChecked.map(({ words }) => words)).toEqual(["Nobody would have guessed"]);
  });

  test("is asked with the programs, the notes and the records, of a run's program with what is its own", async () => {
    const model = answers(READ, []);
    await readClaims(conversingLab(model), paperOf());
    expect(model.requests).toHaveLength(2);
    const asked = model.requests[1]!.conversation.map(({ text }) => text).join("\n");
    expect(asked).toContain(`BEGIN DATA experiment.py\n${PROGRAM.trimEnd()}\nEND DATA experiment.py`);
    const own = asked.slice(asked.indexOf("BEGIN DATA run_1.py"), asked.indexOf("END DATA run_1.py"));
    expect(own).toContain("block(width, 0.1 + 0.2 * i / (layers - 1))");
    expect(own).not.toContain("import torch");
    expect(asked).toContain("- run 1: Rising rate");
    expect(asked).toContain('"python": "3.11.9"');
    for (const left of ["node-17", "{'sine'"]) expect(asked).not.toContain(left);
    expect(asked).toContain("1. The rate of the second network climbs");
    expect(asked).toContain("not checked: “without momentum”");
    expect(asked).not.toContain("4. On sine");
  });

  test.each([
    ["words that do not stand in the sentence", { ...RATE, quote: "to 0.6 in the last" }],
    ["words that do not stand in the file", { ...RATE, evidence: "0.1 + 0.4 * i / (layers - 1)" }],
    ["words of another file", { ...RATE, file: "notes.txt" }],
    ["a file that was not shown", { ...RATE, file: "../secret.py" }],
    ["a part of a number", { ...RATE, evidence: "+ 0.2 * i / (layers - 1", quote: "0.1", line: "9" }],
    ["too few letters", { ...RATE, evidence: "0.2" }],
    ["a sentence that was not left open", { ...RATE, line: "4", quote: "the error" }],
    ["words that were held against the data", { ...MOMENTUM, line: "4", quote: "0.0096" }],
    ["an answer of another shape", { line: "1", quote: "to 0.5 in the last" }],
  ])("is not doubted by %s", async (_, doubt) => {
    const read = await readClaims(conversingLab(answers(READ, [doubt])), paperOf());
    expect(read.problems).toEqual([]);
    expect(read.doubted).toBe(0);
  });

  test("is not doubted where the file says the same number of the same thing", async () => {
    const text = PAPER.replace("Training does without momentum", "There are layers, 4 of them");
    const none = [{ line: "2", kind: "none" }];
    const same = { line: "2", quote: "layers, 4", file: "experiment.py", evidence: "layers=4", why: "There are 4." };
    const other = { ...same, quote: "4 of them", evidence: "width=64", why: "There are 64." };
    const agreeing = await readClaims(conversingLab(answers(none, [same])), paperOf(shelfWith(), FOLDER, text));
    expect(agreeing.problems).toEqual([]);
    const differing = await readClaims(conversingLab(answers(none, [other])), paperOf(shelfWith(), FOLDER, text));
    expect(differing.problems.map(({ rule }) => rule)).toEqual(["claim-doubted"]);
  });

  test("that is doubted by nothing that stands there is listed with the reason", async () => {
    const wrong = { ...RATE, evidence: "0.1 + 0.4 * i / (layers - 1)" };
    const read = await readClaims(conversingLab(answers(READ, [wrong])), paperOf());
    expect(read.notChecked.map(({ why }) => why)).toContain(
      "the model doubts it by words that do not stand in run_1.py",
    );
    expect(read.unread).toBe(1);
  });

  test("is what a caption says of its table, too, which is shown with it", async () => {
    const table = `\\begin{table}\\caption{Errors in percent.}
\\begin{tabular}{lc} & Sine \\\\ Plain & 0.0124 \\\\ \\end{tabular}\\end{table}\n\\end{document}`;
    const text = PAPER.replace("\\end{document}", () => table);
    const doubt = {
      line: "5",
      quote: "in percent",
      file: "results",
      evidence: "test_mse 0.0124",
      why: "It is an error.",
    };
    const model = answers(READ.slice(3), [doubt]);
    const read = await readClaims(conversingLab(model), paperOf(shelfWith(), FOLDER, text));
    expect(model.requests[1]!.conversation.at(-1)!.text).toContain("2: Plain | 0.0124");
    expect(read.problems.map(({ message, shownIn }) => [message, shownIn])).toEqual([
      ["The model doubts this: the results say “test_mse 0.0124” (It is an error).", undefined],
    ]);
  });

  test("is asked once for the same sentences and files, and again when a program is another", async () => {
    const shelf = shelfWith();
    await readClaims(conversingLab(answers(READ, [RATE])), paperOf(shelf));
    const silent = answers([]);
    expect(await planReading(paperOf(shelf), silent)).toMatchObject({ toRead: 0, questions: 0, doubts: false });
    const again = await readClaims(
      conversingLab(silent),
      paperOf(shelf, FOLDER, PAPER.replace("\\section{Method}", "\\section{Method}\n\nHello.\n")),
    );
    expect(again.problems.map(({ rule, line }) => `${line} ${rule}`)).toEqual(["8 claim-doubted"]);
    const folder = { ...FOLDER, "run_1.py": FOLDER["run_1.py"].replace("0.2 * i", "0.4 * i") };
    expect(await planReading(paperOf(shelf, folder), silent)).toMatchObject({ toRead: 0, questions: 1, doubts: true });
    expect((await readClaims(conversingLab(answers([])), paperOf(shelf, folder))).problems).toEqual([]);
  });

  test("is not asked where nothing is left open, or there is no program and no note to hold it against", async () => {
    const right = answers(READ.slice(3));
    await readClaims(conversingLab(right), paperOf());
    expect(right.requests).toHaveLength(1);
    const bare = answers(READ);
    const { "run_0/final_info.json": zero, "run_1/final_info.json": one } = FOLDER;
    const folder = { "run_0/final_info.json": zero, "run_1/final_info.json": one };
    await readClaims(conversingLab(bare), paperOf(shelfWith(), folder));
    expect(bare.requests).toHaveLength(1);
  });

  test("is not shown what no model is to see", async () => {
    const model = answers(READ, [RATE]);
    const paper = { ...paperOf(), withheldTexts: new Set(["experiment.py"]) };
    await readClaims(conversingLab(model), paper);
    const asked = model.requests[1]!.conversation.map(({ text }) => text).join("\n");
    expect(asked).not.toContain("BEGIN DATA experiment.py");
    expect(asked).toContain("BEGIN DATA run_1.py");
  });

  test("stands in the editor as long as the file says so", async () => {
    const { lines } = await readClaims(conversingLab(answers(READ, [RATE, MOMENTUM])), paperOf());
    const rulesOf = (folder: Record<string, string>) =>
      problemsIn(claimsJudge(libraryOf(folder), lines)([parseLatex(PAPER, "paper.tex")]).parts).map(({ rule }) => rule);
    expect(rulesOf(FOLDER)).toEqual(["claim-doubted", "claim-doubted"]);
    expect(rulesOf({ ...FOLDER, "run_1.py": PROGRAM })).toEqual(["claim-doubted"]);
  });
});
