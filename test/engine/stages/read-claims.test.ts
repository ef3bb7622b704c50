import { describe, expect, test } from "vitest";
import { inputTokens } from "../../../src/engine/budget";
import { END_MARK } from "../../../src/engine/end-mark";
import type { ReadingShelf } from "../../../src/engine/ports/reading-shelf";
import { planReading, readClaims } from "../../../src/engine/stages/read-claims";
import { problemsIn } from "../../../src/latex/claim-problems";
import { parseLatex } from "../../../src/latex/document";
import { claimsJudge } from "../../../src/latex/read-claims";
import { libraryFor } from "../../claims/marked-papers";
import { conversingLab, saying } from "../../fakes/conversing";

const library = libraryFor("% study: two_branch_denoiser");

const PAPER = `\\documentclass{article}
\\begin{document}
\\section{Results}
Two branches bring the
  KL divergence on dino down to 0.871. On line they do not help: it is 0.136 there.
Whatever the shape, the deep weights come out ahead.
\\begin{table}
\\begin{tabular}{lcc}
 & Dino & Moons \\\\
Plain & 1.021 & 0.094 \\\\
Two-fold & 0.871 & 0.089 \\\\
\\end{tabular}
\\end{table}
\\end{document}
`;

const kl = { metric: "kl_divergence" };
const ANSWER = [
  {
    line: "1",
    quote: "Two branches bring the KL divergence on dino down to 0.871",
    kind: "value",
    runs: [1],
    ...kl,
    on: ["dino"],
    number: "0.871",
  },
  { line: "2", quote: "it is 0.136 there", kind: "value", runs: [1], ...kl, on: ["line"], number: "0.136" },
  { line: "3", quote: "the deep weights come out ahead", kind: "rank", runs: [3], ...kl, on: "all", way: "best" },
  { line: "3", quote: "the deep weights win", kind: "rank", runs: [3], ...kl, on: "all", way: "best" },
  { line: "2", quote: "they do not help", kind: "comparison", runs: [9], ...kl, on: ["line"], way: "worse" },
  { line: "3", quote: "Whatever the shape", kind: "none" },
  {
    line: "T1",
    kind: "table",
    rows: [
      { at: [2], run: 0 },
      { at: [3], run: 1 },
    ],
    columns: [
      { at: [2], on: ["dino"], ...kl },
      { at: [3], on: ["moons"], ...kl },
    ],
  },
];

function shelfWith(kept = new Map<string, readonly unknown[]>()): ReadingShelf & { readonly kept: typeof kept } {
  return {
    kept,
    keyOf: (text) => text,
    read: async () => kept,
    add: async (entries) => entries.forEach((entry, key) => void kept.set(key, entry)),
  };
}

const answering = (entries: readonly object[]) =>
  saying([`${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n${END_MARK}`]);
const paperWith = (shelf: ReadingShelf, text = PAPER) => ({
  parts: [parseLatex(text, "paper.tex")],
  library,
  shelf,
  stepFor: (question: number, keys: string) => `read claims ${question}, ${keys}`,
});

