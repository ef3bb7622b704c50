import * as vscode from "vscode";
import type { ToPaper } from "../webview/contract/paper";
import type { Paper } from "./meant-paper";
import type { Papers } from "./papers";
import type { SourcePlaces } from "./source-places";

/** How a PDF stands to its source. A failure counts until there is a newer PDF, whoever made it. */
export async function pdfState(
  paper: Paper,
  papers: Papers,
  places: SourcePlaces,
): Promise<Extract<ToPaper, { type: "state" }>["state"]> {
  const { compiling, waiting, failedAt } = papers.standOf(paper);
  if (compiling) return waiting ? "waiting" : "compiling";
  if (failedAt !== undefined && !((await changedAt(paper.pdf)) > failedAt)) return "failed";
  const isOld = await places.isOutOfDate((file, text) => papers.isMadeOf(paper, file, text));
  return isOld ? "out-of-date" : "current";
}

async function changedAt(file: string): Promise<number> {
  return vscode.workspace.fs.stat(vscode.Uri.file(file)).then(
    ({ mtime }) => mtime,
    () => 0,
  );
}
