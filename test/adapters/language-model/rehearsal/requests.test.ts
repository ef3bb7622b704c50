import { expect, test } from "vitest";
import { rehearsalModel } from "../../../../src/adapters/language-model/rehearsal";
import { regionOf } from "../../../../src/engine/edits/region";
import { reviseHunk } from "../../../../src/engine/prompts/revise-hunk";
import { type Revision, revisionAnswer } from "../../../../src/engine/revision-answer";
import type { Hunk } from "../../../../src/research/change";

const file = "import math\n\nRATE = 0.01\nbest = 3\n\n\ndef fit(steps=100):\n    return RATE * best * steps\n";
const rate: Hunk = {
  ...{ id: "h", path: "experiment.py", oldStart: 3, oldLines: 1, newStart: 3, newLines: 2 },
  removed: ["RATE = 0.02"],
  added: ["RATE = 0.01", "best = 3"],
  title: "Half rate",
  why: "A constant rate is noisy at the end.",
};

async function answerTo(text: string, hunk = rate, source = file): Promise<Revision | string> {
  const shape = revisionAnswer(hunk, regionOf(source, hunk)!);
  const change = {
    intent: { title: "Half rate", why: "" },
    accepted: [],
    undecided: [hunk],
    rejected: [],
    file: source,
  };
  const about = {
    stage: "experiments",
    system: "s",
    context: [`# The baseline's experiment.py\nBEGIN DATA experiment.py\nold\nEND DATA experiment.py`],
  } as const;
  const asked = reviseHunk("r", about, { ...change, earlier: [] }, { type: "request", hunk, text }, shape);
  let said = "";
  const conversation = [
    { role: "system" as const, text: asked.system },
    { role: "user" as const, text: [...asked.context, asked.question].join("\n\n") },
  ];
  const signal = new AbortController().signal;
  for await (const event of rehearsalModel().stream({ conversation, maxOutputTokens: 1000, signal }))
    if (event.type === "delta") said += event.text;
  const reading = shape.read(said, "stop");
  return reading.ok ? reading.value : reading.problem;
}

test.each([
  ["Please use 0.005 instead of 0.01.", "RATE = 0.005\nbest = 3\n"],
  ["0.01 -> 0.004", "RATE = 0.004\nbest = 3\n"],
  ["I would set RATE to 0.003 here", "RATE = 0.003\nbest = 3\n"],
  ["Can you explain this in the code?", "# A constant rate is noisy at the end.\nRATE = 0.01\nbest = 3\n"],
  ["Take this back", "RATE = 0.02\n"],
])("“%s” is done", async (text, lines) => {
  expect(await answerTo(text)).toMatchObject({ type: "revised", lines });
});

test.each([
  ["rename best to weight", "best is also used in line 8"],
  ["use 7", "several numbers (0.01, 3)"],
  ["use 5 instead of 9", "“9” does not occur in these lines"],
  ["This feels wrong.", "I would keep these lines"],
])("“%s” is not, and it says why", async (text, why) => {
  const revision = await answerTo(text);
  expect(revision).toMatchObject({ type: "left" });
  expect((revision as Revision).why).toContain(why);
});

test("a name that is used nowhere else is renamed, and prose is revised like code", async () => {
  const local = file.replace("* best ", "");
  expect(await answerTo("rename `best` to `weight`", rate, local)).toMatchObject({
    lines: "RATE = 0.01\nweight = 3\n",
  });
  const source = "\\section{A}\nThe error falls to 0.31 nats.\nMore.\n";
  const prose: Hunk = {
    ...rate,
    path: "latex/template.tex",
    newStart: 2,
    newLines: 1,
    added: ["The error falls to 0.31 nats."],
  };
  expect(await answerTo("use “drops” instead of “falls”", prose, source)).toMatchObject({
    lines: "The error drops to 0.31 nats.\n",
  });
});
