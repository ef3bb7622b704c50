import { type FigureFault, fault, faultsOfDrawing } from "../../research/figure-faults";
import type { DrawnFigure } from "../../research/figure-record";
import { type Findings, measuredRuns } from "../../research/findings";

/** A fault with the picture that has it. */
export type FoundFault = FigureFault & { readonly path: string };

/** What our checks find in pictures that plot.py can mend. A hint alone is not worth another attempt. */
export function faultsToMend(drawn: readonly DrawnFigure[], findings: Findings): FoundFault[] {
  const names = new Map(measuredRuns(findings).map(({ number, name }) => [number, name]));
  return drawn
    .flatMap((figure) =>
      [...faultsOfDrawing(figure, (run) => names.get(run)), ...tooSmallAnywhere(figure)].map((one) => ({
        ...one,
        path: figure.path,
      })),
    )
    .filter(({ severity }) => severity !== "info");
}

/** Inches of a text block, and points below which print is not read. */
const [TEXT_WIDTH, LEGIBLE] = [5.5, 5];

/** Letters that are too small at the full width of the text are too small wherever the paper will show the picture. */
function tooSmallAnywhere({ smallestText: least, inches: [width] }: DrawnFigure): FigureFault[] {
  const points = least ? least.points * Math.min(1, TEXT_WIDTH / width) : LEGIBLE;
  if (!least || points >= LEGIBLE) return [];
  const message = `Its smallest text (“${least.text}”) is ${points.toFixed(1)} pt high even at the full width of the text, too small to read. Draw it with larger letters.`;
  return [fault("figure-small-print", message)];
}

/** Pictures that show nothing are no figures of a paper. */
export function withoutBlank(figures: readonly string[], faults: readonly FoundFault[]): string[] {
  const blank = new Set(faults.filter(({ severity }) => severity === "error").map(({ path }) => path));
  return figures.filter((path) => !blank.has(path));
}

export function sentenceOn({ path, message }: FoundFault): string {
  return `${path}: ${message}`;
}
