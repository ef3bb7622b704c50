import { describe, expect, test } from "vitest";
import { alignedSentences, withOldLayout } from "../../../src/latex/passage/align";
import { piecesOf } from "../../../src/latex/passage/sentences";
import { wordDiff } from "../../../src/latex/passage/word-diff";
import { workOf } from "../../work-of";
import { mutated, numbersFrom } from "../mutations";
import { RIGHT_PAPER } from "../paper";

const sentences = (text: string) =>
  piecesOf(text)
    .filter(({ kind }) => kind === "sentence")
    .map(({ start, end }) => text.slice(start, end).trim());

describe("the sentences of LaTeX prose", () => {
  test("abbreviations, initials, decimals and citations end none", () => {
    expect(
      sentences("We follow J. Smith et al. (2020), e.g. in Fig.~3. It ends at 3.5\\%. \\citet{kim2020} agree."),
    ).toEqual(["We follow J. Smith et al. (2020), e.g. in Fig.~3.", "It ends at 3.5\\%.", "\\citet{kim2020} agree."]);
  });

  test("maths, footnotes and groups are never cut, and a displayed formula is part of its sentence", () => {
    const display =
      "The loss is\n\\begin{equation}\n  L = a. B\n\\end{equation}\nwhere $a. B$ is given.\\footnote{One. Two.}";
    expect(sentences(`${display} \\textbf{Three. Four.} Five.`)).toEqual([display, "\\textbf{Three. Four.}", "Five."]);
  });

  test("headings, figures, comments and the ends of environments are pieces of their own", () => {
    const text =
      "\\section{Results. All}\n\\label{sec:r}\nOne. % not. Two\nTwo.\n\\begin{figure}\n\\caption{A. B.}\n\\end{figure}\n% Alone.\n\\begin{itemize}\n\\item Three. Four.\n\\end{itemize}";
    expect(sentences(text)).toEqual(["One. % not. Two", "Two.", "\\item Three.", "Four."]);
    expect(
      piecesOf(text)
        .map(({ start, end }) => text.slice(start, end))
        .join(""),
    ).toBe(text);
  });

  test("Chinese sentences end without a blank", () => {
    expect(sentences("我们训练了模型。损失下降到 $0.5$！为什么？")).toEqual([
      "我们训练了模型。",
      "损失下降到 $0.5$！",
      "为什么？",
    ]);
  });
});

describe("old and new sentences side by side", () => {
  const changes = (before: string, after: string) =>
    alignedSentences(before, after).filter((one) => one.before !== one.after);

  test("each changed sentence is one replacement, and what stays is none", () => {
    expect(changes("We we train. It works. The end is is near.", "We train. It works. The end is near.")).toEqual([
      { before: "We we train. ", after: "We train. " },
      { before: "The end is is near.", after: "The end is near." },
    ]);
  });

  test("a dropped sentence becomes nothing, a split one is one change, and so are two that were joined", () => {
    expect(changes("The model is small. It is also quite fast. We stop.", "The model is small. We stop.")).toEqual([
      { before: "It is also quite fast. ", after: "" },
    ]);
    const long = "The model, which is small, trains for ten hours on one machine. ";
    const short = "The model is small. It trains for ten hours on one machine. ";
    expect(changes(`First. ${long}B.`, `First. ${short}B.`)).toEqual([{ before: long, after: short }]);
    expect(changes(`First. ${short}B.`, `First. ${long}B.`)).toEqual([{ before: short, after: long }]);
  });

  test("a translation pairs the sentences in their order", () => {
    expect(changes("We train a model. It works well.", "我们训练一个模型。它效果很好。")).toEqual([
      { before: "We train a model. ", after: "我们训练一个模型。" },
      { before: "It works well.", after: "它效果很好。" },
    ]);
  });

  test("another wrapping of the lines is no change", () => {
    const before = "One sentence that\nis wrapped. Another\none here.\n";
    expect(withOldLayout(before, "One sentence that is wrapped.\nAnother one\nhere.")).toBe(before);
    expect(withOldLayout("One is is\nhere.\nTwo.\n", "One is here. Two.")).toBe("One is here.\nTwo.\n");
    const [inside, behind] = ["We we train % note\nit. It ends.", "We train it. % note\nIt ends."];
    expect(withOldLayout(inside, behind)).toBe(behind);
    expect(withOldLayout("It is so.", "It is so. It is not more.")).toBe("It is so. It is not more.");
  });

  test("3,000 mutated papers: all of one side is the old text byte for byte, all of the other the new one", () => {
    const random = numbersFrom(52);
    for (let round = 0; round < 3000; round++) {
      const [at, size] = [Math.floor(random() * RIGHT_PAPER.length), 200 + Math.floor(random() * 1200)];
      const passage = RIGHT_PAPER.slice(at, at + size);
      const before = round % 2 ? passage : mutated(passage, random);
      const after = mutated(before, random);
      const replacements = alignedSentences(before, after);
      expect(replacements.map((one) => one.before).join("")).toBe(before);
      expect(replacements.map((one) => one.after).join("")).toBe(after);
      for (const one of replacements) {
        const words = wordDiff(one.before, one.after);
        const side = (without: string) =>
          words
            .filter(({ type }) => type !== without)
            .map(({ text }) => text)
            .join("");
        expect(side("added")).toBe(one.before);
        expect(side("removed")).toBe(one.after);
      }
    }
  });

  test.each(["{", "$", "a. ", ".", "% x\n", "\\item A. ", " ", "\n", ".\\footnote{", "。", "\\begin{a}", "A"])(
    "20,000 times %j is cut in linear time",
    (shard) => {
      const text = shard.repeat(20_000);
      let pieces: ReturnType<typeof piecesOf> = [];
      expect(workOf(() => void (pieces = piecesOf(text)))).toBeLessThan(2000);
      expect(pieces.map((piece) => text.slice(piece.start, piece.end)).join("")).toBe(text);
    },
  );
});

test("a diff of words shows what goes before what comes, and single characters of Chinese", () => {
  expect(wordDiff("The loss loss falls fast.", "The loss falls quickly.")).toEqual([
    { type: "same", text: "The loss " },
    { type: "removed", text: "loss " },
    { type: "same", text: "falls " },
    { type: "removed", text: "fast" },
    { type: "added", text: "quickly" },
    { type: "same", text: "." },
  ]);
  expect(wordDiff("模型小", "模型大")).toEqual([
    { type: "same", text: "模型" },
    { type: "removed", text: "小" },
    { type: "added", text: "大" },
  ]);
});
