import { positionAt } from "../document";
import { sectionsIn } from "../outline";
import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";

/** A heading, or an abstract, with nothing under it but comments. What a placeholder announces is not told twice. */
export const emptySection: Rule = {
  id: "empty-section",
  severity: "warning",
  check({ parts, whole }) {
    return whole ? parts.flatMap((source) => [...emptySections(source), ...emptyAbstracts(source)]) : [];
  },
};

function emptySections(source: PaperPart): Finding[] {
  return sectionsIn(source)
    .filter(
      ({ start, end, heading }) =>
        isEmpty(source, start, end) && !isLastOfAnInput(source, end) && heading >= source.body.start,
    )
    .map(({ heading, title }) => ({
      source,
      start: heading,
      end: lineEnd(source, heading),
      message: `The section “${title}” is empty.`,
    }));
}

function emptyAbstracts(source: PaperPart): Finding[] {
  return source.environments
    .filter(({ name, bodyStart, bodyEnd }) => name === "abstract" && isEmpty(source, bodyStart, bodyEnd))
    .map(({ start, bodyStart }) => ({ source, start, end: bodyStart, message: "The abstract is empty." }));
}

function isEmpty(source: PaperPart, start: number, end: number): boolean {
  const text = source.live
    .slice(start, end)
    .replace(/\\(?:label|vspace|hspace)\*?\{[^{}]*\}|\\(?:clearpage|newpage|noindent)\b/g, "");
  const matter = source.verbatim.some((one) => one.environment !== "iffalse" && one.start >= start && one.end <= end);
  return text.trim() === "" && !matter && !/^\s*%+\s*PLACEHOLDER/m.test(source.text.slice(start, end));
}

/** A file that ends with a heading goes on in the file that takes it in. */
function isLastOfAnInput(source: PaperPart, end: number): boolean {
  return end >= source.text.trimEnd().length && !source.live.includes("\\end{document}");
}

function lineEnd(source: PaperPart, offset: number): number {
  const next = source.lineStarts[positionAt(source, offset).line];
  return next === undefined ? source.text.length : offset + source.text.slice(offset, next).trimEnd().length;
}
