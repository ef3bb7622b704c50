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
  const accented = withAccents(latex);
  const document = parseLatex(accented, "");
  const { prose } = plainText(readable(document), { start: 0, end: accented.length }, document.tokens);
  return prose.text.replace(/[\uE000\uE001]/g, "…").trim();
}

function withAccents(latex: string): string {
  return latex
    .replace(/\\(?:([`'^"~=.])\s*|([uvHcdbkr])(?:\s+|(?=\{)))(?:\{\\?([a-zA-Z])\}|\\?([a-zA-Z]))/g, (...found) => {
      const [, sign, name, braced, bare] = found as string[];
      return `${braced ?? bare}${ACCENTS[sign ?? name ?? ""] ?? ""}`.normalize("NFC");
    })
    .replace(/\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![a-zA-Z])\s*/g, (_, name: string) => LETTERS[name] ?? "");
}
