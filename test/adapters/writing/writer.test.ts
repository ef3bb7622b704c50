import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openJournal } from "../../../src/adapters/journal/jsonl-journal";
import { readJournal } from "../../../src/adapters/journal/read-journal";
import { ideaFolder, worktreeFolder } from "../../../src/adapters/project/desk";
import { Ledger } from "../../../src/adapters/project/ledger";
import { LiveJournals } from "../../../src/adapters/project/live-journals";
import { Settings } from "../../../src/adapters/settings";
import { openWriter } from "../../../src/adapters/writing/open-writer";
import { END_MARK } from "../../../src/engine/end-mark";
import type { LanguageModel } from "../../../src/engine/ports/language-model";
import { saying } from "../../fakes/conversing";
import { pdf } from "../../fakes/pdf";
import { idea } from "../../fakes/study";

const passage = "We we train a model. It works.";
const text = `\\begin{document}\n\\section{A}\n${passage}\n\\end{document}\n`;
const polished = "We train a model. It works.";
const answer = `\`\`\`latex\n${polished}\n\`\`\`\nWhy: A doubled word.\n${END_MARK}`;
const price = { input: 1, cachedInput: 1, output: 1000 };
const signal = new AbortController().signal;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "writing-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writerOf(model: LanguageModel, journals = new LiveJournals(), cap = 10) {
  return openWriter({
    ...{ folder, settings: Settings.parse({}), journals, ledger: new Ledger(folder) },
    models: async () => ({ model, reviewer: model }),
    caps: () => ({ idea: cap, project: undefined }),
  });
}

function passageIn(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const start = text.indexOf(passage);
  return { file, text, start, end: start + passage.length };
}

describe("the claims of a paper", () => {
  const quote = "Slow Start wins";
  const reading = { line: "1", quote, kind: "rank", runs: [1], metric: "loss", on: ["a"], way: "best" };
  const wish = () => ({ paper: join(folder, "paper.tex"), shownAs: "paper.tex" });
  const none = () => {};

  function paperWith(losses: readonly number[]) {
    writeFileSync(wish().paper, `\\begin{document}\n\\section{A}\n${quote}.\n\\end{document}\n`);
    for (const [run, loss] of losses.entries()) {
      mkdirSync(join(folder, `run_${run}`), { recursive: true });
      writeFileSync(join(folder, `run_${run}`, "final_info.json"), JSON.stringify({ a: { means: { loss } } }));
    }
  }

  test("are read once, what it will cost is told before, and other results are asked the same without a question", async () => {
    paperWith([0.5, 0.6]);
    const model = saying([`${JSON.stringify(reading)}\n${END_MARK}`], price);
    const plan = await writerOf(model).planReading(wish());
    expect(plan).toMatchObject({ lines: 1, toRead: 1, questions: 1, model: "scripted", rehearsal: false });
    expect(plan.dollars).toBeGreaterThan(0);
    expect(plan.left).toBe(10);
    const read = await writerOf(model).readClaims(wish(), none, signal);
    expect(read).toMatchObject({ judged: 1, supported: 0, unread: 0 });
    expect(read.problems).toMatchObject([
      { file: "paper.tex", line: 3, rule: "claim-overclaimed", reading: expect.stringContaining("best loss on a") },
    ]);
    paperWith([0.5, 0.4]);
    const again = await writerOf(model).readClaims(wish(), none, signal);
    expect([again.supported, again.problems, model.requests.length]).toEqual([1, [], 1]);
    expect(await writerOf(model).planReading(wish())).toMatchObject({ toRead: 0, questions: 0, dollars: 0 });
    expect(await writerOf(model).claimsAsRead(wish())).toEqual(again);
  });

  test("that nobody has read are not known, and nobody is asked about them", async () => {
    paperWith([0.5, 0.6]);
    const model = saying([END_MARK], price);
    expect(await writerOf(model).claimsAsRead(wish())).toBeUndefined();
    expect(model.requests).toEqual([]);
  });

  test("are doubted by programs and notes that lie beside the results, and no other file is shown", async () => {
    paperWith([0.5, 0.6]);
    const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
    writeFileSync(join(elsewhere, "private.py"), "password = 'swordfish'\n");
    symlinkSync(join(elsewhere, "private.py"), join(folder, "helper.py"));
    writeFileSync(join(folder, "notes.txt"), "Slow Start was never run.\n");
    const open = { line: "1", quote, kind: "none" };
    const doubt = { line: "1", quote, file: "notes.txt", evidence: "Slow Start was never run", why: "It was not run." };
    const hidden = { ...doubt, file: "helper.py", evidence: "password = 'swordfish'" };
    const said = [[open], [hidden, doubt]].map(
      (one) => `${one.map((each) => JSON.stringify(each)).join("\n")}\n${END_MARK}`,
    );
    const model = saying(said, price);
    const read = await writerOf(model).readClaims(wish(), none, signal);
    const plan = await writerOf(model).planReading(wish());
    rmSync(elsewhere, { recursive: true });
    const asked = model.requests[1]!.conversation.map(({ text }) => text).join("\n");
    expect(asked).toContain("BEGIN DATA notes.txt\nSlow Start was never run.");
    expect(asked).not.toContain("swordfish");
    expect(read.problems).toMatchObject([{ line: 3, rule: "claim-doubted", shownIn: { file: "notes.txt", line: 1 } }]);
    expect(plan).toMatchObject({ questions: 0, doubts: false, dollars: 0 });
  });

  test("are not read over the budget, nor without results", async () => {
    paperWith([0.5, 0.6]);
    const model = saying([END_MARK], price);
    await expect(writerOf(model, new LiveJournals(), 0).readClaims(wish(), none, signal)).rejects.toThrow(/budget/i);
    expect(model.requests).toEqual([]);
    rmSync(join(folder, "run_0"), { recursive: true });
    rmSync(join(folder, "run_1"), { recursive: true });
    await expect(writerOf(model).planReading(wish())).rejects.toThrow("There are no results");
  });
});

