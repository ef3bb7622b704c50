import { commandsNamed, type LatexDocument } from "./document";

/** Points between the margins: of one column, and of the whole page. */
export type TextWidth = { readonly column: number; readonly full: number };

/** Packages and classes by what they leave for the text. */
const STYLES: readonly (readonly [RegExp, TextWidth])[] = [
  [/icml|ieeetran|acl\b|acl\d|emnlp|naacl|cvpr|iccv|eccv|aaai|sigconf|acmart|aistats|uai/i, { column: 240, full: 495 }],
  [/iclr|neurips|nips|colm|tmlr|conference/i, { column: 397, full: 397 }],
  [/jmlr/i, { column: 434, full: 434 }],
];

/** The narrowest that the paper's style may have, or the widest that is usual where nothing is known. */
export function textWidthOf(document: LatexDocument): TextWidth {
  const named = commandsNamed(document, /^(?:usepackage|documentclass)$/);
  const style = STYLES.find(([name]) => named.some(({ groups }) => name.test(groups[0]?.text ?? "")));
  if (style) return style[1];
  const options = named.flatMap(({ optional }) => optional.map(({ text }) => text)).join(",");
  const geometry =
    named.some(({ groups }) => /\b(?:geometry|fullpage|a4wide)\b/.test(groups[0]?.text ?? "")) ||
    document.commands.has("geometry") ||
    document.commands.has("textwidth");
  const full = geometry ? 490 : /12pt/.test(options) ? 390 : /11pt/.test(options) ? 360 : 345;
  return { column: /twocolumn/.test(options) ? full / 2 : full, full };
}
