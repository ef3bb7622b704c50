import { lstat, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ErrorCodes, ProtocolRequestType, ResponseError } from "vscode-languageserver-protocol";
import { RESULTS_TEX_HEAD, resultsTex } from "../claims/result-macros";
import { inputsNamedIn } from "../latex/paper";
import type { ReadPaper } from "./open-papers";
import { textOnDisk } from "./paper-files";

export const RESULTS_TEX = "results.tex";

/** `aiScientist/writeResults`: writes the macros of a paper's results beside it, and says where and whether the paper takes them in. */
export type WrittenResults = { readonly path: string; readonly isTakenIn: boolean };
export const WriteResultsRequest = {
  type: new ProtocolRequestType<{ readonly uri: string }, WrittenResults, void, void, void>("aiScientist/writeResults"),
};

/** Writes the file, unless somebody else wrote one of that name. */
export async function writeResultsTex(paper: ReadPaper | undefined): Promise<WrittenResults> {
  if (!paper?.results)
    throw refusal("There are no results beside this paper: no run_*/final_info.json that holds a number.");
  const path = pathBeside(paper);
  const before = await textBefore(path);
  if (before !== undefined && !before.startsWith(RESULTS_TEX_HEAD))
    throw refusal(`${path} is there already and is somebody’s own: rename it first.`);
  await put(path, resultsTex(paper.results.library.evidence), before);
  return { path, isTakenIn: takesIn(paper) };
}

/** Writes the file anew where it is ours, or where the paper takes it in and it is not there yet. Whether anything was written. */
export async function renewResultsTex(paper: ReadPaper): Promise<boolean> {
  if (!paper.results || !takesIn(paper)) return false;
  const path = pathBeside(paper);
  const before = await textBefore(path);
  if (before !== undefined && !before.startsWith(RESULTS_TEX_HEAD)) return false;
  return put(path, resultsTex(paper.results.library.evidence), before);
}

export function takesIn({ paper }: ReadPaper): boolean {
  return paper.parts.some((part) => inputsNamedIn(part).includes(RESULTS_TEX));
}

function pathBeside({ path }: ReadPaper): string {
  return join(dirname(path), RESULTS_TEX);
}

/** Undefined where there is none; of what is no ordinary file, or cannot be read, nothing is ours. */
async function textBefore(path: string): Promise<string | undefined> {
  const there = await lstat(path).catch(() => undefined);
  return there && ((await textOnDisk(path)) ?? "");
}

/** Whole or not at all: LaTeX may be reading it. */
async function put(path: string, text: string, before: string | undefined): Promise<boolean> {
  if (text === before) return false;
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, text);
  await rename(fresh, path);
  return true;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, message);
}
