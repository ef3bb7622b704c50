import { delimiter } from "node:path";
import { expect, test } from "vitest";
import { LATEXMK_GUARD, suitsLatexmk } from "../../../src/adapters/typesetter/latexmk-guard";
import {
  bibtexCommand,
  installInstruction,
  latexmkCommand,
  pdflatexCommand,
  tectonicCommand,
  texEnvironment,
  versionCommand,
} from "../../../src/adapters/typesetter/tools";

test("latexmk runs nobody's configuration, never waits for a person and runs no programs for the paper", () => {
  const { file, arguments: given } = latexmkCommand("my paper.tex", "../.typeset/latex");
  expect([file, ...given].filter((one) => one !== LATEXMK_GUARD).join(" ")).toBe(
    "latexmk -norc -e -pdf -f -g -file-line-error -interaction=nonstopmode -synctex=1 -no-shell-escape -outdir=../.typeset/latex my paper.tex",
  );
});

test("to find out whether latexmk is there, nobody's configuration runs either", () => {
  expect(versionCommand("latexmk")).toEqual({ file: "latexmk", arguments: ["-norc", "--version"] });
  expect(versionCommand("chktex")).toEqual({ file: "chktex", arguments: ["--version"] });
});

test("latexmk stands behind a guard, and never gets a source whose name a shell would run", () => {
  expect(latexmkCommand("paper.tex", "out").arguments.slice(0, 3)).toEqual(["-norc", "-e", LATEXMK_GUARD]);
  expect(["my paper (2).tex", "论文-1_b.tex", "it's.tex", "a&b.tex"].every(suitsLatexmk)).toBe(true);
  expect(["`id`.tex", "$(id).tex", 'a";id;".tex', "a\\b.tex", "50%.tex"].some(suitsLatexmk)).toBe(false);
});

test("a name that looks like an option is no option", () => {
  expect(pdflatexCommand("-shell-escape.tex", "out").arguments.at(-1)).toBe("./-shell-escape.tex");
  expect(bibtexCommand("paper.tex")).toEqual({ file: "bibtex", arguments: ["paper"] });
  expect(tectonicCommand("p.tex", "out").arguments).toContain("--untrusted");
});

test("TeX gets unbroken log lines, its limits and the source's folder, and none of our secrets", () => {
  const environment = texEnvironment(
    { PATH: "/bin", OPENAI_API_KEY: "k", HF_TOKEN: "t", BIBINPUTS: "/bibs" },
    "/work tree",
  );
  expect(environment).toEqual({
    PATH: "/bin",
    BIBINPUTS: `/work tree${delimiter}/bibs`,
    BSTINPUTS: `/work tree${delimiter}`,
    max_print_line: "10000",
    error_line: "254",
    half_error_line: "238",
    openout_any: "p",
    openin_any: "r",
    shell_escape: "f",
  });
});

test("each platform is told what it can type", () => {
  expect(installInstruction("latex", "darwin")).toContain("brew install --cask mactex-no-gui");
  expect(installInstruction("latex", "win32")).toContain("winget install MiKTeX.MiKTeX");
  expect(installInstruction("latex", "linux")).toContain("sudo apt install texlive-latex-extra");
  expect(installInstruction("latex", "freebsd")).toContain("TeX Live from tug.org/texlive");
  expect(installInstruction("chktex", "linux")).toContain("apt install chktex");
});
