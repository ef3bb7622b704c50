import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { carryOver } from "../../../src/engine/edits/carry-over";
import { normalText } from "../../../src/engine/edits/normal-text";
import { block } from "./answers";

describe("ends of line, byte order mark and final newline stay", () => {
  test.each([
    ["an answer with CRLF for a file with LF", "a\nb\nc\n", true, "a\nB\nB2\nc\n"],
    ["an answer with LF for a file with CRLF", "a\r\nb\r\nc\r\n", false, "a\r\nB\r\nB2\r\nc\r\n"],
    ["a byte order mark", "\uFEFFb\nc\n", false, "\uFEFFB\nB2\nc\n"],
    ["mixed ends of line", "a\r\nb\nc\r\n", false, "a\r\nB\nB2\nc\r\n"],
    ["no final newline", "a\nb", false, "a\nB\nB2"],
    ["no final newline, CRLF", "a\r\nb", false, "a\r\nB\r\nB2"],
    ["one line without an end", "b", false, "B\nB2"],
    [
      "lone carriage returns, form feeds and line separators",
      "a\rx\f\u2028\nb\nc\u0085\n",
      false,
      "a\rx\f\u2028\nB\nB2\nc\u0085\n",
    ],
  ])("%s", (_, before, carriage, after) => {
    const answer = block("a.txt", "b", "B\nB2");
    expect(applyEdits(carriage ? answer.replaceAll("\n", "\r\n") : answer, { "a.txt": before }).files).toEqual({
      "a.txt": after,
    });
  });

  test("a whole file keeps byte order mark and ends of line", () => {
    const before = "\uFEFFa\r\nb\r\nc";
    expect(applyEdits("a.txt\n```\na\nB\nc\n```\n", { "a.txt": before }).files).toEqual({
      "a.txt": "\uFEFFa\r\nB\r\nc",
    });
  });

  test("removing the last line of a file without final newline leaves none", () => {
    expect(applyEdits(block("a.txt", "b", ""), { "a.txt": "a\nb" }).files).toEqual({ "a.txt": "a" });
  });

  test("lines within a replacement that were there before keep their own end", () => {
    const answer = block("a.txt", "a\nb\nc", "a\nx\nb\nc");
    expect(applyEdits(answer, { "a.txt": "a\r\nb\nc\r\nd\n" }).files).toEqual({
      "a.txt": "a\r\nx\nb\nc\r\nd\n".replace("x\n", "x\r\n"),
    });
  });
});

/** A small repeatable generator (mulberry32) of numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = [
  "loss",
  "model",
  "self.x",
  "lr=0.1",
  "$$",
  "$&",
  "\\%",
  "99%",
  "\\\\",
  "for",
  "if",
  "{",
  "}",
  "“a”",
  "é",
  "#",
  "=====",
  "```",
  "..",
  "\t",
  "%",
];

function randomLine(random: () => number): string {
  if (random() < 0.15) return "";
  const indent = " ".repeat(4 * Math.floor(random() * 3));
  const count = 1 + Math.floor(random() * 5);
  return indent + Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");
}

describe("a random region, sent as a block, gives exactly the intended text or nothing", () => {
  test.each([
    ["a.py", "\n"],
    ["a.tex", "\n"],
    ["a.py", "\r\n"],
    ["a.txt", "\r\n"],
  ])("in %s with ends %j", (path, end) => {
    const random = randomFrom(path.length + end.length);
    let applied = 0;
    for (let round = 0; round < 1500; round++) {
      const lines = [...Array.from({ length: 2 + Math.floor(random() * 30) }, () => randomLine(random)), "last"];
      const start = Math.floor(random() * lines.length);
      const stop = Math.min(lines.length, start + 1 + Math.floor(random() * 6));
      const fresh = Array.from(
        { length: 1 + Math.floor(random() * 5) },
        (_, index) => `new ${round} ${index} ${randomLine(random)}`,
      );
      const close = random() < 0.8 ? end : "";
      const before = lines.join(end) + close;
      const after = [...lines.slice(0, start), ...fresh, ...lines.slice(stop)].join(end) + close;
      const result = applyEdits(block(path, lines.slice(start, stop).join("\n"), fresh.join("\n")), { [path]: before });
      if (result.failures.length || result.noops.length) expect(result.files).toEqual({});
      else expect(result.files).toEqual({ [path]: after });
      if (Object.keys(result.files).length) applied++;
    }
    expect(applied).toBeGreaterThan(1200);
  });

  test("also when the answer lost blanks at the ends of lines, its indentation, or its escapes", () => {
    const random = randomFrom(7);
    const harms = [
      (line: string) => line.trimEnd(),
      (line: string) => (line ? `    ${line}` : line),
      (line: string) => line.replace(/\\%/g, "%"),
    ];
    for (let round = 0; round < 1500; round++) {
      const lines = Array.from(
        { length: 12 },
        (_, index) => `${randomLine(random)} v${index}${random() < 0.3 ? "  " : ""}`,
      );
      const start = Math.floor(random() * 10);
      const harm = harms[round % 3]!;
      const search = lines.slice(start, start + 2).map(harm);
      const replace = [search[0]!, harm(`    fresh_${round} = 1`), search[1]!];
      const result = applyEdits(block("a.tex", search.join("\n"), replace.join("\n")), {
        "a.tex": `${lines.join("\n")}\n`,
      });
      if (result.failures.length) continue;
      const written = result.files["a.tex"]!.split("\n");
      expect(written.toSpliced(start + 1, 1)).toEqual([...lines, ""]);
      expect(written[start + 1]).toContain(`fresh_${round} = 1`);
    }
  });
});

const PIECES = [
  "99%",
  "99\\%",
  "a\\_b",
  "a_b",
  "“x”",
  '"x"',
  "it’s",
  "it's",
  "…",
  "...",
  "–",
  "-",
  "\u200b",
  "\u00a0",
  " ",
  "  ",
  "%",
  "\\\\",
  "\\&",
  "&",
  "$",
  "1",
  "word",
  "\t",
];

test("what is carried over from the file never changes what the replacement says", () => {
  const random = randomFrom(11);
  const text = () =>
    Array.from({ length: Math.floor(random() * 7) }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");
  const typeset = (line: string) =>
    line
      .replace(/(?<!\\)%/g, "\\%")
      .replace(/"(\w*)"/g, "“$1”")
      .replace(/'/g, "’")
      .replace(/\.\.\./g, "…");
  for (let round = 0; round < 20_000; round++) {
    const search = Array.from({ length: 1 + Math.floor(random() * 3) }, text);
    const theirs = search.map((line) => (random() < 0.7 ? typeset(line) : line) + (random() < 0.2 ? "  " : ""));
    if (search.some((line, index) => normalText(line, "latex") !== normalText(theirs[index]!, "latex"))) continue;
    const replace = search.flatMap((line) =>
      random() < 0.3 ? [] : random() < 0.5 ? [line] : [line.slice(0, 3) + text() + line.slice(-2), text()],
    );
    const carried = carryOver(theirs, search, replace, "latex");
    expect(carried.map((line) => normalText(line, "latex"))).toEqual(replace.map((line) => normalText(line, "latex")));
  }
});
