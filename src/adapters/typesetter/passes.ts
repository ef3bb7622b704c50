import { readFile, rm } from "node:fs/promises";
import { relative } from "node:path";
import { wantsAnotherPass } from "../../latex/compile-log";
import { besideLog, type Job, logOf, logText } from "./job";
import { keptPdf } from "./kept-pdf";
import { suitsLatexmk } from "./latexmk-guard";
import { runTool, type ToolEnd, type ToolLimits } from "./run-tool";
import {
  bibtexCommand,
  type LatexTool,
  latexmkCommand,
  pdflatexCommand,
  tectonicCommand,
  texEnvironment,
} from "./tools";

/** Runs one of the tools until the PDF stands still. */
export async function typesetWith(tool: LatexTool, job: Job, seconds: number, signal: AbortSignal): Promise<ToolEnd> {
  const { name, folder, output } = job;
  const log = logOf(job);
  const limits: ToolLimits = { cwd: folder, env: texEnvironment(process.env, folder), seconds, signal, log };
  const target = relative(folder, output);
  const kept = await keptPdf(job);
  const end =
    tool === "latexmk" && suitsLatexmk(name)
      ? await runTool(latexmkCommand(name, target), limits)
      : tool === "tectonic"
        ? await runTool(tectonicCommand(name, target), limits)
        : await pdflatexPasses(job, target, limits);
  // What was cut off may have left torn files, which would spoil the next run.
  if (end.type === "ended") await kept.forget();
  else {
    for (const ending of ["aux", "bbl", "fdb_latexmk", "out", "toc"]) await rm(besideLog(job, ending), { force: true });
    await kept.giveBack();
  }
  return end;
}

/** LaTeX, BibTeX, and LaTeX again until the references stand still; the time limit holds for all of it. */
async function pdflatexPasses(job: Job, target: string, limits: ToolLimits): Promise<ToolEnd> {
  const started = performance.now();
  const left = () => ({ ...limits, seconds: Math.max(1, limits.seconds - (performance.now() - started) / 1000) });
  const once = () => runTool(pdflatexCommand(job.name, target), left());
  let end = await once();
  const aux = await readFile(besideLog(job, "aux"), "utf8").catch(() => "");
  if (end.type === "ended" && aux.includes("\\bibdata")) {
    const cited = await runTool(bibtexCommand(job.name), { ...left(), cwd: job.output });
    if (cited.type !== "ended" && cited.type !== "missing") return cited;
    end = await once();
  }
  for (let pass = 0; pass < 3 && end.type === "ended"; pass++) {
    if (pass > 0 && !wantsAnotherPass(await logText(job))) break;
    end = await once();
  }
  return end;
}
