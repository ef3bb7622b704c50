import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { projectAbove, verifyPaper } from "../adapters/project/verify-paper";
import { userCache } from "../adapters/user-cache";
import type { CheckedCitation } from "../research/citation-check";
import { wordsOfCheck } from "../research/citation-words";
import { type CommonOptions, printJson, say, settingsFor, type Terminal, wipeLine } from "./context";
import { Exit, UsageError } from "./exit-code";

/** Whether what a paper cites is there, by the services that the settings name. A reference that is nowhere, or wrong: exit 1. */
export async function verifyReferences(
  terminal: Terminal,
  paper: string,
  { json, project }: Pick<CommonOptions, "json"> & { readonly project: string | undefined },
): Promise<Exit> {
  if (!/\.(?:tex|bib)$/i.test(paper)) throw new UsageError(`${paper} is no .tex and no .bib file.`);
  const path = resolve(paper);
  await readFile(path).catch((error: Error) => {
    throw new UsageError(`${paper} cannot be read: ${error.message}`);
  });
  if (project !== undefined && !(await stat(project).catch(() => undefined))?.isDirectory())
    throw new UsageError(`There is no folder ${project}. Only a project's folder goes with --verify.`);
  const folder = project ?? (await projectAbove(path));
  const options = {
    settings: await settingsFor(terminal, folder, {}),
    outside: userCache(terminal.env),
    env: terminal.env,
    onProgress: (done: number, of: number) => progress(terminal, done, of, json === true),
  };
  const checked = await verifyPaper(path, options, terminal.signal);
  if (json) printJson(terminal, checked);
  else for (const entry of checked) terminal.out.write(`${lineOf(entry)}\n`);
  say(terminal, summaryOf(checked));
  return checked.some(isWrong) ? Exit.failed : Exit.done;
}

function isWrong({ check }: CheckedCitation): boolean {
  return (
    check !== undefined && (check.verdict === "not-found" || check.verdict === "differs" || check.retracted === true)
  );
}

function lineOf({ key, title, check }: CheckedCitation): string {
  const words = check ? wordsOfCheck(check) : ["It names nothing that could be looked up."];
  // A bibliography may hold anything, also what a terminal would obey.
  return [`${key}: ${title || "without a title"}`, ...words].map((line) => line.replace(/\p{Cc}+/gu, " ")).join("\n  ");
}

function summaryOf(checked: readonly CheckedCitation[]): string {
  const count = (verdict: string) => checked.filter(({ check }) => check?.verdict === verdict).length;
  const retracted = checked.filter(({ check }) => check?.retracted).length;
  const parts = [
    `${count("verified")} of ${checked.length} references verified`,
    ...[`${count("differs")} differ`, `${count("not-found")} found nowhere`, `${count("unknown")} unknown`],
    ...(retracted > 0 ? [`${retracted} retracted`] : []),
  ];
  return `${parts.filter((part) => !part.startsWith("0 ") || part.includes("verified")).join(", ")}.`;
}

/** On a terminal a line that moves; elsewhere, where a person may read along, one line for so many entries. */
function progress(terminal: Terminal, done: number, of: number, json: boolean): void {
  if (terminal.err.isTTY && done < of) terminal.err.write(`\rLooking up ${done + 1} of ${of} …`);
  else if (terminal.err.isTTY) wipeLine(terminal);
  else if (!json && done > 0 && done < of && done % ENTRIES_A_LINE === 0) say(terminal, `Looked up ${done} of ${of} …`);
}

const ENTRIES_A_LINE = 10;
