import { expect, test } from "vitest";
import { typeset } from "../../../src/engine/stages/finish-paper";
import { claimLibrary } from "../../../src/latex/claim-problems";
import type { Parameters } from "../../../src/research/parameters";
import { FakeCompute } from "../../fakes/compute";
import { FakeJournal } from "../../fakes/journal";
import { fakeLab } from "../../fakes/lab";
import { ScriptedModel } from "../../fakes/language-model";
import { paper as context, findings, template } from "../../fakes/study";
import { FakeWorkspace } from "../../fakes/workspace";

const PAPER = "latex/template.tex";
const wrong = "\\documentclass{article}\n\\begin{document}\nThe val_loss of R&D falls.\n\\end{document}\n";
const edit = (search: string, replace: string) =>
  `Title: Escape it\nWhy: LaTeX stops there.\n${PAPER}\n\`\`\`\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\nEND-OF-ANSWER`;
const UNCHANGED = "UNCHANGED\nEND-OF-ANSWER";

/** The last rounds of a paper: what the model was told, and what the researcher is told in the end. */
async function finished(answers: readonly string[], parameters: Partial<Parameters> = {}, text = wrong, again = false) {
  const workspace = new FakeWorkspace({ [PAPER]: text });
  const journal = new FakeJournal();
  const model = new ScriptedModel(answers);
  const compute = new FakeCompute(workspace, () => ({ code: 0, files: {} }));
  const lab = fakeLab({ model, workspace, compute, journal, template, parameters });
  const library = claimLibrary({ findings, manifest: template.manifest, programs: [] });
  const draft = { commit: "c0", title: "A Study", context, library };
  const { paper, draft: left } = await typeset(lab, draft, "draft");
  if (again) await typeset(lab, left, "improvement 1");
  const told = journal.history.flatMap((event) => (event.type === "noted" ? [event.text] : []));
  return {
    errors: paper.problems.filter(({ severity }) => severity === "error").map(({ rule, line }) => `${rule} ${line}`),
    left: told.filter((text) => text.startsWith("Left in the paper")),
    asked: model.requests.length,
    request: JSON.stringify(model.requests[0]),
    requests: model.requests.map((one) => JSON.stringify(one)),
  };
}

test("errors that our rules find go back to the model until there is none", async () => {
  const { errors, left, asked, request } = await finished([edit("val_loss of R&D", "validation loss of R\\&D")]);
  expect({ errors, left, asked }).toEqual({ errors: [], left: [], asked: 1 });
  expect(request).toContain("unescaped-character");
});

test("what the model leaves is said, one by one", async () => {
  const { errors, left } = await finished([
    edit("The val_loss of R&D falls.", "The val_loss of R\\&D falls."),
    UNCHANGED,
  ]);
  expect(errors).toEqual(["unescaped-character 3"]);
  expect(left).toEqual([
    "Left in the paper: latex/template.tex:3: error: _ begins an index, which only maths has. Write \\_, or set it as maths. (AI Scientist: unescaped-character)",
  ]);
});

test("so is what is left when the rounds are used up, and a page too many", async () => {
  const { errors, left, asked } = await finished([UNCHANGED], { compileRounds: 0, pageLimit: 5 });
  expect(asked).toBe(0);
  expect(errors).toEqual(["too-many-pages 2", "unescaped-character 3", "unescaped-character 3"]);
  expect(left).toHaveLength(3);
});

test("rules that are ignored are neither asked about nor told", async () => {
  const { errors, left, asked } = await finished([UNCHANGED], { ignoredRules: ["unescaped-character"] });
  expect({ errors, left, asked }).toEqual({ errors: [], left: [], asked: 0 });
});

test("what the author has seen and stood by is not asked about again in the next version, and is told each time", async () => {
  const text = "\\documentclass{article}\n\\begin{document}\nThe error falls to 0.98765 here.\n\\end{document}\n";
  const { asked, request } = await finished([UNCHANGED], {}, text, true);
  expect(request).toContain("unsupported-number");
  expect(asked).toBe(1);
});

test("a line with several problems is shown with its neighbours once, the entries of the bibliography only where they are concerned", async () => {
  const carried = "\\begin{filecontents}{references.bib}\n@misc{key, title = {Title}}\n\\end{filecontents}\n";
  const text = carried + wrong.replace("falls.", "falls, and that of A&B.");
  const { request } = await finished([UNCHANGED], {}, text);
  expect(request).not.toContain("@misc");
  expect(request.match(/\\\\begin\{document\}/g)).toHaveLength(2);
  expect(request.match(/> \d+ \| The val_loss/g)!.length).toBeGreaterThan(1);
});

test("a paper whose claims the model reads is read once before its corrections, and what the data deny goes back to the author", async () => {
  const text =
    "\\documentclass{article}\n\\begin{document}\nWhatever one looks at, the schedule comes out behind.\n\\end{document}\n";
  const quote = "the schedule comes out behind";
  const reading = { line: "1", quote, kind: "comparison", runs: [1], than: [0], metric: "kl", way: "worse" };
  const answers = [
    `${JSON.stringify(reading)}\nEND-OF-ANSWER`,
    edit(quote, "the schedule comes out ahead"),
    "Should not be asked again.\nEND-OF-ANSWER",
  ];
  const { left, asked, requests } = await finished(answers, { readClaims: true }, text);
  expect(requests[0]).toContain("translate what these sentences and tables claim");
  expect(requests[1]).toContain("Read by the model as: kl of Run 1");
  expect({ left, asked }).toEqual({ left: [], asked: 2 });
});