describe("what is asked about a passage", () => {
  test("is kept sentence by sentence until it is decided, and not paid for twice meanwhile", async () => {
    const model = saying([answer], price);
    const asked = passageIn(join(folder, "paper.tex"));
    const first = await writerOf(model).edit(asked, { kind: "polish" }, signal);
    expect(first).toMatchObject({ type: "proposed", proposal: { why: "A doubled word.", start: asked.start } });
    const again = writerOf(model);
    expect(await again.edit(asked, { kind: "polish" }, signal)).toEqual(first);
    expect(await again.proposals()).toHaveLength(1);
    expect(model.requests).toHaveLength(1);
    await again.keep((await again.proposals())[0]!.id, undefined);
    await again.edit(asked, { kind: "polish" }, signal);
    expect(model.requests).toHaveLength(2);
    expect(readFileSync(asked.file, "utf8")).toBe(text);
  });

  test("in two files is two proposals, and deciding one leaves the other where it is", async () => {
    const writer = writerOf(saying([answer]));
    for (const name of ["one.tex", "two.tex"])
      await writer.edit(passageIn(join(folder, name)), { kind: "polish" }, signal);
    const [one, two] = await writer.proposals();
    await writer.keep(one!.id, undefined);
    expect(await writer.proposals()).toEqual([two]);
  });

  test("a proposal that came with the folder is about no file outside of it, and about a paper", async () => {
    const writer = writerOf(saying([answer]));
    await writer.edit(passageIn(join(folder, "paper.tex")), { kind: "polish" }, signal);
    const [ours] = await writer.proposals();
    for (const file of [join(dirname(folder), "other.tex"), join(folder, "run.sh")])
      await writer.keep(`of ${file}`, { ...ours!, id: `of ${file}`, file });
    expect(await writer.proposals()).toEqual([ours]);
  });

  test("an answer that came is not paid for again when the window closed before the next one", async () => {
    const wrong = answer.replace("We train", "We train 5 times");
    const asked = passageIn(join(folder, "paper.tex"));
    const stop = new AbortController();
    const closing = saying([
      wrong,
      () => {
        setTimeout(() => stop.abort("closed"));
        return "forever";
      },
    ]);
    await expect(writerOf(closing).edit(asked, { kind: "polish" }, stop.signal)).rejects.toBeDefined();
    const model = saying([answer]);
    expect(await writerOf(model).edit(asked, { kind: "polish" }, signal)).toMatchObject({ type: "proposed" });
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]!.conversation.at(-1)!.text).toContain("“5” was not in the passage");
  });

  test("is in the project's ledger, and held to the cap", async () => {
    const asked = passageIn(join(folder, "paper.tex"));
    await writerOf(saying([answer], price)).edit(asked, { kind: "polish" }, signal);
    const spent = await new Ledger(folder).spentInAll();
    expect(spent).toBeGreaterThan(0);
    const poor = writerOf(saying([answer], price), new LiveJournals(), spent);
    await expect(poor.edit(asked, { kind: "shorten" }, signal)).rejects.toThrow(/Budget reached/);
  });

  test.each(["open here", "closed"])(
    "about an idea's paper is paid for in the idea's journal, which is %s",
    async (how) => {
      const own = ideaFolder(folder, "cosine-schedule");
      const begun = await openJournal(own, { subject: idea.Name, rehearsal: false });
      await begun.append({ type: "step-finished", step: "idea", result: idea });
      await begun.append({ type: "ended", how: "done", reason: "" });
      await begun.close();
      const journals = new LiveJournals();
      const live = how === "closed" ? undefined : await journals.open(own, { subject: idea.Name, rehearsal: false });
      const asked = passageIn(join(worktreeFolder(folder, "cosine-schedule"), "latex/template.tex"));
      await writerOf(saying([answer], price), journals).edit(asked, { kind: "polish" }, signal);
      await live?.close();
      const events = await readJournal(own);
      expect(events.map(({ type }) => type)).toEqual(["opened", "step-finished", "ended", "model-called"]);
      expect(events.at(-1)).toMatchObject({ type: "model-called", stage: "paper", model: "scripted" });
    },
  );

  test("while another process writes the idea's journal the cost is kept beside it, and counted all the same", async () => {
    const own = ideaFolder(folder, "cosine-schedule");
    const other = await openJournal(own, { subject: idea.Name, rehearsal: false });
    await other.append({ type: "step-finished", step: "idea", result: idea });
    const asked = passageIn(join(worktreeFolder(folder, "cosine-schedule"), "latex/template.tex"));
    await writerOf(saying([answer], price)).edit(asked, { kind: "polish" }, signal);
    await other.close();
    expect(await new Ledger(folder).spentInAll()).toBeGreaterThan(0);
  });

  test("is refused with a sentence where there is no text, or no evidence to write from", async () => {
    const asked = passageIn(join(folder, "paper.tex"));
    const writer = writerOf(saying([answer]));
    await expect(writer.edit({ ...asked, end: asked.start }, { kind: "polish" }, signal)).rejects.toThrow(/no text/);
    await expect(writer.edit(asked, { kind: "rewrite" }, signal)).rejects.toThrow(/no evidence to write from/);
  });
});

