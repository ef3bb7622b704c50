import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, describe, expect, test } from "vitest";
import { lintPaperFile } from "../../src/adapters/typesetter/lint-paper-file";
import recorder from "../../src/engine/stages/record-figures.py";
import { Conventions } from "../../src/research/conventions";
import { faultsOfDrawing } from "../../src/research/figure-faults";
import { FIGURE_RECORD, figuresInRecord } from "../../src/research/figure-record";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function aStudy(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "figures-")));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const PYTHON = process.env.AI_SCIENTIST_PYTHON ?? "python3";
const run = (folder: string, args: readonly string[]) =>
  execa(PYTHON, args, { cwd: folder, reject: false, env: { MPLBACKEND: "Agg", OMP_NUM_THREADS: "1" } });
const recorded = (folder: string, script = "plot.py") => run(folder, ["-c", recorder, script]);

const GOOD = `
import json
import matplotlib.pyplot as plt
info = json.load(open("run_0/final_info.json"))
figure, axes = plt.subplots(figsize=(5.5, 3))
axes.plot([1, 2, 3], [3, 2, 1], color="#0072B2", label="Baseline")
axes.plot([1, 2, 3], [3, 1.5, 0.5], color="#D55E00", label="Cosine schedule")
axes.set(xlabel="Training step", ylabel="Loss (nats)")
axes.legend()
figure.savefig("loss.png", dpi=100)
`;
const INFO = '{"sine": {"means": {"mse": 1.0}}}';

async function faultsOf(plotPy: string) {
  const folder = aStudy({ "plot.py": plotPy, "run_0/final_info.json": INFO });
  const { exitCode, stderr } = await recorded(folder);
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  const figures = figuresInRecord(readFileSync(join(folder, FIGURE_RECORD), "utf8"));
  return figures.flatMap((figure) => faultsOfDrawing(figure).map(({ rule, message }) => `${rule}: ${message}`));
}

const edited = (...swaps: readonly (readonly [string, string])[]) =>
  swaps.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, GOOD);

describe("what is found in a figure that was drawn", () => {
  test("nothing in a good one", async () => {
    expect(await faultsOf(GOOD)).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    [
      "nothing drawn",
      edited(
        ['axes.plot([1, 2, 3], [3, 2, 1], color="#0072B2", label="Baseline")', ""],
        ['axes.plot([1, 2, 3], [3, 1.5, 0.5], color="#D55E00", label="Cosine schedule")', ""],
        ["axes.legend()", ""],
      ),
      /^figure-blank: Nothing is drawn in it/,
    ],
    [
      "a panel that stays empty",
      edited(["axes = plt.subplots(", "(axes, spare) = plt.subplots(1, 2, "]),
      /^figure-panel-empty: The panel is empty/,
    ],
    [
      "an axis without a name",
      edited([', ylabel="Loss (nats)"', ""]),
      /^figure-axis-unnamed: The vertical axis has numbers and no name/,
    ],
    [
      "no legend",
      edited(["axes.legend()", ""]),
      /^figure-no-legend: “Baseline” and “Cosine schedule” are drawn with names that no legend shows/,
    ],
    [
      "two lines that nobody named",
      edited([', label="Baseline"', ""], [', label="Cosine schedule"', ""], ["axes.legend()", ""]),
      /^figure-no-legend: 2 kinds of lines/,
    ],
    ["a run's number", edited(["Cosine schedule", "run_1"]), /^figure-run-number: “run_1” stands in the legend/],
    [
      "no numbers",
      edited(["[3, 2, 1]", '[3, float("nan"), 1]']),
      /^figure-not-finite: 1 of 3 values of “Baseline” is NaN/,
    ],
    [
      "nothing in view",
      edited(
        [
          "axes.legend()",
          'axes.legend(); axes.set_ylim(0, 0.9); axes.plot([1, 2, 3], [5, 5, 5], color="k", label="Wide")',
        ],
        ['color="#0072B2"', 'color="#0072B2", marker="o"'],
      ),
      /^figure-out-of-view: Nothing of “(Baseline|Wide)”/,
    ],
    [
      "a run's number at the ticks",
      edited(["axes.legend()", 'axes.legend(); axes.set_xticks([1, 2, 3], ["run_0", "run_1", "run_2"])']),
      /^figure-run-number: “run_0”, “run_1” and “run_2” stand in the axes/,
    ],
    [
      "bars that are no numbers",
      edited(["axes.legend()", 'axes.legend(); axes.bar([1, 2], [float("nan"), 1], color="k", label="Wide")']),
      /^figure-not-finite: 1 of 2 values of “Wide” is NaN/,
    ],
    [
      "the same colour twice",
      edited(["#D55E00", "#0072B2"]),
      /^figure-colours: “Baseline” and “Cosine schedule” look the same/,
    ],
    [
      "colours that some cannot tell apart",
      edited(["#0072B2", "#d62728"], ["#D55E00", "#2ca02c"]),
      /^figure-colours: .*colour-blind/,
    ],
  ])("%s", async (_, plotPy, says) => {
    const found = await faultsOf(plotPy);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toMatch(says);
  });

  test("what is no fault: words at the ticks, a shared axis named once, a grid's spare panel, a picture, curves of one look", async () => {
    const plotPy = `
import numpy as np, matplotlib.pyplot as plt
figure, axes = plt.subplots(2, 2, figsize=(6, 4), sharex=True)
for panel in axes[0]:
    panel.bar(["A", "B"], [1, 2], color=["#0072B2", "#D55E00"])
axes[0, 0].set_ylabel("Accuracy")
for seed in range(3):
    axes[1, 0].plot([0, 1, 2], np.random.rand(3), color="k")
axes[1, 0].axhline(0.5, linestyle=":")
axes[1, 0].set_ylabel("Loss")
axes[1, 1].axis("off")
figure.savefig("a.png")
plt.figure()
plt.imshow(np.random.rand(8, 8, 3)); plt.axis("off")
plt.savefig("b")
figure, left = plt.subplots()
left.errorbar([1, 2], [3, 4], yerr=[0.1, 0.2], label="Mean")
left.set(xlabel="Runs", ylabel="Loss")
image = plt.figure().add_subplot().imshow(np.random.rand(4, 4))
plt.xlabel("key"); plt.ylabel("query"); plt.colorbar(image, label="Attention")
plt.savefig("c.png")
figure.savefig("d.pdf")
figure, (boxes, log, bars) = plt.subplots(1, 3, figsize=(9, 3))
boxes.boxplot([np.random.randn(50), np.random.randn(50) * 3])
boxes.set(xticks=[1, 2], xticklabels=["Layer 1", "Layer 2"], ylabel="Norm")
log.loglog([1, 10, 100], [1, 0.1, 0.01]); log.set(xlabel="Step", ylabel="Loss")
bars.barh(["Adam", "SGD"], [1, 2]); bars.set_xlabel("Time (s)")
figure.savefig("e.png")
`;
    expect(await faultsOf(plotPy)).toEqual([]);
  });
});

