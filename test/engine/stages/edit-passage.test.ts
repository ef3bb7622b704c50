import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rehearsalModel } from "../../../src/adapters/language-model/rehearsal";
import { END_MARK } from "../../../src/engine/end-mark";
import { askPaper } from "../../../src/engine/stages/ask-paper";
import { editPassage, explainPassage, type PassageRequest } from "../../../src/engine/stages/edit-passage";
import { conversingLab, saying } from "../../fakes/conversing";
import { findings, template } from "../../fakes/study";

const passage =
  "We train train with $\\eta = 0.1$ \\citep{kim2020}. In order to compare, the divergence on dino is 0.52, see Eq.~\\ref{eq:l}. It is very small.";
const source = `\\documentclass{article}
\\begin{document}
\\title{Small Denoisers}
\\begin{abstract}We study schedules.\\end{abstract}
\\section{Results}\\label{eq:l}
${passage}

\\section{Conclusion}
We stop here.
\\end{document}
`;
const request: PassageRequest = {
  name: "polish, 1",
  kind: "polish",
  source,
  start: source.indexOf(passage),
  end: source.indexOf(passage) + passage.length,
  files: { file: "paper.tex" },
};
const fenced = (text: string, why = "Done.") => `\`\`\`latex\n${text}\n\`\`\`\nWhy: ${why}\n${END_MARK}`;

describe("a passage is edited", () => {
  test("what the model writes comes back with its reason, and the call is in the ledger", async () => {
    const polished = passage.replace("train train", "train");
    const lab = conversingLab(saying([fenced(polished, "One doubled word.")]));
    expect(await editPassage(lab, request)).toEqual({ after: polished, why: "One doubled word." });
    expect(lab.journal.history.filter(({ type }) => type === "model-called")).toHaveLength(1);
    if (process.env.SHOW) writeFileSync(`${process.env.SHOW}/polish.txt`, shown(lab.model));
  });

  test("an answer that changes a formula is sent back once with the reason, and then refused with it", async () => {
    const wrong = fenced(passage.replace("0.1$", "0.2$"));
    const lab = conversingLab(saying([wrong]));
    await expect(editPassage(lab, request)).rejects.toThrow(/The formula “\$\\eta = 0.1\$” became “\$\\eta = 0.2\$”/);
    const asked = lab.model as ReturnType<typeof saying>;
    expect(asked.requests).toHaveLength(2);
    expect(asked.requests[1]!.conversation.at(-1)!.text).toContain("became “$\\eta = 0.2$”");
    const right = conversingLab(saying([wrong, fenced(passage.replace("very ", ""))]));
    expect((await editPassage(right, request)).after).toBe(passage.replace("very ", ""));
  });

  test("a comment that would take in what follows the passage on its line is refused", async () => {
    const text = "We we train it % a note\nhere. It ends.";
    const asked = { ...request, source: text, start: 0, end: text.indexOf(" It ends") };
    const lab = conversingLab(saying([fenced("We train it here. % a note")]));
    await expect(editPassage(lab, asked)).rejects.toThrow(/ends in a comment/);
  });

  test("a file with the line ends of Windows keeps them", async () => {
    const windows = source.replace(/\. /g, ".\n").replace(/\n/g, "\r\n");
    const start = windows.indexOf("We train train");
    const asked = { ...request, source: windows, start, end: windows.indexOf("\r\n\r\n", start) };
    const lines = windows.slice(start, asked.end).replace("train train", "train");
    const lab = conversingLab(saying([fenced(lines.replace(/\r\n/g, "\n"))]));
    expect((await editPassage(lab, asked)).after).toBe(lines);
  });

  test("a passage that the model leaves alone stays as it is, with the reason", async () => {
    const lab = conversingLab(saying([`It reads well.\n\nUNCHANGED\n${END_MARK}`]));
    expect(await editPassage(lab, request)).toEqual({ after: passage, why: "It reads well." });
  });

  test("formulas and citations that were wrapped otherwise come back as they were", async () => {
    const wrapped = "We train train with $\\eta =\n0.1$ \\citep{kim2020,\nlee2021}. It ends.";
    const asked = { ...request, source: wrapped, start: 0, end: wrapped.length };
    const lab = conversingLab(saying([fenced("We train with $\\eta = 0.1$ \\citep{kim2020, lee2021}. It ends.")]));
    expect((await editPassage(lab, asked)).after).toBe(wrapped.replace("train train", "train"));
  });

  test("from evidence a number may become what the runs say, and nothing else", async () => {
    const evidence = { findings, manifest: template.manifest, programs: [] };
    const mean = findings.runs[0]!.outcome.type === "measured" ? findings.runs[0]!.outcome.measurements[0]!.mean : 0;
    const text = `${findings.runs[0]!.name} reaches a divergence of 0.99 on dino.`;
    const written = source.replace(passage, () => text);
    const asked = { ...request, name: "rewrite, 1", kind: "rewrite" as const, source: written, evidence };
    const own = { ...asked, end: asked.start + text.length };
    const right = text.replace("0.99", mean.toFixed(3));
    const lab = conversingLab(saying([fenced(right)]));
    expect((await editPassage(lab, own)).after).toBe(right);
    if (process.env.SHOW) writeFileSync(`${process.env.SHOW}/rewrite.txt`, shown(lab.model));
    const wrong = conversingLab(saying([fenced(text.replace("0.99", (mean * 3).toFixed(3)))]));
    await expect(editPassage(wrong, own)).rejects.toThrow(/refused, and nothing was changed/);
  });

  test("in a rewritten section two numbers trade places only where the runs did not bear out what was said of them", async () => {
    const evidence = { findings, manifest: template.manifest, programs: [] };
    const text = "The network has 37 units in front of 91 heads.";
    const written = source.replace(passage, () => text);
    const asked = { ...request, name: "rewrite, 2", kind: "rewrite" as const, source: written, evidence };
    const own = { ...asked, end: asked.start + text.length };
    const lab = conversingLab(saying([fenced("The network has 91 units in front of 37 heads.")]));
    await expect(editPassage(lab, own)).rejects.toThrow(
      /“37” and “91” changed places, and nothing said that they were wrong/,
    );
  });

  test("numbers of formulas that stand at each other's runs are put right", async () => {
    const evidence = { findings, manifest: template.manifest, programs: [] };
    const meanOf = ({ outcome }: typeof findings.baseline) =>
      outcome.type === "measured" ? outcome.measurements[0]!.mean.toFixed(3) : "";
    const [run] = findings.runs;
    const [own, plain] = [meanOf(run!), meanOf(findings.baseline)];
    const told = (one: string, other: string) =>
      `The divergence on dino is $${one}$ for ${run!.name} and $${other}$ for the baseline.`;
    const text = told(plain, own);
    const written = source.replace(passage, () => text);
    const asked = { ...request, name: "rewrite, 3", kind: "rewrite" as const, source: written, evidence };
    const lab = conversingLab(saying([fenced(told(own, plain))]));
    expect(await editPassage(lab, { ...asked, end: asked.start + text.length })).toMatchObject({
      after: told(own, plain),
    });
  });

  test("in a translation whole numbers in another order are told with its reason", async () => {
    const text = "It has 10 layers and 20 heads.";
    const written = source.replace(passage, () => text);
    const asked = { ...request, name: "translate, 1", kind: "translate" as const, language: "German", source: written };
    const lab = conversingLab(saying([fenced("Es hat 20 Köpfe und 10 Schichten.")]));
    const { why } = await editPassage(lab, { ...asked, end: asked.start + text.length });
    expect(why).toBe("Done. “10” and “20” stand in another order: see that each is with its words.");
  });
});

