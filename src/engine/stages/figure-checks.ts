import { type FigureFault, faultsOfDrawing } from "../../research/figure-faults";
import type { DrawnFigure } from "../../research/figure-record";
import { type Findings, measuredRuns } from "../../research/findings";

/** A fault with the picture that has it. */
export type FoundFault = FigureFault & { readonly path: string };

/** What our checks find in pictures that plot.py can mend. A hint alone is not worth another attempt. */
export function faultsToMend(drawn: readonly DrawnFigure[], findings: Findings): FoundFault[] {
  const names = new Map(measuredRuns(findings).map(({ number, name }) => [number, name]));
  return drawn
    .flatMap((figure) => faultsOfDrawing(figure, (run) => names.get(run)).map((one) => ({ ...one, path: figure.path })))
    .filter(({ severity }) => severity !== "info");
}

/** Pictures that show nothing are no figures of a paper. */
export function withoutBlank(figures: readonly string[], faults: readonly FoundFault[]): string[] {
  const blank = new Set(faults.filter(({ severity }) => severity === "error").map(({ path }) => path));
  return figures.filter((path) => !blank.has(path));
}

export function sentenceOn({ path, message }: FoundFault): string {
  return `${path}: ${message}`;
}