describe("claims that a model read", () => {
  test("are held against the data by the program, and what is no reading is counted", async () => {
    const read = await readClaims(conversingLab(answering(ANSWER)), paperWith(shelfWith()));
    const found = read.problems.filter(({ reading }) => reading);
    expect(found.map(({ line, rule }) => `${line} ${rule}`)).toEqual(["6 claim-overclaimed", "11 claim-wrong-run"]);
    expect(found.find(({ line }) => line === 6)!.message).toBe(
      "This is more than the data say: “Deep Weights” (run_3): kl_divergence on dino is 0.896; “Dual-Branch” (run_1): kl_divergence on dino is 0.871. Read by the model as: Run 3 (“Deep Weights”) with the best kl_divergence on all data sets among all runs.",
    );
    expect(read).toMatchObject({
      judged: 7,
      supported: 4,
      unread: 2,
      uncheckable: 1,
      model: "scripted",
      rehearsal: false,
    });
  });

  test("what was held against nothing is told at its words, with the reason", async () => {
    const more = [
      { line: "2", quote: "On line they do not help", kind: "trend", way: "flat" },
      { line: "2", quote: "it is 0.136 there", kind: "value", runs: [1], metric: "fid", on: ["line"], number: "0.136" },
      { line: "2", quote: "it is 0.136 there", kind: "value", runs: [1], ...kl, on: ["line"], number: "0.137" },
      { line: "T1", kind: "table", rows: "all" },
    ];
    const { notChecked } = await readClaims(conversingLab(answering([...ANSWER, ...more])), paperWith(shelfWith()));
    expect(notChecked.map(({ problem: { line, severity, message } }) => `${line} ${severity}: ${message}`)).toEqual([
      '5 info: “On line they do not help: it is 0.136 there.” was not checked: the model\'s answer is no query: {"kind":"trend","way":"flat"}.',
      "5 info: “they do not help” was not checked: the results have no run 9.",
      "5 info: “it is 0.136 there” was not checked: the results have no metric fid.",
      '5 info: “it is 0.136 there” was not checked: what the model read as its number does not stand there: {"kind":"value","runs":[1],"metric":"kl_divergence","on":["line"],"number":"0.137"}.',
      "6 info: “Whatever the shape, the deep weights come out ahead.” was not checked: the model quotes “the deep weights win”, which does not stand there.",
      "6 info: “Whatever the shape” was not checked: no query can ask the data what it says.",
      '9 info: “Dino” was not checked: the model\'s answer about the table says nothing of rows and columns: {"kind":"table","rows":"all"}.',
    ]);
  });

  test("what the rules say of the same words is not said again", async () => {
    const read = await readClaims(conversingLab(answering(ANSWER)), paperWith(shelfWith()));
    const places = read.problems.map(({ line, column }) => `${line}:${column}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test("the question names runs, data sets and metrics and tells no value of the results", async () => {
    const model = answering(ANSWER);
    await readClaims(conversingLab(model), paperWith(shelfWith(), PAPER.replaceAll(/\d\.\d+/g, "0.5")));
    const asked = model.requests[0]!.conversation.map(({ text }) => text).join("\n");
    expect(asked).toContain("also Dual-Branch");
    expect(asked).toContain("1. Two branches bring the KL divergence on dino down to 0.5.");
    for (const value of ["0.871", "1.021", "0.354", "85.9"]) expect(asked).not.toContain(value);
  });

  test("only sentences that changed are asked about again", async () => {
    const shelf = shelfWith();
    await readClaims(conversingLab(answering(ANSWER)), paperWith(shelf));
    const same = answering(ANSWER);
    await readClaims(conversingLab(same), paperWith(shelf));
    expect(same.requests).toEqual([]);
    const changed = PAPER.replace("come out ahead", "are ahead");
    const model = answering([{ ...ANSWER[2], quote: "the deep weights are ahead" }]);
    expect(await planReading(paperWith(shelf, changed), model)).toMatchObject({
      lines: 4,
      toRead: 1,
      // One in which it is read, and one for what that leaves open.
      ...{ questions: 2, doubts: true },
      dollars: 0,
    });
    const read = await readClaims(conversingLab(model), paperWith(shelf, changed));
    expect(model.requests[0]!.conversation.at(-1)!.text).toContain("Translate only these: 3.");
    expect(read.problems.filter(({ reading }) => reading).map(({ line }) => line)).toContain(6);
    expect(read.judged).toBe(7);
  });

  test("of a long paper that was read what changed is asked in one question, with what stands around it", async () => {
    const sentences = (part: number) =>
      Array.from({ length: 40 }, (_, at) => `In part ${part}, step ${at} leaves the error on dino at 0.871 as it was.`);
    const text = (of: (part: number) => readonly string[]) =>
      PAPER.replace(
        "\\section{Results}",
        `${Array.from({ length: 4 }, (_, part) => `\\section{Part ${part}}\n${of(part).join("\n")}\n`).join("")}\\section{Results}`,
      );
    const shelf = shelfWith();
    const first = saying([END_MARK]);
    await readClaims(conversingLab(first), paperWith(shelf, text(sentences)));
    const parts = first.requests.filter(({ conversation }) =>
      conversation.at(-1)!.text.includes("Translate all of them"),
    );
    expect(parts.length).toBeGreaterThan(1);
    const changed = (part: number) =>
      sentences(part).map((one, at) => (part % 3 === 0 && at === 20 ? one.replace("leaves", "keeps") : one));
    const again = saying([END_MARK]);
    await readClaims(conversingLab(again), paperWith(shelf, text(changed)));
    const asked = again.requests.map(({ conversation }) => conversation.at(-1)!.text);
    const reading = asked.filter((one) => one.includes("Translate only these"));
    expect(reading).toHaveLength(1);
    // The sentence itself, and the one behind it, whose predecessor is another now.
    expect(reading[0]).toContain("Translate only these: 21, 22, 141, 142.");
    for (const near of [8, 9, 20, 24]) expect(reading[0]).toContain(`In part 0, step ${near} `);
    for (const far of [7, 25]) expect(reading[0]).not.toContain(`In part 0, step ${far} `);
    expect(reading[0]).not.toContain("In part 1,");
  });

  test("a run that was added has no sentence read again; a run with another name has all", async () => {
    const shelf = shelfWith();
    const { runs } = library.evidence;
    const withRuns = (some: typeof runs) => ({
      ...paperWith(shelf),
      library: { ...library, evidence: { ...library.evidence, runs: some } },
    });
    await readClaims(conversingLab(answering(ANSWER)), withRuns(runs.slice(0, 4)));
    const silent = answering([]);
    expect(await planReading(withRuns(runs), silent)).toMatchObject({ toRead: 0, questions: 0 });
    const read = await readClaims(conversingLab(silent), withRuns(runs));
    expect(read.lines.length).toBeGreaterThan(0);
    const renamed = runs.map((run) => (run.number === 1 ? { ...run, names: ["Something Else"] } : run));
    expect(await planReading(withRuns(renamed), silent)).toMatchObject({ toRead: 4 });
  });

  test("of a long paper as many questions are planned as are asked, with as many tokens", async () => {
    const sentence =
      "Two branches bring the KL divergence on dino down to 0.871, and on line they do not help at all. ";
    const sections = Array.from(
      { length: 8 },
      (_, at) => `\\section{Part ${at}}\n${sentence.replace("Two", `In part ${at} two`).repeat(30)}\n`,
    );
    const text = PAPER.replace("\\section{Results}", `${sections.join("")}\\section{Results}`);
    const model = saying([END_MARK]);
    // Without programs and notes there is nothing that could be doubted.
    const long = () => ({ ...paperWith(shelfWith(), text), library: { ...library, materials: () => [] } });
    const plan = await planReading(long(), model);
    await readClaims(conversingLab(model), long());
    expect(plan.questions).toBe(model.requests.length);
    expect(plan.questions).toBeGreaterThan(2);
    expect(plan.inputTokens).toBe(model.requests.reduce((sum, request) => sum + inputTokens(request), 0));
  });

  test("what a caption says is shown once, and its table names the sentences", async () => {
    const caption = "\\caption{KL divergence on two sets. Lower is better on both.}";
    const text = PAPER.replace("\\begin{table}", `\\begin{table}${caption}`);
    const model = answering(ANSWER);
    await readClaims(conversingLab(model), paperWith(shelfWith(), text));
    const asked = model.requests[0]!.conversation.at(-1)!.text;
    expect(asked.split("Lower is better on both")).toHaveLength(2);
    expect(asked).toContain("Table T1\nCaption: sentences 4, 5\n1:  | Dino | Moons\n");
  });

  test("a table that names no run is of the one that most of its numbers are of, and so is what is said beside it", async () => {
    const text = PAPER.replace("Plain & 1.021 & 0.094", "Time & 85.9 & 87.2")
      .replace("Two-fold & 0.871 & 0.089", "KL & 0.871 & 0.089")
      .replace("Two branches bring the", "The")
      .replace("down to 0.871", "falls to 0.912");
    const rows = [
      { at: [2], metric: "training_time" },
      { at: [3], ...kl },
    ];
    const columns = [
      { at: [2], on: ["dino"] },
      { at: [3], on: ["moons"] },
    ];
    const value = { line: "1", quote: "falls to 0.912", kind: "value", ...kl, on: ["dino"], number: "0.912" };
    const model = answering([value, { line: "T1", kind: "table", rows, columns }]);
    const read = await readClaims(conversingLab(model), paperWith(shelfWith(), text));
    const found = read.problems.filter(({ reading }) => reading);
    expect(found.map(({ line, rule, correction }) => `${line} ${rule} → ${correction}`)).toEqual([
      "5 claim-wrong-run → 0.871",
    ]);
    expect(read.problems.map(({ line }) => line)).toEqual([5, 5, 11]);
    // Whoever judges what was read once more, while the paper is being written, finds the same.
    const again = claimsJudge(library, read.lines)([parseLatex(text, "paper.tex")]);
    expect(problemsIn(again.parts)).toEqual(read.problems);
    expect(again.read).toBe(read.judged);
  });

  test("a number that the rules hold against another run, and that is right as it was read, is no warning any more", async () => {
    const text = PAPER.replace(
      "Whatever the shape, the deep weights come out ahead.",
      "Deep Weights rival it (0.871 on dino) there.",
    );
    const reading = {
      line: "3",
      quote: "0.871 on dino",
      kind: "value",
      runs: [1],
      ...kl,
      on: ["dino"],
      number: "0.871",
    };
    const rules = await readClaims(conversingLab(answering([])), paperWith(shelfWith(), text));
    expect(rules.problems.find(({ line }) => line === 6)).toMatchObject({ severity: "warning" });
    const read = await readClaims(conversingLab(answering([reading])), paperWith(shelfWith(), text));
    expect(read.problems.find(({ line }) => line === 6)).toMatchObject({ severity: "info" });
    expect(read.problems.find(({ line }) => line === 6)!.message).toContain(
      "Read by the model as: kl_divergence on dino of Run 1",
    );
  });

  test("a cell that has the smallest and the largest number over the data sets is held against both", async () => {
    const text = PAPER.replace(" & Dino & Moons", "Method & KL & Time")
      .replace("Plain & 1.021 & 0.094", "Plain & 0.094--1.021 & 49.8--52.1")
      .replace("Two-fold & 0.871 & 0.089", "Two-fold & 0.098--0.971 & 85.9--88.4");
    const rows = [
      { at: [2], run: 0 },
      { at: [3], run: 1 },
    ];
    const columns = [
      { at: [2], ...kl, on: "all", as: "range" },
      { at: [3], metric: "training_time", on: "all", as: "range" },
    ];
    const read = await readClaims(
      conversingLab(answering([{ line: "T1", kind: "table", rows, columns }])),
      paperWith(shelfWith(), text),
    );
    expect(read).toMatchObject({ judged: 4, supported: 3 });
    expect(read.problems.filter(({ line }) => line === 11).map(({ rule }) => rule)).toContain("claim-overclaimed");
  });

  test("a row of means over the data sets is one whatever its columns are, and a setting in a table is held against the code", async () => {
    const text = PAPER.replace(" & Dino & Moons", " & Baseline & Two-fold")
      .replace("Plain & 1.021 & 0.094", "Mean KL & 0.407 & 0.466")
      .replace("Two-fold & 0.871 & 0.089", "Steps & 10000 & 20000");
    const rows = [
      { at: 2, ...kl, on: "all", take: "mean" },
      { at: 3, setting: "num_train_steps" },
    ];
    const columns = [
      { at: 2, run: 0 },
      { at: 3, run: 1 },
    ];
    const model = answering([{ line: "T1", kind: "table", rows, columns }]);
    const read = await readClaims(conversingLab(model), paperWith(shelfWith(), text));
    expect(read).toMatchObject({ judged: 4, supported: 2, unread: 0 });
    expect(read.problems.map(({ line, rule }) => `${line} ${rule}`)).toEqual(
      expect.arrayContaining(["10 unsupported-number", "11 claim-contradicted"]),
    );
  });

  test("what stands twice may be read once, and what is of no line or is no JSON is counted as unread", async () => {
    const caption = "\\begin{figure}\\caption{Two branches reach 0.871 on dino}\\end{figure}\n";
    const text = PAPER.replace("\\begin{table}", `${caption}${caption}\\begin{table}`);
    const shelf = shelfWith();
    const reading = { ...ANSWER[0], line: "4", quote: "reach 0.871 on dino" };
    const odd = { line: { toString: 1, valueOf: 1 } };
    const lines = [odd, reading].map((entry) => JSON.stringify(entry)).join("\n");
    const broken = '{"line":"2","quote":"it is "0.136" there","kind":"value"}';
    const together = '{"line":"3","quote":"ahead","kind":"none"} {"line":"3","quote":"Whatever","kind":"none"}';
    const answer = `Here they are:\n${lines}\n${broken}\n{"line":"T1","kind":"ta\n${together}\n${END_MARK}`;
    const read = await readClaims(conversingLab(saying([answer])), paperWith(shelf, text));
    expect(read).toMatchObject({ judged: 2, unread: 3, uncheckable: 2 });
    expect([...shelf.kept.values()].flat()).toContainEqual(reading);
  });

  test("a file that is no LaTeX is not shown to the model, whatever takes it in", async () => {
    const model = answering(ANSWER);
    const paper = paperWith(shelfWith());
    const parts = [
      ...paper.parts,
      parseLatex("The password is 12345.", "../../.env"),
      parseLatex("It is so.", "b.tex"),
    ];
    await readClaims(conversingLab(model), { ...paper, parts });
    const asked = model.requests.flatMap(({ conversation }) => conversation.map(({ text }) => text)).join("\n");
    expect(asked).toContain("It is so.");
    expect(asked).not.toContain("12345");
  });

  test("an answer about other lines is sent back, and an empty one says that nothing is claimed", async () => {
    const model = saying([`{"line":"77","quote":"x","kind":"none"}\n${END_MARK}`, END_MARK]);
    const read = await readClaims(conversingLab(model), paperWith(shelfWith()));
    expect(model.requests).toHaveLength(2);
    expect(read.judged).toBe(0);
  });
});