describe("the rehearsal as a co-author", () => {
  const lab = () => conversingLab(rehearsalModel({ mistakes: false }));
  test("polishing mends doubled words and filler and keeps the rest", async () => {
    const { after, why } = await editPassage(lab(), request);
    expect(after).toBe(passage.replace("train train", "train").replace("In order to", "to").replace("very ", ""));
    expect(why).toContain("rehearsal");
    const opening = { ...request, name: "o", source: source.replace("We train train", "We we train train") };
    const mended = await editPassage(lab(), { ...opening, end: request.end + 3 });
    expect(mended.after).toBe(after);
  });

  test("it says that it cannot translate, and what it gives back holds every formula; back again it is what it was", async () => {
    const there = await editPassage(lab(), { ...request, name: "t", kind: "translate", language: "German" });
    expect(there.after).toContain(
      "(rehearsal, no translation into German) We train train with $\\eta = 0.1$ \\citep{kim2020}.",
    );
    expect(there.why).toContain("cannot translate");
  });

  test("it explains by counting, and answers with the paper's own words", async () => {
    expect(await explainPassage(lab(), { ...request, name: "e" })).toContain("3 sentences");
    const pieces = await askPaper(
      lab(),
      "a",
      [{ name: "paper.tex", text: source, file: "/p/paper.tex" }],
      "Which divergence is small?",
    );
    expect(pieces).toContainEqual({
      type: "quote",
      words: expect.stringContaining("the divergence on dino"),
      place: { file: "/p/paper.tex", line: 6 },
    });
  });
});

describe("the paper is asked", () => {
  const leaves = [
    { name: "page 1", text: "We train a small de-\nnoiser.", file: "/p/paper.pdf", page: 1 },
    { name: "page 2", text: "The “loss” falls to 0.5\nafter ten epochs.", file: "/p/paper.pdf", page: 2 },
  ];
  test("the words it rests on are found on their page; words that nobody wrote are told", async () => {
    const answer = `It falls. [[The "loss" falls to 0.5 after ten epochs.]] And [[it is the best of all models]].\n${END_MARK}`;
    expect(await askPaper(conversingLab(saying([answer])), "a", leaves, "How far?")).toEqual([
      { type: "text", text: "It falls. " },
      {
        type: "quote",
        words: 'The "loss" falls to 0.5 after ten epochs.',
        place: { file: "/p/paper.pdf", line: 1, page: 2 },
      },
      { type: "text", text: " And " },
      { type: "quote", words: "it is the best of all models" },
      { type: "text", text: "." },
    ]);
  });

  test("an answer that rests on nothing in the paper is sent back; that the paper does not say is an answer", async () => {
    const lab = conversingLab(
      saying([`Yes. [[it is so in every way]]\n${END_MARK}`, `It is not said.\n\nNOT IN THE PAPER\n${END_MARK}`]),
    );
    expect(await askPaper(lab, "a", leaves, "Is it?")).toEqual([{ type: "text", text: "It is not said." }]);
    if (process.env.SHOW) writeFileSync(`${process.env.SHOW}/ask.txt`, shown(lab.model));
  });
});

function shown(model: unknown): string {
  return (model as ReturnType<typeof saying>).requests[0]!.conversation.map(
    ({ role, text }) => `[${role}]\n${text}`,
  ).join("\n\n");
}
