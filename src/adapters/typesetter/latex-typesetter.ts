import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Typesetter } from "../../engine/ports/typesetter";
import { checkWithChktex, hasTool } from "./check-latex";
import { inTurn } from "./in-turn";
import { besideLog, jobFor, prepare } from "./job";
import { typesetWith } from "./passes";
import { failed, resultOf } from "./result";
import { installInstruction, LATEX_TOOLS, type LatexTool } from "./tools";
import { whileAlone } from "./while-alone";

export type TypesetterOptions = {
  /** Absolute path of the idea's worktree. */
  readonly directory: string;
  readonly tool?: "auto" | LatexTool;
  readonly chktex?: boolean;
  readonly timeLimitSeconds?: number;
  /** Where the output goes, relative to the worktree. Git never sees it. */
  readonly output?: string;
};

/** Typesets with the LaTeX that is installed: latexmk, else pdflatex and bibtex, else tectonic. */
export function openTypesetter(options: TypesetterOptions): Typesetter {
  const { directory, tool = "auto", chktex = true, timeLimitSeconds = 300, output = ".typeset" } = options;
  const candidates = tool === "auto" ? LATEX_TOOLS : [tool];
  return {
    async available() {
      const found = await firstAvailable(candidates);
      const checker = chktex && (await hasTool("chktex")) ? "chktex" : undefined;
      const missing =
        found === undefined ? ("latex" as const) : chktex && checker === undefined ? ("chktex" as const) : undefined;
      return { tool: found, checker, instruction: missing ? installInstruction(missing, process.platform) : "" };
    },
    async compile(source, signal, onWait) {
      return inTurn(join(directory, output, source), signal, async () => {
        const job = await jobFor(source, directory, output);
        if (job === undefined) return failed(source, "missing-source", `There is no file ${source} to typeset.`);
        const found = await firstAvailable(candidates);
        if (found === undefined) return failed(source, "no-latex", installInstruction("latex", process.platform));
        const work = async () => {
          const warnings = await prepare(job, directory, output);
          const end = await typesetWith(found, job, timeLimitSeconds, signal);
          signal.throwIfAborted();
          return resultOf(job, end, warnings, directory, timeLimitSeconds);
        };
        return whileAlone(besideLog(job, "lock"), timeLimitSeconds + 30, signal, work, onWait);
      });
    },
    async check(source, signal) {
      if (!chktex) return [];
      const text = await readFile(join(directory, source), "utf8").catch(() => undefined);
      return text === undefined ? [] : checkWithChktex(text, source, signal);
    },
  };
}

async function firstAvailable(tools: readonly LatexTool[]): Promise<LatexTool | undefined> {
  for (const tool of tools) if (await hasTool(tool)) return tool;
  return undefined;
}
