import { commandsNamed } from "./document";
import type { NamedPlace } from "./named-places";
import { HEADING, titleOf } from "./outline";
import type { LatexPaper, PaperPart } from "./paper";
import { printedText } from "./printed-text";

/** What a label stands for: a heading, a float with its caption and picture, an equation or another environment with its source. */
export type Labelled = {
  readonly kind: string;
  readonly text: string;
  readonly picture?: string;
  /** Source to be shown as LaTeX. */
  readonly source?: string;
};

const FLOAT =
  /^(?:figure|table|wrapfigure|wraptable|subfigure|subtable|algorithm|listing|sidewaysfigure|sidewaystable)\*?$/;
const LONGEST_SOURCE = 600;

/** Undefined for a label that no file of the paper makes. */
export function labelledBy({ parts }: LatexPaper, { source, start }: NamedPlace): Labelled | undefined {
  const part = parts.find(({ file }) => file === source.file);
  return part && (floatAround(part, start) ?? environmentAround(part, start) ?? headingBefore(part, start));
}

function floatAround(part: PaperPart, offset: number): Labelled | undefined {
  const float = part.environments.findLast((one) => FLOAT.test(one.name) && one.start < offset && offset < one.end);
  if (!float) return undefined;
  const inside = (name: RegExp) =>
    commandsNamed(part, name)
      .find(({ start }) => float.start < start && start < float.end)
      ?.groups.at(-1)?.text;
  const picture = inside(/^includegraphics$/)?.trim();
  const kind = float.name.replace(/^(?:wrap|sub|sideways)|\*$/g, "");
  return {
    kind: kind.charAt(0).toUpperCase() + kind.slice(1),
    text: printedText(inside(/^caption$/) ?? ""),
    ...(picture !== undefined && kind === "figure" && { picture }),
  };
}

function environmentAround(part: PaperPart, offset: number): Labelled | undefined {
  const around = part.environments.findLast(
    ({ name, start, end }) => name !== "document" && name !== "abstract" && start < offset && offset < end,
  );
  if (!around) return undefined;
  const source = part.text.slice(around.start, around.end).slice(0, LONGEST_SOURCE);
  return { kind: around.name, text: "", source: source.replace(/\\label\{[^}]*\}/g, "") };
}

function headingBefore(part: PaperPart, offset: number): Labelled | undefined {
  const heading = commandsNamed(part, HEADING).findLast(({ start, groups }) => start <= offset && groups[0]);
  return heading && { kind: "Section", text: printedText(titleOf(heading)) };
}