describe("what a model is shown of a paper", () => {
  const secret = "The token is 12345 of the loss.";
  let elsewhere: string;
  beforeEach(() => {
    elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
    writeFileSync(join(elsewhere, "secret.tex"), secret);
    mkdirSync(join(folder, "latex/parts"), { recursive: true });
    for (const [run, loss] of [0.5, 0.4].entries()) {
      mkdirSync(join(folder, `run_${run}`));
      writeFileSync(join(folder, `run_${run}/final_info.json`), JSON.stringify({ a: { means: { loss } } }));
    }
    writeFileSync(
      join(folder, "latex/paper.tex"),
      "\\begin{document}\nThe loss falls.\n\\input{parts/own}\\input{../shared}\\input{linked}\\input{through/secret}\\input{notes}\n\\end{document}\n",
    );
    writeFileSync(join(folder, "latex/parts/own.tex"), "The loss of our own part falls.\n");
    writeFileSync(join(folder, "shared.tex"), "The loss of the shared part falls.\n");
    writeFileSync(join(folder, "private.env"), secret);
    symlinkSync(join(elsewhere, "secret.tex"), join(folder, "latex/linked.tex"));
    symlinkSync(elsewhere, join(folder, "latex/through"), "junction");
    symlinkSync(join(folder, "private.env"), join(folder, "latex/notes.tex"));
  });
  afterEach(() => rmSync(elsewhere, { recursive: true, force: true }));

  const sent = (model: ReturnType<typeof saying>) => JSON.stringify(model.requests);
  const paper = () => join(folder, "latex/paper.tex");

  test.each([
    ["whose claims are read", (model) => writerOf(model).readClaims({ paper: paper() }, () => {}, signal), END_MARK],
    ["that is asked", (model) => writerOf(model).ask(paper(), "How?", signal), `[[The loss falls]]\n${END_MARK}`],
  ] as [string, (model: LanguageModel) => Promise<unknown>, string][])(
    "%s: its own files, and nothing that a link brings in from elsewhere",
    async (_, work, answered) => {
      const model = saying([answered]);
      await work(model);
      expect(sent(model)).toContain("our own part");
      expect(sent(model)).toContain("the shared part");
      expect(sent(model)).not.toContain("12345");
    },
  );

  test("of which a passage is written anew: labels and keys of its own files alone are named", async () => {
    const named = (label: string, key: string) =>
      `\\label{${label}}\\begin{thebibliography}{1}\\bibitem{${key}}B.\\end{thebibliography}\n`;
    writeFileSync(join(folder, "latex/parts/own.tex"), named("sec:own", "own2020"));
    writeFileSync(join(elsewhere, "secret.tex"), named("sec:12345", "key12345"));
    writeFileSync(join(elsewhere, "secret.bib"), "@article{cited12345, title={T}}\n");
    writeFileSync(join(folder, "latex/refs.bib"), "@article{known2021, title={T}}\n");
    symlinkSync(join(elsewhere, "secret.bib"), join(folder, "latex/linked.bib"));
    const source = readFileSync(paper(), "utf8").replace("\\end{doc", "\\bibliography{refs,linked}\n\\end{doc");
    const start = source.indexOf("The loss falls.");
    const at = { file: paper(), text: source, start, end: start + "The loss falls.".length };
    const model = saying([`UNCHANGED\nWhy: It is fine.\n${END_MARK}`]);
    await writerOf(model).edit(at, { kind: "rewrite" }, signal);
    for (const name of ["sec:own", "own2020", "known2021"]) expect(sent(model)).toContain(name);
    expect(sent(model)).not.toContain("12345");
  });

  test("in no project: what lies beside it or below, wherever the paper is", async () => {
    const model = saying([END_MARK]);
    const cache = mkdtempSync(join(tmpdir(), "cache-"));
    const outside = openWriter({
      ...{ folder: cache, anywhere: true, settings: Settings.parse({}), journals: new LiveJournals() },
      ...{ ledger: new Ledger(cache), models: async () => ({ model, reviewer: model }) },
      caps: () => ({ idea: 10, project: undefined }),
    });
    await outside.readClaims({ paper: paper() }, () => {}, signal);
    rmSync(cache, { recursive: true, force: true });
    expect(sent(model)).toContain("our own part");
    expect(sent(model)).not.toMatch(/the shared part|12345/);
  });
});

