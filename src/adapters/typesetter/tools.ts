import { delimiter } from "node:path";
import { LATEXMK_GUARD } from "./latexmk-guard";

export type LatexTool = "latexmk" | "pdflatex" | "tectonic";
export type Command = { readonly file: string; readonly arguments: readonly string[] };

export const LATEX_TOOLS: readonly LatexTool[] = ["latexmk", "pdflatex", "tectonic"];

const PDFLATEX = ["-file-line-error", "-interaction=nonstopmode", "-synctex=1", "-no-shell-escape"];

/**
 * latexmk without anybody's configuration, which is Perl that would run, and with a guard before its shell. `-f` goes on after
 * an error, so that citations and references are there nevertheless; the problems in the log judge the result, not the exit
 * code. `-g` runs it always: latexmk takes a file of the same size and the same second for unchanged.
 */
export function latexmkCommand(name: string, output: string): Command {
  return {
    file: "latexmk",
    arguments: ["-norc", "-e", LATEXMK_GUARD, "-pdf", "-f", "-g", ...PDFLATEX, `-outdir=${output}`, asOperand(name)],
  };
}

/** latexmk reads the configuration of the folder that it is started in even to say its version. */
export function versionCommand(tool: LatexTool | "chktex"): Command {
  return { file: tool, arguments: tool === "latexmk" ? ["-norc", "--version"] : ["--version"] };
}

export function pdflatexCommand(name: string, output: string): Command {
  return { file: "pdflatex", arguments: [...PDFLATEX, `-output-directory=${output}`, asOperand(name)] };
}

/** Runs in the output folder; the source's own folder is on its search path. */
export function bibtexCommand(name: string): Command {
  return { file: "bibtex", arguments: [asOperand(jobName(name))] };
}

/** `--untrusted` refuses shell escape, whatever the document asks for. */
export function tectonicCommand(name: string, output: string): Command {
  return {
    file: "tectonic",
    arguments: [
      "-X",
      "compile",
      "--untrusted",
      "--keep-logs",
      "--keep-intermediates",
      "--synctex",
      "--outdir",
      output,
      asOperand(name),
    ],
  };
}

/** `paper.tex` makes `paper.pdf`. */
export function jobName(name: string): string {
  return name.replace(/\.tex$/, "");
}

/**
 * Log lines that are not broken, files written only into the output folder and no hidden files read; and without the
 * secrets of the one who asked.
 */
export function texEnvironment(from: NodeJS.ProcessEnv, sourceFolder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(from).filter(([name]) => !/KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/i.test(name));
  const paths = { BIBINPUTS: from.BIBINPUTS, BSTINPUTS: from.BSTINPUTS };
  const searched = Object.entries(paths).map(([name, value]) => [name, `${sourceFolder}${delimiter}${value ?? ""}`]);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(searched),
    max_print_line: "10000",
    error_line: "254",
    half_error_line: "238",
    openout_any: "p",
    openin_any: "r",
    shell_escape: "f",
  };
}

/** What to install, by platform. */
export function installInstruction(missing: "latex" | "chktex", platform: NodeJS.Platform): string {
  if (missing === "chktex")
    return platform === "linux"
      ? "For more hints on the LaTeX, install ChkTeX: sudo apt install chktex (Debian, Ubuntu) or your distribution's chktex."
      : "For more hints on the LaTeX, install ChkTeX: tlmgr install chktex.";
  const ways: Partial<Record<NodeJS.Platform, string>> = {
    darwin: "brew install --cask mactex-no-gui (or MacTeX from tug.org/mactex)",
    win32: "winget install MiKTeX.MiKTeX (or TeX Live from tug.org/texlive)",
    linux:
      "sudo apt install texlive-latex-extra texlive-science texlive-fonts-recommended latexmk chktex (Debian, Ubuntu; elsewhere TeX Live from your distribution)",
  };
  return `There is no LaTeX here, so no PDF can be made. Install it: ${ways[platform] ?? "TeX Live from tug.org/texlive"}. Then try again.`;
}

function asOperand(name: string): string {
  return name.startsWith("-") ? `./${name}` : name;
}
