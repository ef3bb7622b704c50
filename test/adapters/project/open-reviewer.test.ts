import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rehearsalModel } from "../../../src/adapters/language-model/rehearsal";
import { Ledger } from "../../../src/adapters/project/ledger";
import { LiveJournals } from "../../../src/adapters/project/live-journals";
import { openReviewer } from "../../../src/adapters/project/open-reviewer";
import { Settings } from "../../../src/adapters/settings";
import type { LanguageModel } from "../../../src/engine/ports/language-model";

const PAPER = String.raw`\documentclass{article}
\begin{document}
\section{Experimental Setup}
Every number is the mean of three seeds, and no setting was tuned on either side.
\end{document}
`;

let folder: string;
let asked: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reviewer-"));
  asked = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function reviewer(price: LanguageModel["price"] = undefined, settings: Record<string, unknown> = {}) {
  const rehearsal = rehearsalModel({ mistakes: false });
  const model: LanguageModel = {
    ...rehearsal,
    ...(price ? { price, rehearsal: false, name: "openai:reader" } : {}),
    stream(request) {
      asked++;
      return rehearsal.stream(request);
    },
  };
  return openReviewer({
    ...{ folder, settings: Settings.parse(settings), journals: new LiveJournals(), ledger: new Ledger(folder) },
    models: async () => ({ model, reviewer: model }),
    caps: () => ({ idea: 10, project: undefined }),
  });
}

function paper(text = PAPER): string {
  const file = join(folder, "paper.tex");
  writeFileSync(file, text);
  return file;
}

const signal = new AbortController().signal;
const nobody = () => {};

test("a review is kept with the paper that it is of, and is there for whoever opens the folder next", async () => {
  const steps: string[] = [];
  const kept = await reviewer().review(paper(), signal, (step) => steps.push(step));
  expect(steps).toContain("review 1: referee 1");
  expect(kept).toMatchObject({ paper: join(folder, "paper.tex"), review: { rehearsal: true } });
  expect(await reviewer().kept()).toEqual([kept]);
  const beside = join(folder, ".ai-scientist/reviews", kept.key);
  expect(JSON.parse(readFileSync(join(beside, "paper.json"), "utf8"))).toEqual({ paper: "paper.tex" });
});

test("the same text is not paid for twice; another text of the same paper is another review", async () => {
  const file = paper();
  await reviewer().review(file, signal, nobody);
  const once = asked;
  await reviewer().review(file, signal, nobody);
  expect(asked).toBe(once);
  paper(PAPER.replace("three seeds", "five seeds"));
  await reviewer().review(file, signal, nobody);
  expect((await reviewer().kept()).map((one) => one.paper)).toEqual([file, file]);
});

test("a review that was stopped is not listed, and goes on where it stopped", async () => {
  const file = paper();
  const whole = await reviewer().review(file, signal, nobody);
  const questions = asked;
  rmSync(join(folder, ".ai-scientist"), { recursive: true });
  const stop = new AbortController();
  const stopped = reviewer().review(file, stop.signal, (step) => step.endsWith("referee 3") && stop.abort("stopped"));
  await expect(stopped).rejects.toBeDefined();
  expect(await reviewer().kept()).toEqual([]);
  expect((await reviewer().terms(file, signal)).begun).toBe(true);
  asked = 0;
  expect((await reviewer().review(file, signal, nobody)).review).toEqual(whole.review);
  expect(asked).toBe(questions - 2);
});

test("a paper that is edited while it is read has the review of what was read", async () => {
  const file = paper();
  const edit = (step: string) => step.endsWith("referee 2") && paper(PAPER.replace("three seeds", "five seeds"));
  const kept = await reviewer().review(file, signal, edit);
  expect(kept).toMatchObject({ paper: file, review: { rehearsal: true } });
  expect(await reviewer().kept()).toEqual([kept]);
});

test("another number of referees is another review, each with an area chair who read just those", async () => {
  const file = paper();
  const with_ = async (referees: number) => {
    asked = 0;
    const { key, review } = await reviewer(undefined, { "paper.reviewers": referees }).review(file, signal, nobody);
    return { key, referees: review.ensemble.length, asked };
  };
  const [two, three] = [await with_(2), await with_(3)];
  expect([two.referees, three.referees]).toEqual([2, 3]);
  expect(three.asked).toBe(two.asked + 1);
  expect([await with_(2), await with_(3)]).toEqual([
    { ...two, asked: 0 },
    { ...three, asked: 0 },
  ]);
});

test("before anything is asked it is said who would be, and what that is expected to cost", async () => {
  const price = { input: 1, cachedInput: 0.1, output: 10 };
  const terms = await reviewer(price).terms(paper(), signal);
  expect(terms).toMatchObject({ models: ["reader"], price: "known", referees: 5, begun: false });
  expect(terms.expected.calls.low).toBeGreaterThanOrEqual(6);
  expect(terms.expected.dollars!.high).toBeGreaterThan(terms.expected.dollars!.low);
  expect(asked).toBe(0);
  expect(readdirSync(folder)).toEqual(["paper.tex"]);
});
