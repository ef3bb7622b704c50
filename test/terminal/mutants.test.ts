import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataIn } from "../../src/adapters/language-model/rehearsal/asked";
import { submissionIn } from "../../src/adapters/language-model/rehearsal/review-paper";
import type { Review } from "../../src/research/review";
import { NEURIPS } from "../../src/research/review-forms";
import { mutants } from "../../src/terminal/mutants";
import { startScriptedEndpoint } from "../fakes/scripted-endpoint";
import { aiScientist } from "../real/program";

const PAPER = String.raw`\documentclass{article}\begin{document}
\begin{abstract}The error is lower, which may help.\end{abstract}
\section{Related Work} Others.
\section{Results} It is.
\end{document}
`;
const scored = (Overall: number) => ({ kind: NEURIPS, form: { Overall } }) as unknown as Review;
let folder: string;
let paper: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mutants-"));
  paper = join(folder, "paper.tex");
  writeFileSync(paper, PAPER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("counts how often a reviewer scores the worse copies lower; this one sees boasts alone", async () => {
  const said = { out: "", err: "" };
  const terminal = {
    out: { write: (text: string) => (said.out += text) },
    err: { write: (text: string) => (said.err += text) },
  };
  const review = async (path: string) => scored(path.includes("inflated") ? 3 : 6);
  // biome-ignore lint/suspicious/noExplicitAny: only what is written is looked at.
  expect(await mutants(terminal as any, [paper], { json: true }, review)).toBe(0);
  const { kinds, all, copies } = JSON.parse(said.out);
  expect(Object.fromEntries(kinds.map((one: { kind: string }) => [one.kind, one]))).toMatchObject({
    "flipped-sign": { copies: 1, lower: 0, meanDifference: 0 },
    "dropped-baseline": { copies: 0, lower: 0, meanDifference: null },
    "inflated-claim": { copies: 1, lower: 1, meanDifference: -3 },
    "removed-related-work": { copies: 1, lower: 0 },
  });
  expect(all).toEqual({ copies: 3, lower: 1, meanDifference: -1 });
  expect(copies[0]).toMatchObject({ kind: "flipped-sign", original: 6, overall: 6, lower: false });
  expect(said.err).toContain("no copy of the kind swapped-captions");
  expect(readdirSync(join(folder, ".ai-scientist/mutants/paper")).sort()).toEqual([
    ...["flipped-sign.tex", "inflated-claim.tex", "removed-related-work.tex"],
  ]);
});

test("papers of which no worse copy can be made judge nobody: exit 1, and nothing is asked", async () => {
  const bare = join(folder, "bare.tex");
  writeFileSync(bare, "\\documentclass{article}\\begin{document}Hi\\end{document}");
  const said = { err: "" };
  const terminal = { out: { write: () => true }, err: { write: (text: string) => (said.err += text) } };
  const review = () => Promise.reject(new Error("Nobody was to be asked."));
  // biome-ignore lint/suspicious/noExplicitAny: only what is written is looked at.
  expect(await mutants(terminal as any, [bare], {}, review)).toBe(1);
  expect(said.err).toContain(
    "Nothing was judged: there is nothing in these papers that a worse copy could be made of.",
  );
});

test("two papers of one name have copies of their own in one folder", async () => {
  const other = join(folder, "other");
  mkdirSync(other);
  writeFileSync(join(other, "paper.tex"), PAPER.replace("Others.", "Others, elsewhere."));
  const said = { out: "" };
  const terminal = { out: { write: (text: string) => (said.out += text) }, err: { write: () => true } };
  const review = async () => scored(5);
  const options = { json: true, out: join(folder, "both") };
  // biome-ignore lint/suspicious/noExplicitAny: only what is written is looked at.
  await mutants(terminal as any, [paper, join(other, "paper.tex")], options, review);
  const files: string[] = JSON.parse(said.out).copies.map(({ file }: { file: string }) => file);
  expect(new Set(files).size).toBe(6);
  expect(readFileSync(files[0]!, "utf8")).not.toContain("elsewhere");
  expect(readFileSync(files[3]!, "utf8")).toContain("elsewhere");
});

test("as a program, with the rehearsal reviewer: its table adds up", async () => {
  const out = join(folder, "elsewhere");
  const { code, stdout, stderr } = await aiScientist(["mutants", paper, "--out", out, "--model", "rehearsal"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^inflated-claim +scored lower [01] of 1, on average [-+–\d.]+$/m);
  expect(stdout).toMatch(/^all +scored lower \d of 3, /m);
  const wrong = await aiScientist(["mutants", join(folder, "none.tex"), "--model", "rehearsal"]);
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("There is no file") });
});

test("a reviewer that goes by aspects and sees boasts scores them lower, whatever form it fills", async () => {
  const boasting = /always|best|state of the art|solves|clearly|dramatic/i;
  const server = await startScriptedEndpoint([
    [
      /^Your task: answer the questions/,
      (asked) => {
        const count = (dataIn(asked.question, "questions") ?? "").split("\n").length;
        const verdict = boasting.test(submissionIn(asked)) ? "no" : "yes";
        const answers = Array.from({ length: count }, (_, index) => ({
          ...{ number: index + 1, verdict, answer: "It is so.", quotes: [] },
        }));
        return JSON.stringify({ answers });
      },
    ],
    [
      /^Your task: review the submission, from your answers/,
      (asked) => {
        const lower = asked.drafts.some((draft) => draft.includes('"no"'));
        const filled = {
          ...{ Summary: "s", Soundness: 2, Presentation: 2, Contribution: 2, Strengths: ["a"], Questions: [] },
          ...{ Weaknesses: [{ text: "w", quotes: [] }], "Flag for ethics review": false, Confidence: 3 },
        };
        return JSON.stringify({ ...filled, Rating: lower ? 3 : 6 });
      },
    ],
  ]);
  try {
    const out = join(folder, "by-aspects");
    const args = ["--out", out, "--json", "--model", "openai:scripted", "--form", "iclr", "--way", "aspects"];
    const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "none" };
    const { code, stdout, stderr } = await aiScientist(["mutants", paper, ...args], { env });
    expect(code, stderr).toBe(0);
    const { copies } = JSON.parse(stdout);
    expect(copies.map(({ kind, original, overall }: Record<string, unknown>) => [kind, original, overall])).toEqual([
      ["flipped-sign", 6, 6],
      ["inflated-claim", 6, 3],
      ["removed-related-work", 6, 6],
    ]);
  } finally {
    await server[Symbol.asyncDispose]();
  }
});
