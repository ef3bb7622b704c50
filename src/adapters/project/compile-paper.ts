import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { PAPER_SOURCE } from "../../engine/paper-source";
import type { OnWait } from "../../engine/ports/typesetter";
import type { Compiled } from "../../engine/project";
import { pageLimitProblems } from "../../latex/page-limit";
import { typesetterOf } from "../open-lab";
import { type Desk, ideaFolder, worktreeFolder } from "./desk";

/** Compiles the idea's paper as it stands in the worktree, by hand edits included. */
export async function compilePaper(desk: Desk, slug: string, signal: AbortSignal, onWait?: OnWait): Promise<Compiled> {
  const worktree = worktreeFolder(desk.folder, slug);
  const typesetter = typesetterOf(worktree, desk.settings);
  const { pdf, places, pages, problems } = await typesetter.compile(PAPER_SOURCE, signal, onWait);
  const checked = await typesetter.check(PAPER_SOURCE, signal);
  const long = pageLimitProblems(PAPER_SOURCE, pages, desk.settings["paper.pageLimit"]);
  const path = pdf && join(worktree, pdf);
  const publish = async (name: string, made: string) =>
    writeFileAtomic(join(ideaFolder(desk.folder, slug), name), await readFile(join(worktree, made)));
  // The places first: who watches the PDF finds them new already.
  if (places) await publish("paper.synctex.gz", places);
  if (pdf) await publish("paper.pdf", pdf);
  return { pdf: path, pages, problems: [...problems, ...long, ...checked] };
}
