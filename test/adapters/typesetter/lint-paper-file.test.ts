import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lintPaperFile } from "../../../src/adapters/typesetter/lint-paper-file";
import { Conventions } from "../../../src/research/conventions";
import { describeProblem } from "../../../src/research/problem";

test("a paper on disk is read with everything that it takes in, cites from and shows", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lint-"));
  try {
    await mkdir(join(folder, "latex/parts"), { recursive: true });
    await mkdir(join(folder, "figures"));
    await writeFile(join(folder, "loss.png"), "");
    await writeFile(join(folder, "figures/kl.pdf"), "");
    await writeFile(join(folder, "latex/refs.bib"), "@misc{known, title={T}}");
    await writeFile(join(folder, "latex/parts/a.tex"), "\\label{a}\\cite{known}\nRun 2 wins.");
    const body =
      "\\graphicspath{{../}}\\includegraphics{loss}\\includegraphics{figures/kl}\n\\ref{a}\\input{parts/a}\\bibliography{refs}\n\\includegraphics{figures/gone}";
    await writeFile(
      join(folder, "latex/p.tex"),
      `\\documentclass{article}\\begin{document}\n${body}\n\\end{document}\n`,
    );
    const { problems } = await lintPaperFile(join(folder, "latex/p.tex"), "latex/p.tex", Conventions.parse({}));
    expect(problems.map(describeProblem)).toEqual([
      "latex/p.tex:4: error: There is no picture “figures/gone”. (AI Scientist: missing-figure)",
      "latex/parts/a.tex:2: warning: “Run 2” means nothing to a reader. Say what was different in that run. (AI Scientist: run-number-in-prose)",
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.skipIf(process.platform === "win32")(
  "a device in the place of a part is not read, which would never end",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "lint-"));
    try {
      await symlink("/dev/zero", join(folder, "part.tex"));
      await writeFile(
        join(folder, "p.tex"),
        "\\documentclass{article}\\begin{document}\n\\input{part} a **bold** word\n\\end{document}\n",
      );
      const { problems } = await lintPaperFile(join(folder, "p.tex"), "p.tex", Conventions.parse({}));
      expect(problems.map(({ rule }) => rule)).toEqual(["markdown-remnant"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