describe("a script that is run by the recorder", () => {
  const scripts: Readonly<Record<string, string>> = {
    "good.py": "import sys, os\nprint(sys.argv, __name__, __file__, os.getcwd(), sys.path[0], sorted(globals()))\n",
    "syntax.py": "def f(:\n",
    "leaves.py": 'raise SystemExit("No run has results.")\n',
    "code.py": "import sys\nsys.exit(7)\n",
    "crash.py":
      'import json\ndef read():\n    try:\n        json.loads("{")\n    except ValueError as error:\n        raise KeyError("x") from error\nread()\n',
    "chain.py":
      "def tried(left):\n    if left == 0:\n        raise ValueError(0)\n    try:\n        tried(left - 1)\n    except Exception as error:\n        raise RuntimeError(left) from error\ntried(40)\n",
    "save.py":
      'import matplotlib.pyplot as plt\ntry:\n    plt.figure().savefig("no/such/folder.png")\nexcept OSError as error:\n    raise RuntimeError("not saved") from error\n',
    "latin.py":
      "# -*- coding: latin-1 -*-\nimport pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))) is A)\n",
  };
  const folder = aStudy(scripts);
  test.each([...Object.keys(scripts), "missing.py"])("does as it does by itself: %s", async (script) => {
    const alone = await run(folder, [script]);
    const under = await recorded(folder, script);
    expect({ code: under.exitCode, out: under.stdout, err: under.stderr }).toEqual({
      code: alone.exitCode,
      out: alone.stdout,
      err: alone.stderr,
    });
  });
});

test("in a paper: letters too small for the room, data that changed since, a picture that is shown under two names", async () => {
  const folder = aStudy({
    "plot.py": `${GOOD}\nfigure.savefig("again.png", dpi=100)\n`,
    "run_0/final_info.json": INFO,
    "latex/paper.tex": String.raw`\documentclass{article}
\usepackage{neurips_2024}
\graphicspath{{../}}
\begin{document}
\includegraphics[width=\textwidth]{loss.png}
\includegraphics[width=0.4\textwidth]{loss.png}
\includegraphics[width=\textwidth]{again.png}
\end{document}
`,
  });
  await recorded(folder);
  const lint = async () =>
    (await lintPaperFile(join(folder, "latex/paper.tex"), "paper.tex", Conventions.parse({}))).problems
      .filter(({ rule }) => /^figure-(?!used)|outdated/.test(rule))
      .map(({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`);
  const before = await lint();
  expect(before).toEqual([
    "6:39 figure-small-print “loss.png”: Its smallest text (“Training step”) is printed at 4.0 pt, too small to read. It is 5.5 in wide and takes 2.2 in here: draw it for that width (figsize), with larger letters, or give it more room.",
    "7:36 figure-same-picture “again.png”: It is the same picture as “loss.png”. Show it once, or draw what was meant to be here.",
  ]);
  writeFileSync(join(folder, "run_0/final_info.json"), INFO.replace("1.0", "0.9"));
  const after = await lint();
  expect(after.filter((one) => one.includes("outdated-figure"))[0]).toBe(
    "5:36 outdated-figure “loss.png”: It was drawn before run_0/final_info.json changed. Run plot.py again, so that it shows the results as they are.",
  );
  expect(after).toHaveLength(5);
});
