import { distance } from "fastest-levenshtein";
import type { EditFailure, FailureReason } from "./edit";
import { skeleton } from "./look-alikes";

/** The file that a name in an answer means, or why none is meant. */
export type Target = { readonly path: string } | { readonly refusal: EditFailure };

/** Folders and files that belong to us or to git, wherever they stand. */
const RESERVED = new Set([".git", "git~1", ".vscode", ".ai-scientist", "final_info.json"]);

/** `known` are the files of the request, `editable` those the model may change; only exact names, or a unique base name, are taken. */
export function targetOf(name: string, known: readonly string[], editable: readonly string[]): Target {
  const problem = pathProblem(name);
  if (problem) return refuse(name, "bad-path", `The path “${printable(name)}” ${problem}. ${choice(editable)}`);
  const path = name.replace(/^(?:\.\/)+/, "");
  if (editable.includes(path)) return { path };
  if (known.includes(path)) return refuse(path, "not-editable", `${path} must not be changed. ${choice(editable)}`);
  const twin = [...editable, ...known].find((other) => skeleton(other) === skeleton(path));
  if (twin !== undefined)
    return refuse(
      path,
      "look-alike-path",
      `“${printable(path)}” looks like ${twin} but is not it. Write ${twin} exactly so.`,
    );
  const sameBase = path.includes("/") ? [] : editable.filter((other) => other.endsWith(`/${path}`));
  const rivals = path.includes("/") ? [] : known.filter((other) => other.endsWith(`/${path}`));
  if (sameBase.length === 1 && rivals.every((other) => other === sameBase[0])) return { path: sameBase[0]! };
  return refuse(
    path,
    "not-editable",
    `${printable(path)} is not one of the files to edit. ${nearest(path, editable)}${choice(editable)}`,
  );
}

/** What is wrong with a path wherever it may point, as the rest of a sentence; undefined when nothing is. */
export function pathProblem(name: string): string | undefined {
  if (name === "") return "is empty";
  if (/[\u0000-\u001f\u007f]/.test(name)) return "holds control characters";
  if (name.includes("\\")) return "holds a backslash; folders are separated by “/”";
  if (/^(?:\/|~|[A-Za-z]:)/.test(name)) return "is absolute; paths begin at the project's folder";
  const parts = name
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/^(?:\.\/)+/, "")
    .split("/");
  if (parts.includes("..")) return "leaves its folder";
  if (parts.some((part) => part === "" || part === ".")) return "has an empty part";
  if (parts.some((part) => RESERVED.has(part.replace(/[. ]+$/, "").toLowerCase())))
    return "belongs to the tools and is never edited";
  if (parts.some((part, index) => isResult(part, index === parts.length - 1)))
    return "holds results of a run, which are never edited";
  return undefined;
}

/** `run_3`, `run_3.py`, and any folder called `run_…`. */
function isResult(part: string, last: boolean): boolean {
  return last ? /^run_\d+(?:\.|$)/i.test(part) : /^run_/i.test(part);
}

function nearest(path: string, editable: readonly string[]): string {
  const near = editable.find((other) => distance(other.toLowerCase(), path.toLowerCase()) <= 3);
  return near === undefined ? "" : `Did you mean ${near}? `;
}

function choice(editable: readonly string[]): string {
  if (!editable.length) return "No file may be edited here.";
  return `The ${editable.length === 1 ? "file" : "files"} to edit: ${editable.join(", ")}.`;
}

function refuse(path: string, reason: FailureReason, message: string): Target {
  return { refusal: { path, reason, message } };
}

/** A name fit for a message: nothing invisible, and what is not plain ASCII spelled out. */
function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
