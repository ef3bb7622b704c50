import { type InlayHint, MarkupKind, type Range } from "vscode-languageserver-protocol";
import { factsOf } from "../claims/origin-facts";
import { placeAt, rangeOf } from "./asked";
import { pathOf, samePath } from "./documents";
import { numberHover } from "./number-hover";
import type { ReadPaper } from "./open-papers";

/** A small tick behind every number in a range that agrees with the results. What does not agree is underlined already. */
export function marksIn(paper: ReadPaper, uri: string, { start, end }: Range): InlayHint[] {
  const { results } = paper;
  const judged = paper.claims().find(({ part }) => part.file === uri || samePath(part.file, pathOf(uri)));
  if (!results || !judged) return [];
  return judged.verdicts.flatMap((verdict) => {
    const { line } = rangeOf(judged.part, verdict).end;
    if (verdict.kind !== "supported" || line < start.line || line > end.line) return [];
    const { text } = judged.part;
    if (verdict.about === "comparison" || !/\d/.test(text.slice(verdict.start, verdict.end))) return [];
    const facts = (verdict.origins ?? []).flatMap((origin) => factsOf(results.library.evidence, origin) ?? []);
    const value = numberHover(verdict, facts, { folder: results.folder, links: [], reader: paper.readings?.model });
    return [
      {
        position: placeAt(judged.part, behind(text, verdict.end)),
        label: "✓",
        paddingLeft: false,
        tooltip: { kind: MarkupKind.Markdown, value },
      },
    ];
  });
}

/** A number and its percent sign stay together. */
function behind(text: string, end: number): number {
  return end + (/^(?:\s|\\,|~)*\\%/.exec(text.slice(end, end + 8))?.[0].length ?? 0);
}
