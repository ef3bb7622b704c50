import { describe, expect, test } from "vitest";
import { experimentsOf } from "../../../../src/editor/models/experiments/experiments";
import { latexText, tableAsCsv, tableAsLatex } from "../../../../src/editor/models/experiments/export-table";
import { Run } from "../../../../src/research/run";
import { begun, board, l10n, measured, recordOf } from "../../a-board";

const runs = [
  measured(0, "Baseline", { sine_1: [1.0, 1.02, 0.98] }),
  measured(1, '50 % & a "half"', { sine_1: [0.5, 0.52, 0.48] }),
  Run.parse({
    ...{ number: 2, name: "=cmd()", description: "a,b\nc", commit: "c2", attempt: 1, seconds: 3 },
    outcome: { type: "invalid", reasons: ["It read x_test."], lastLines: "" },
  }),
];
const record = recordOf(...runs.map((run) => ({ type: "run-recorded" as const, run })));
const model = experimentsOf(l10n, board(begun({ record })), { pictures: {} });
const chosen = { rows: ["adaptive-steps/1", "adaptive-steps/0", "adaptive-steps/2"], metrics: ["sine_1\nloss"] };

describe("CSV", () => {
  const lines = tableAsCsv(model, chosen).split("\r\n");
  test("has a column for the mean, its interval, the seeds, the difference and the verdict", () => {
    expect(lines[0]).toBe(
      "idea,run,commit,change,state,reason,seconds,dollars,host,loss (sine_1) [nats],loss (sine_1) [nats] ± 95 %,loss (sine_1) [nats] seeds,loss (sine_1) [nats] difference,loss (sine_1) [nats] verdict",
    );
    expect(lines[1]).toMatch(
      /^Adaptive Steps,"50 % & a ""half""",0123456789abcdef,,measured,,14,,,0\.5,0\.0496\d+,3,-0\.5,better$/,
    );
  });
  test("keeps the order that was shown, quotes what needs it, and computes nothing when it is opened", () => {
    expect(lines[2]).toMatch(/^Adaptive Steps,Baseline,/);
    expect(lines.slice(3).join("\r\n")).toMatch(/^Adaptive Steps,'=cmd\(\),c2,"a,b\nc",invalid,/);
  });
});

describe("LaTeX", () => {
  test("is a booktabs table with intervals, the better number bold, and the reason under a run that does not count", () => {
    expect(tableAsLatex(model, chosen)).toBe(
      [
        "\\begin{tabular}{lrr}",
        "\\toprule",
        "Run & loss (sine\\_1) [nats] $\\downarrow$ & Time \\\\",
        "\\midrule",
        '50 \\% \\& a "half" & $\\mathbf{0.500 \\pm 0.050}$ & 14 s \\\\',
        "Baseline & $1.000 \\pm 0.050$ & 14 s \\\\",
        "=cmd()$^\\dagger$ & -- & 3 s \\\\",
        "\\bottomrule",
        "\\multicolumn{3}{l}{\\footnotesize $^\\dagger$ =cmd(): It read x\\_test.} \\\\",
        "\\end{tabular}",
        "",
      ].join("\n"),
    );
  });
  test("writes very small numbers with a power of ten", () => {
    const tiny = [measured(0, "Baseline", { sine_1: [1.5e-7] })];
    const small = experimentsOf(
      l10n,
      board(begun({ record: recordOf(...tiny.map((run) => ({ type: "run-recorded" as const, run }))) })),
      { pictures: {} },
    );
    const lines = tableAsLatex(small, { rows: ["adaptive-steps/0"], metrics: ["sine_1\nloss"] }).split("\n");
    expect(lines[4]).toBe("Baseline & $1.500 \\times 10^{-7}$ & 14 s \\\\");
  });
  test("prints any text as it is", () => {
    expect(latexText("a_b \\input{x} ~ ^ # $ % & { } < >")).toBe(
      "a\\_b \\textbackslash{}input\\{x\\} \\textasciitilde{} \\textasciicircum{} \\# \\$ \\% \\& \\{ \\} \\textless{} \\textgreater{}",
    );
  });
});
