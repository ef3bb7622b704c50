import { describe, expect, test } from "vitest";
import { tradedPlaces } from "../../../src/latex/passage/moved-numbers";
import { type PassageRoom, refusals } from "../../../src/latex/passage/refusals";
import { translatedNumbers } from "../../../src/latex/passage/translated-numbers";

const room: PassageRoom = { evidence: false, labels: new Set(["fig:loss"]), keys: new Set(["kim2020"]) };
const before =
  "We \\emph{train} with $\\eta = 0.1$ \\citep{kim2020}. % checked\nIt falls to 0.52, see Fig.~\\ref{fig:loss}. It is quite good.";

const wide = (width: string) => `\\begin{minipage}{${width}\\textwidth}\nIt is so.\n\\end{minipage}`;
const table = (cells: string) => `It is so.\n\\begin{tabular}{ll}\n${cells} \\\\\n\\end{tabular}`;

describe("what an edit of the words may not touch", () => {
  test.each([
    ["$\\eta = 0.1$", "$\\eta = 0.2$", "The formula “$\\eta = 0.1$” became “$\\eta = 0.2$”. It has to stay as it is."],
    [
      "\\citep{kim2020}",
      "\\citep{lee2021}",
      "The citation “\\citep{kim2020}” became “\\citep{lee2021}”. It has to stay as it is.",
    ],
    [" \\citep{kim2020}", "", "The citation “\\citep{kim2020}” is missing. It has to stay as it is."],
    ["0.52", "0.53", "The number “0.52” became “0.53”. It has to stay as it is."],
    ["It is quite good.", "It is 12\\% better.", "The number “12\\%” was not in the passage. Leave it out."],
    [
      "\\ref{fig:loss}",
      "\\ref{fig:other}",
      "The reference “\\ref{fig:loss}” became “\\ref{fig:other}”. It has to stay as it is.",
    ],
    ["% checked", "% seen", "The comment “% checked” became “% seen”. It has to stay as it is."],
    ["\\emph{train}", "train", "The command “\\emph” is missing. It has to stay as it is."],
    ["quite good", "100% good", "The comment “% good.” was not in the passage. Leave it out."],
  ])("%s is not to become %j", (from, to, reason) => {
    const after = before.replace(from, () => to);
    for (const kind of ["polish", "grammar", "precise", "translate"] as const)
      expect(refusals(kind, before, after, room)).toContain(reason);
  });

  test("other words are free, in another language too", () => {
    const german =
      "Wir \\emph{trainieren} mit $\\eta = 0.1$ \\citep{kim2020}. % checked\nEr fällt auf 0.52, siehe Abb.~\\ref{fig:loss}. Das ist gut.";
    expect(refusals("translate", before, german, room)).toEqual([]);
    expect(refusals("polish", before, before.replace("It is quite good.", "This is good."), room)).toEqual([]);
  });

  test("shortening may drop a sentence with its numbers and formulas, but no citation", () => {
    const text = "One holds $a$ and 5 things. Two is cited \\citep{kim2020}. Three stays.";
    expect(refusals("shorten", text, "Two is cited \\citep{kim2020}. Three stays.", room)).toEqual([]);
    expect(refusals("shorten", text, "One holds $a$ and 5 things. Three stays.", room)).toEqual([
      "The citation “\\citep{kim2020}” is missing. It has to stay as it is.",
    ]);
  });

  test.each([
    ["The loss falls from 0.52 to 0.48 on dino.", "The loss drops from 0.48 to 0.52 on dino.", ["0.52", "0.48"]],
    ["It gains 3\\% on A and 5\\% on B.", "It gains 5\\% on A and 3\\% on B.", ["3\\%", "5\\%"]],
    ["It is $0.5 \\pm 0.1$ against $0.7$.", "It is $0.7$ against $0.5 \\pm 0.1$.", ["$0.5 \\pm 0.1$", "$0.7$"]],
    ["A, B and C have 1.1, 1.2 and 1.3.", "A, B and C have 1.2, 1.1 and 1.3.", ["1.1", "1.2"]],
  ])("%s is not to become %s", (from, to, [one, other]) => {
    for (const kind of ["polish", "grammar", "precise", "shorten"] as const)
      expect(refusals(kind, from, to, room)).toEqual([
        `The numbers “${one}” and “${other}” changed places. Each has to stay with its words.`,
      ]);
    expect(refusals("rewrite", from, to, { ...room, evidence: true })).not.toContainEqual(
      expect.stringContaining("changed places"),
    );
    expect(refusals("translate", from, to, room)).toEqual([
      `The numbers “${one}” and “${other}” changed places. Keep the measured values of a sentence in their order.`,
    ]);
  });

  test.each([
    // A name that stays goes with each; whole numbers may come in the order of the other language; sentences were joined.
    ["It is 0.52 on dino and 0.61 on moons.", "Auf moons sind es 0.61, auf dino 0.52."],
    ["We train over 5 seeds on each of 3 data sets.", "我们在3个数据集上各用5个种子训练。"],
    ["It falls to 0.52. Then it rises to 0.61.", "Nach 0.61, zu dem er steigt, fällt er auf 0.52."],
  ])("%s may become %s in a translation", (from, to) => {
    expect(refusals("translate", from, to, room)).toEqual([]);
  });

  test.each([
    [
      "It falls from 0.52 to 0.48 on dino.",
      "在 dino 上，它从 0.48 降到 0.52。",
      "The numbers “0.52” and “0.48” changed places. Keep the measured values of a sentence in their order.",
    ],
    [
      "The baseline needs 52 steps. Warm-up needs 47 steps.",
      "Die Baseline braucht 47 Schritte. Warm-up braucht 52 Schritte.",
      "The number “52” went to another sentence. Translate sentence for sentence.",
    ],
  ])("%s is not to become %s in a translation", (from, to, reason) => {
    expect(refusals("translate", from, to, room)).toEqual([reason]);
  });

  test("whole numbers in another order are for the reader of a translation to see", () => {
    const { wrong, doubtful } = translatedNumbers(
      "It has 10 layers and 20 heads.",
      "Es hat 20 Schichten und 10 Köpfe.",
    );
    expect(wrong).toEqual([]);
    expect(doubtful).toEqual(["“10” and “20” stand in another order: see that each is with its words."]);
  });

  test("in a text that is written anew two numbers trade places where each has the words of the other", () => {
    expect(tradedPlaces("It falls from 0.52 to 0.48 on dino.", "On dino it drops from 0.48 to 0.52.")).toEqual([
      "0.52",
      "0.48",
    ]);
    expect(tradedPlaces("A has 1.1 and B has 1.2.", "B reaches 1.2 while A stays at 1.1.")).toBeUndefined();
    expect(tradedPlaces("With 3 layers it reaches 0.9.", "We measure 0.9. The network has 3 layers.")).toBeUndefined();
  });

  test.each([
    ["On A it is 0.5, and on B it is 0.7.", "On B it is 0.7, while on A it is 0.5."],
    ["The baseline needs 52 steps. Warm-up needs 47 steps.", "Warm-up needs 47 steps. The baseline needs 52 steps."],
    ["It needs 5 seeds, 5 sets and 7 runs.", "It needs 5 seeds, 5 sets, and 7 runs."],
    ["With 3 layers it reaches 0.9 on A.", "On A, it reaches 0.9 with 3 layers."],
  ])("%s may become %s", (from, to) => {
    expect(refusals("polish", from, to, room)).toEqual([]);
  });

  test("a number that stands twice may go once", () => {
    const text = "One has 0.5 on A. Two has 0.7 on B. Three has 0.5 on C.";
    expect(refusals("shorten", text, "Two has 0.7 on B. Three has 0.5 on C.", room)).toEqual([]);
  });

  test("shortening changes no number", () => {
    expect(refusals("shorten", before, before.replace("0.52", "0.5"), room)).toEqual([
      "The number “0.52” became “0.5”. It has to stay as it is.",
    ]);
  });

  test("a text written from evidence may change its numbers and cite what the paper has, and nothing else", () => {
    const known = { ...room, evidence: true };
    expect(refusals("rewrite", before, before.replace("0.52", "0.61"), known)).toEqual([]);
    expect(refusals("rewrite", before, before.replace("0.52", "0.61"), room)).toHaveLength(1);
    expect(refusals("rewrite", before, before.replace("kim2020", "new2024"), known)).toEqual([
      "The citation “\\citep{kim2020}” became “\\citep{new2024}”. It has to stay as it is.",
    ]);
    expect(refusals("fix", before, `${before} \\input{secret}`, known)[0]).toMatch(/\\input/);
  });

  test.each([
    ["the digits of a name", "ResNet18 is used.", "ResNet50 is used."],
    ["a number behind a word of Chinese", "我们训练了5轮。", "我们训练了6轮。"],
    ["a true minus sign", "It changes by −0.5 here.", "It changes by 0.5 here."],
    ["the number of an item", "\\item[0.5] It is so.", "\\item[0.6] It is so."],
    ["the width of an environment", wide("0.4"), wide("0.5")],
    ["the cells of a table", table("0.1 & 0.2"), table("0.2 & 0.1")],
  ])("%s stay too", (_what, from, to) => {
    expect(refusals("polish", from, to, room)).not.toEqual([]);
    expect(refusals("polish", from, from.replace("is", "was"), room)).toEqual([]);
  });

  test("a number may stand right behind a word of Chinese, and a heading may be translated", () => {
    const text = "\\section{Method}\nWe train for 5 epochs.";
    expect(refusals("translate", text, "\\section{方法}\n我们训练了5轮。", room)).toEqual([]);
  });

  test("mending without results changes no number of a table", () => {
    expect(refusals("fix", table("0.1 & 0.2"), table("0.1 & 0.3"), room)).toEqual([
      "The number “0.2” became “0.3”. It has to stay as it is.",
    ]);
  });

  test("a sign of TeX that lost its backslash is refused, and one that gets it is not", () => {
    expect(refusals("polish", "The R\\&D is is here.", "The R&D is here.", room)).toEqual([
      "The sign of TeX “&” was not in the passage. Put a backslash before it.",
    ]);
    expect(refusals("grammar", "The run_2 is is here.", "The run\\_2 is here.", room)).toEqual([]);
  });

  test("mending a finding makes no command read another file", () => {
    const known = { ...room, evidence: true };
    expect(refusals("fix", "\\input{part} It is.", "\\input{/etc/passwd} It is.", known)).not.toEqual([]);
    expect(refusals("fix", "It is.", "It is. \\lstinputlisting{/etc/passwd}", known)).not.toEqual([]);
  });

  test("a brace that was lost is told once, and one that was missing before is nobody's fault", () => {
    expect(refusals("polish", "An \\emph{old} thing.", "An \\emph{old thing.", room)).not.toEqual([]);
    expect(refusals("polish", "A brace { is open.", "A brace { is still open.", room)).toEqual([]);
  });
});