describe("a paper that is asked", () => {
  test("answers with the lines of its sources, those it takes in too; asked again it costs nothing", async () => {
    const paper = join(folder, "paper.tex");
    writeFileSync(paper, "\\begin{document}\n\\input{part}\n\\end{document}\n");
    writeFileSync(join(folder, "part.tex"), "First line.\nThe loss falls to zero at last.\n");
    const model = saying([`It falls. [[The loss falls to zero]]\n${END_MARK}`]);
    const ask = () => writerOf(model).ask(paper, "How far does it fall?", signal);
    const place = { file: join(folder, "part.tex"), line: 2 };
    expect((await ask()).pieces).toContainEqual({ type: "quote", words: "The loss falls to zero", place });
    await ask();
    expect(model.requests).toHaveLength(1);
  });

  test("sends no file of this machine that a paper takes in and that is no LaTeX", async () => {
    const paper = join(folder, "paper.tex");
    writeFileSync(paper, "\\begin{document}\nThe loss falls to zero.\n\\input{secrets.env}\n\\end{document}\n");
    writeFileSync(join(folder, "secrets.env"), "TOKEN=abc123");
    const model = saying([`[[The loss falls to zero]]\n${END_MARK}`]);
    await writerOf(model).ask(paper, "How far?", signal);
    expect(JSON.stringify(model.requests)).not.toContain("abc123");
  });

  test("answers with the pages of a PDF", async () => {
    const paper = join(folder, "paper.pdf");
    writeFileSync(paper, pdf(["One page about nothing.", "The loss falls to zero at last."]));
    const model = saying([`[[The loss falls to zero]]\n${END_MARK}`]);
    const { pieces } = await writerOf(model).ask(paper, "How far?", signal);
    expect(pieces).toEqual([
      { type: "quote", words: "The loss falls to zero", place: { file: paper, line: 1, page: 2 } },
    ]);
  });
});
