import type { Remedy, SetupItem } from "../../engine/setup";
import { typesetterOf } from "../open-lab";
import type { SetupDesk } from "./check-setup";
import { textAndFix } from "./text-and-fix";

/** LaTeX makes the PDF, ChkTeX looks for what a compiler lets pass. */
export async function latexItems({ folder, settings }: Pick<SetupDesk, "folder" | "settings">): Promise<SetupItem[]> {
  const { tool, checker, instruction } = await typesetterOf(folder, settings).available();
  const remedy = remedyFor(process.platform);
  const latex: SetupItem = tool
    ? { id: "latex", name: "LaTeX", state: "ok", value: tool, text: `LaTeX by ${tool}`, fix: "" }
    : { id: "latex", name: "LaTeX", state: "missing", value: "", ...textAndFix(instruction), remedy: remedy.latex };
  return settings["paper.chktex"] ? [latex, chktexItem(checker, remedy.chktex)] : [latex];
}

function chktexItem(checker: string | undefined, remedy: Remedy): SetupItem {
  const known = { id: "chktex", name: "ChkTeX" } as const;
  if (checker) return { ...known, state: "ok", value: checker, text: `ChkTeX (${checker})`, fix: "" };
  return {
    ...known,
    state: "warning",
    value: "",
    text: "ChkTeX was not found: its checks are left out.",
    fix: "Install the package chktex.",
    remedy,
  };
}

type LatexRemedies = { readonly latex: Remedy; readonly chktex: Remedy };

/** A line to type where the system has one way that nearly everybody goes, else where to read about it. */
function remedyFor(platform: NodeJS.Platform): LatexRemedies {
  const tlmgr: Remedy = { how: "type", line: "tlmgr install chktex" };
  if (platform === "darwin")
    return { latex: { how: "type", line: "brew install --cask mactex-no-gui" }, chktex: tlmgr };
  if (platform === "win32") return { latex: { how: "type", line: "winget install MiKTeX.MiKTeX" }, chktex: tlmgr };
  return {
    latex: {
      how: "type",
      line: "sudo apt install texlive-latex-extra texlive-science texlive-fonts-recommended latexmk chktex",
    },
    chktex: { how: "type", line: "sudo apt install chktex" },
  };
}
