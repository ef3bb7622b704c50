import { FIGURE_RULES, type FigureFault, type FigureRule, fault } from "../research/figure-faults";
import type { KnownPicture } from "../research/picture-facts";
import { figuresOf, pictureFor, plainPath } from "./figures";
import type { LatexPaper, PaperPart } from "./paper";
import { printedWidth } from "./print-width";
import type { Finding, Rule } from "./rule";

/** What is wrong with the pictures themselves, said where they are shown; one rule for each kind of fault. */
export const figureFaults: readonly Rule[] = (Object.keys(FIGURE_RULES) as FigureRule[])
  .filter((id) => id !== "outdated-figure")
  .map(figureFault);

/** One of them. */
export function figureFault(id: FigureRule): Rule {
  return {
    id,
    severity: FIGURE_RULES[id],
    check: (paper) => shownIn(paper).flatMap((shown) => findingsOf(id, shown, paper)),
  };
}

type Shown = {
  readonly part: PaperPart;
  readonly use: ReturnType<typeof figuresOf>[number];
  readonly file: string;
  readonly known: KnownPicture;
};

/** The pictures that the paper shows and of which something is known. */
function shownIn({ parts, pictures, known }: LatexPaper): Shown[] {
  if (pictures === undefined || known === undefined) return [];
  return parts.flatMap((part) =>
    figuresOf(part).flatMap((use) => {
      const file = pictureFor(use.path.text, pictures);
      const one = file === undefined ? undefined : known.get(file);
      return one ? [{ part, use, file: file!, known: one }] : [];
    }),
  );
}

function findingsOf(rule: FigureRule, shown: Shown, paper: LatexPaper): Finding[] {
  const { start, end, text } = shown.use.path;
  return faultsAt(rule, shown, paper).map(({ message, severity }) => ({
    ...{ source: shown.part, start, end, severity },
    message: `“${text.trim()}”: ${message}`,
  }));
}

function faultsAt(rule: FigureRule, shown: Shown, paper: LatexPaper): FigureFault[] {
  if (rule === "figure-small-print") return smallPrint(shown, paper);
  if (rule === "figure-same-picture") return samePicture(shown, paper);
  return shown.known.faults.filter((one) => one.rule === rule);
}

/** Points. Below this nobody reads print without a glass. */
const SMALLEST = 5;

function smallPrint({ use, part, known: { drawn } }: Shown, { parts }: LatexPaper): FigureFault[] {
  const least = drawn?.smallestText;
  if (!drawn || !least) return [];
  const width = printedWidth(use, part, parts[0]!, drawn.inches);
  if (width === undefined) return [];
  const points = (least.points * width) / drawn.inches[0];
  // A hundredth of slack: what was meant to be five points is not told that it has 4.99.
  if (points >= SMALLEST - 0.01) return [];
  const sizes = `It is ${inches(drawn.inches[0])} wide and takes ${inches(width)} here`;
  return [
    fault(
      "figure-small-print",
      `Its smallest text (“${least.text}”) is printed at ${points.toFixed(1)} pt, too small to read. ${sizes}: draw it for that width (figsize), with larger letters, or give it more room.`,
    ),
  ];
}

function inches(value: number): string {
  return `${Number(value.toFixed(1))} in`;
}

/** The same pixels under another name, shown before. */
function samePicture(shown: Shown, paper: LatexPaper): FigureFault[] {
  const { content } = shown.known.facts;
  const before = content === "" ? undefined : shownIn(paper).find(({ known }) => known.facts.content === content);
  if (!before || plainPath(before.file) === plainPath(shown.file)) return [];
  return [
    fault(
      "figure-same-picture",
      `It is the same picture as “${before.use.path.text.trim()}”. Show it once, or draw what was meant to be here.`,
    ),
  ];
}
