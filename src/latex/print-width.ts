import { commandsNamed, type LatexDocument } from "./document";
import type { FigureUse } from "./figures";

/** Inches that a picture of a natural size takes in print; undefined where the source says it in a way that is not read here. */
export function printedWidth(
  use: FigureUse,
  inside: LatexDocument,
  root: LatexDocument,
  natural: readonly [number, number] | undefined,
): number | undefined {
  const options = optionsOf(use.options);
  if (isResized(use, inside)) return undefined;
  const here = widthsAround(use, inside, root);
  if (options.width !== undefined) return lengthIn(options.width, here);
  if (natural === undefined) return undefined;
  if (options.height !== undefined) {
    const height = lengthIn(options.height, here);
    return height === undefined ? undefined : (height / natural[1]) * natural[0];
  }
  if (options.scale === undefined) return Object.keys(options).length === 0 ? natural[0] : undefined;
  return Number(options.scale) > 0 ? Number(options.scale) * natural[0] : undefined;
}

function optionsOf(options: string): Readonly<Record<string, string>> {
  const pairs = options.split(",").map((one) => one.split("="));
  return Object.fromEntries(
    pairs
      .filter(([name]) => name!.trim() !== "")
      .map(([name, value = ""]) => [name!.trim(), value.trim().replace(/^\{(.*)\}$/, "$1")]),
  );
}

function isResized({ command }: FigureUse, document: LatexDocument): boolean {
  return commandsNamed(document, /^(?:resizebox|scalebox|adjustbox)$/).some(
    ({ start, end }) => start < command.start && command.end <= end,
  );
}

type Widths = { readonly text: number; readonly line: number; readonly column: number };

/** The widths that hold where a picture stands: those of the page, or of the boxes around it. */
function widthsAround({ command }: FigureUse, inside: LatexDocument, root: LatexDocument): Widths {
  const page = pageWidths(root);
  const around = inside.environments.filter(({ start, end }) => start < command.start && command.end <= end);
  const wide = around.some(({ name }) => /^(?:figure|table)\*$/.test(name));
  let widths: Widths = { text: page.text, column: page.column, line: wide ? page.text : page.column };
  for (const { name, start } of around) {
    if (!/^(?:minipage|subfigure|wrapfigure)\*?$/.test(name)) continue;
    const given = /^\\begin\{\w+\*?\}(?:\[[^\]]*\])*(?:\{[lrioLRIO]\})?(?:\[[^\]]*\])?\{([^{}]*)\}/.exec(
      inside.live.slice(start, start + 300),
    )?.[1];
    const width = given === undefined ? undefined : lengthIn(given, widths);
    if (width !== undefined) widths = { text: width, line: width, column: width };
  }
  return widths;
}

const INCHES: Readonly<Record<string, number>> = {
  in: 1,
  cm: 1 / 2.54,
  mm: 1 / 25.4,
  pt: 1 / 72.27,
  bp: 1 / 72,
  pc: 12 / 72.27,
};

function lengthIn(text: string, { text: textWidth, line, column }: Widths): number | undefined {
  const [, factor, unit] =
    /^(-?\d*\.?\d*)\s*(\\textwidth|\\linewidth|\\columnwidth|\\hsize|in|cm|mm|pt|bp|pc)$/.exec(text.trim()) ?? [];
  if (unit === undefined) return undefined;
  const count = factor === "" && unit.startsWith("\\") ? 1 : Number.parseFloat(factor!);
  const one =
    { "\\textwidth": textWidth, "\\linewidth": line, "\\hsize": line, "\\columnwidth": column }[unit] ?? INCHES[unit]!;
  return count > 0 ? count * one : undefined;
}

/**
 * Widths of text and column in inches. What a class or style does not say is taken to be wide, so that no picture is called too
 * small that may not be.
 */
function pageWidths(root: LatexDocument): { readonly text: number; readonly column: number } {
  const preamble = root.live.slice(0, root.body.start);
  const style = STYLES.find(([pattern]) => pattern.test(preamble));
  const said = saidWidth(preamble);
  const twoColumns = /\\documentclass\[[^\]]*\btwocolumn\b/.test(preamble) || /\\twocolumn\b/.test(preamble);
  const text = said ?? style?.[1] ?? 6.5;
  const column = said === undefined ? style?.[2] : undefined;
  return { text, column: column ?? (twoColumns ? text / 2 - 0.14 : text) };
}

/** Where the source itself sets the width of its text. */
function saidWidth(preamble: string): number | undefined {
  const set = /\\setlength\{?\\textwidth\}?\{([^}]*)\}|\btextwidth\s*=\s*([\d.]+\s*\w\w)/.exec(preamble);
  const length = set?.[1] ?? set?.[2];
  return length === undefined ? undefined : lengthIn(length, { text: 6.5, line: 6.5, column: 6.5 });
}

/** Styles that papers of this kind are written with: width of the text, and of a column where there are two. */
const STYLES: readonly (readonly [RegExp, number, number?])[] = [
  [/\\usepackage(?:\[[^\]]*\])?\{(?:neurips|nips|iclr|colm|conference|collas)\w*\}/, 5.5],
  [/\\usepackage(?:\[[^\]]*\])?\{icml\w*\}/, 6.75, 3.25],
  [/\\usepackage(?:\[[^\]]*\])?\{(?:acl|emnlp|naacl|eacl|coling)\w*\}/, 6.3, 3.03],
  [/\\usepackage(?:\[[^\]]*\])?\{(?:cvpr|iccv|wacv)\w*\}/, 6.875, 3.28],
  [/\\usepackage(?:\[[^\]]*\])?\{aaai\w*\}/, 7, 3.3],
  [/\\documentclass(?:\[[^\]]*\])?\{IEEEtran\}/, 7.16, 3.5],
  [/\\documentclass(?:\[[^\]]*\bsigconf\b[^\]]*\])\{acmart\}/, 7, 3.33],
  [/\\documentclass(?:\[[^\]]*\])?\{llncs\}/, 4.8],
];
