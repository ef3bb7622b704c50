import { type Float, floatsOf } from "../floats";
import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import type { Span } from "../span";

/** A label that stands before the caption takes the number of the section, not that of the figure. */
export const labelBeforeCaption: Rule = {
  id: "label-before-caption",
  severity: "error",
  check: ({ parts }) => parts.flatMap((source) => floatsOf(source).flatMap((float) => findingsIn(source, float))),
};

function findingsIn(source: PaperPart, { kind, captions, labels, environment }: Float): Finding[] {
  const [caption] = captions;
  if (caption === undefined || !/^(?:caption|captionof|subcaption)$/.test(caption.name)) return [];
  return labels
    .map(({ key, start, end }) => ({ key, start: source.live.lastIndexOf("\\label", start), end: end + 1 }))
    .filter(
      ({ start }) =>
        start >= environment.bodyStart && start < caption.start && isPlain(source, environment.bodyStart, start),
    )
    .map(({ key, start, end }) => ({
      source,
      start,
      end,
      message: `The label “${key}” stands before the caption, so references print the number of the section instead of that of the ${kind}. Put it after the caption.`,
      ...swapped(source, { start, end }, caption.end),
    }));
}

/** The label moved behind the caption, with the blanks that stood after it. */
function swapped({ text, comments }: PaperPart, label: Span, end: number): Pick<Finding, "correction" | "corrected"> {
  if (comments.some(({ start }) => label.start < start && start < end)) return {};
  const [blanks] = /^\s*/.exec(text.slice(label.end, end))!;
  const between = text.slice(label.end + blanks.length, end);
  return {
    correction: `${between}${blanks}${text.slice(label.start, label.end)}`,
    corrected: { start: label.start, end },
  };
}

/** Straight in the float: not in the argument of a command, nor in an environment that numbers something itself. */
function isPlain({ live, environments, braces }: PaperPart, from: number, opening: number): boolean {
  if (/\\(?:subfloat|subfigure|refstepcounter|subcaptionbox)/.test(live.slice(from, opening))) return false;
  for (let open = live.indexOf("{", from); open >= 0 && open < opening; open = live.indexOf("{", open + 1))
    if ((braces.get(open) ?? 0) > opening) return false;
  return !environments.some(({ start, end }) => from <= start && start < opening && opening < end);
}
