import { ErrorCodes, type Range, ResponseError, type WorkspaceEdit } from "vscode-languageserver-protocol";
import { type NamedPlace, sameNamed } from "../latex/named-places";
import { type Asked, nameAsked, rangeOf } from "./asked";
import { locationOf } from "./definition";
import type { OpenDocuments } from "./documents";

/** The label or key at a place, as it can be renamed; null for what is neither. */
export function renamable(asked: Asked): { range: Range; placeholder: string } | null {
  const { name } = nameAsked(asked);
  return name && name.kind !== "figure" ? { range: rangeOf(asked.source, name), placeholder: name.name } : null;
}

/** Every place of a label or key in all files of the paper. A name that TeX could not read, or that is taken, is refused with the reason. */
export function renameAt(asked: Asked, wanted: string, documents: OpenDocuments): WorkspaceEdit {
  const { name, all } = nameAsked(asked);
  if (!name || name.kind === "figure") throw refusal("There is no label and no key here.");
  const newName = wanted.trim();
  if (newName === "" || /[{}\\%#,~\s"()=]/.test(newName))
    throw refusal(`“${wanted}” cannot be a name: write letters, digits, “:”, “-” and “_” without blanks.`);
  const taken = sameNamed(all, { ...name, name: newName });
  if (newName !== name.name && taken.some(({ kind }) => kind === "label" || kind === "entry"))
    throw refusal(`“${newName}” is taken already.`);
  return editOf(sameNamed(all, name), newName, documents);
}

function editOf(places: readonly NamedPlace[], newText: string, documents: OpenDocuments): WorkspaceEdit {
  const changes: Record<string, { range: Range; newText: string }[]> = {};
  for (const { uri, range } of places.map((place) => locationOf(place, documents)))
    changes[uri] = [...(changes[uri] ?? []), { range, newText }];
  return { changes };
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
