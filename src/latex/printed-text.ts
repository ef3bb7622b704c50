import { parseLatex } from "./document";
import { plainText, readable } from "./plain-text";

/** TeX's accents as Unicode's combining characters. */
const ACCENTS: Readonly<Record<string, string>> = {
  ...{ "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307" },
  ...{ u: "\u0306", v: "\u030c", H: "\u030b", c: "\u0327", d: "\u0323", b: "\u0331", k: "\u0328", r: "\u030a" },
};
const LETTERS: Readonly<Record<string, string>> = {
  ...{ o: "ø", O: "Ø", l: "ł", L: "Ł", ss: "ß", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", aa: "å", AA: "Å", i: "i", j: "j" },
};

/** A piece of LaTeX, such as a title or a caption, as a reader sees it. */
export function printedText(latex: string): string {
  const accented = withFractions(withAccents(latex)).replace(/\\[{}$]/g, (sign) => HELD[sign]!);
  const document = parseLatex(accented, "");
  const { prose } = plainText(readable(document), { start: 0, end: accented.length }, document.tokens);
  return asPrinted(prose.text).trim();
}

/** Signs of the source that are printed as they are, held as characters that are no source while the rest is read. */
const HELD: Readonly<Record<string, string>> = { "\\{": "\uE010", "\\}": "\uE011", "\\$": "\uE012" };
const PRINTED: Readonly<Record<string, string>> = { "\uE010": "{", "\uE011": "}", "\uE012": "$" };
/** What has room on both sides; of the second ones those that have it on one. */
const RELATION = /(?<=[\p{L}\p{N})\]}]) ?([→←⇒↔≈≤≥≠∈∉⊂⊆∪∩∝≡]) ?(?=\S)|(?<=\S) ([×±·]) ?(?=\S)/gu;

function asPrinted(text: string): string {
  return text
    .replace(/[\uE000\uE001]/g, "…")
    .replace(/[\uE010-\uE012]/g, (held) => PRINTED[held]!)
    .replace(/\^∘/g, "°")
    .replace(/``|''/g, (quotes) => (quotes === "``" ? "“" : "”"))
    .replace(/-{2,3}/g, (dash) => (dash === "---" ? "—" : "–"))
    .replace(RELATION, " $1$2 ");
}

/** `\frac{1}{2}` is 1/2 and `\sqrt{n}` √n, from the inside outwards; brackets where more than one sign stands in them. */
function withFractions(latex: string): string {
  let text = latex;
  for (let depth = 0; depth < 4; depth++)
    text = text
      .replace(
        /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g,
        (_, above: string, below: string) => `${inOne(above)}/${inOne(below)}`,
      )
      .replace(/\\sqrt\s*\{([^{}]*)\}/g, (_, under: string) => `√${inOne(under)}`);
  return text;
}

function inOne(part: string): string {
  const text = part.trim();
  return /^√?(?:[\p{L}\p{N}.]+|\\[a-zA-Z]+)$/u.test(text) ? text : `(${text})`;
}

function withAccents(latex: string): string {
  return latex
    .replace(/\\(?:([`'^"~=.])\s*|([uvHcdbkr])(?:\s+|(?=\{)))(?:\{\\?([a-zA-Z])\}|\\?([a-zA-Z]))/g, (...found) => {
      const [, sign, name, braced, bare] = found as string[];
      return `${braced ?? bare}${ACCENTS[sign ?? name ?? ""] ?? ""}`.normalize("NFC");
    })
    .replace(/\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![a-zA-Z])\s*/g, (_, name: string) => LETTERS[name] ?? "");
}
