import { commandsNamed } from "../document";
import { HTML } from "../markup";
import type { PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { blankOut, type Span } from "../span";

/** HTML tags and entities in the prose, which TeX prints as they stand or takes for column separators. */
export const htmlRemnant: Rule = {
  id: "html-remnant",
  severity: "warning",
  check: ({ parts }) => parts.flatMap(remnantsIn),
};

type Remnant = Span & { readonly text: string };
type Correction = Pick<Finding, "correction" | "corrected">;

function remnantsIn(source: PaperPart): Finding[] {
  if (!/[<&]/.test(source.prose)) return [];
  const code = commandsNamed(source, /^(?:texttt|mathtt|code|lstset|detokenize)$/);
  const prose = blankOut(source.prose.slice(0, source.body.end), [{ start: 0, end: source.body.start }, ...code]);
  const remnants = [...prose.matchAll(new RegExp(HTML, "gi"))].map(
    ({ 0: text, index }): Remnant => ({ start: index, end: index + text.length, text }),
  );
  const pairs = pairsOf(source, remnants);
  return remnants.map((remnant) => ({
    source,
    start: remnant.start,
    end: remnant.end,
    message: `“${remnant.text}” is HTML; LaTeX has its own commands for that.`,
    ...(pairs.get(remnant) ?? alone(remnant)),
  }));
}

function alone({ text }: Remnant): Correction {
  const correction = MEANT[text.toLowerCase().replace(/[\s/]/g, "")];
  return correction === undefined ? {} : { correction };
}

/** A tag and the next one, where that ends it in the same paragraph, are one command. */
function pairsOf({ text, live }: PaperPart, remnants: readonly Remnant[]): Map<Remnant, Correction> {
  const pairs = new Map<Remnant, Correction>();
  remnants.forEach((open, index) => {
    const close = remnants[index + 1];
    const name = /^<(\w+)>$/.exec(open.text)?.[1]?.toLowerCase() ?? "";
    const command = COMMANDS[name];
    if (!close || !command || close.text.toLowerCase() !== `</${name}>`) return;
    const inner = text.slice(open.end, close.start);
    if (inner !== live.slice(open.end, close.start) || /\n\s*\n/.test(inner)) return;
    const pair = { correction: `\\${command}{${inner}}`, corrected: { start: open.start, end: close.end } };
    pairs.set(open, pair).set(close, pair);
  });
  return pairs;
}

const COMMANDS: Readonly<Record<string, string>> = {
  b: "textbf",
  strong: "textbf",
  i: "emph",
  em: "emph",
  u: "underline",
  sub: "textsubscript",
  sup: "textsuperscript",
};

const MEANT: Readonly<Record<string, string>> = {
  "&nbsp;": "~",
  "&amp;": "\\&",
  "&lt;": "$<$",
  "&gt;": "$>$",
  "&quot;": "''",
  "&mdash;": "---",
  "&ndash;": "--",
  "&hellip;": "\\ldots{}",
  "&times;": "$\\times$",
  "&le;": "$\\le$",
  "&ge;": "$\\ge$",
  "&#39;": "'",
  "<br>": "\\\\",
};
