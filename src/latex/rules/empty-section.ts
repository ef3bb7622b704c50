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
  // A file that ends with a heading goes on in the file that takes it in.
  const goesOn = source.live.includes("\\end{document}") ? Number.POSITIVE_INFINITY : source.text.trimEnd().length;
  return sectionsIn(source)
    .filter(({ start, end, heading }) => isEmpty(source, start, end) && end < goesOn && heading >= source.body.start)
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

/** Characters of labels, spaces and comments that a section without text may have. */
const LONGEST = 5000;

function isEmpty(source: PaperPart, start: number, end: number): boolean {
  if (end - start > LONGEST) return false;
  const text = source.live
    .slice(start, end)
    .replace(/\\(?:label|vspace|hspace)\*?\{[^{}]*\}|\\(?:clearpage|newpage|noindent)\b/g, "");
  const matter = source.verbatim.some((one) => one.environment !== "iffalse" && one.start >= start && one.end <= end);
  return text.trim() === "" && !matter && !/^\s*%+\s*PLACEHOLDER/m.test(source.text.slice(start, end));
}

function lineEnd(source: PaperPart, offset: number): number {
  const next = source.lineStarts[positionAt(source, offset).line];
  return next === undefined ? source.text.length : offset + source.text.slice(offset, next).trimEnd().length;
}
