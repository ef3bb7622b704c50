import { CITATION, type Prose, REFERENCE } from "../claims/paper-text";
import { OPERATOR_NAMES } from "../research/operator-names";
import type { LatexDocument } from "./document";
import type { Token } from "./scan";
import type { Span } from "./span";
import { SYMBOLS } from "./symbols";

/** What a stretch prints; `asides` are the footnotes in it, whose text is left out because it stands elsewhere on the page. */
export type PlainText = { readonly prose: Prose; readonly asides: readonly Span[] };

/** A document with what is needed to read it as its readers do. */
export type Readable = {
  readonly document: LatexDocument;
  /** The source at its full length, comments blanked but for the prose that an unescaped percent sign after a number hides. */
  readonly text: string;
  /** Where maths that begins at an offset ends. */
  readonly mathsEnds: ReadonlyMap<number, number>;
  /** Numbers and names that are written as macros, by the macro's name. */
  readonly macros: ReadonlyMap<string, string>;
};

const NO_MACROS: ReadonlyMap<string, string> = new Map();

const DROPPED =
  /^(?:label|includegraphics|graphicspath|input|include|subfile|bibliography(?:style)?|usepackage|documentclass|[hv]space|[hv]skip|color|definecolor|hypersetup|set(?:length|counter)|addtolength|rule|cmidrule|cline|arrayrulecolor|rowcolor|cellcolor|columncolor|fontsize|resizebox|scalebox|raisebox|[hv]?phantom|index|(?:this)?pagestyle|newcommand|renewcommand|providecommand|def|DeclareMathOperator|[dt]?frac|sqrt|url|path|nolinkurl|specialrule|captionsetup|includesvg|thanks|tag|marginpar|todo|begin|end)$/;
/** How many groups come before the one that is printed. */
const BEFORE_PRINTED: ReadonlyMap<string, number> = new Map([
  ["textcolor", 1],
  ["href", 1],
  ["colorbox", 1],
  ["parbox", 1],
  ["multicolumn", 2],
  ["multirow", 2],
]);
const CITING = /^[a-zA-Z]*cite[a-zA-Z]*$/;
const REFERRING = /^[a-zA-Z]*ref$/;
const ASIDE = /^footnote(?:text)?$/;

export function readable(document: LatexDocument, macros = NO_MACROS): Readable {
  return {
    document,
    text: withHiddenProse(document),
    mathsEnds: new Map(document.maths.map(({ start, end }) => [start, end])),
    macros,
  };
}

/** After `12.8%` TeX prints nothing more of the line, but the author meant it to be read. */
function withHiddenProse({ live, text, comments }: LatexDocument): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of comments) {
    if (!/\d/.test(text[start - 1] ?? "") || !/^%(?:[.,;)]|\s*[a-z(])/.test(text.slice(start, start + 20))) continue;
    const hidden = text.slice(start, end).replace(/\\[a-zA-Z]+\*?|\\(?!%)|[{}]/g, (found) => " ".repeat(found.length));
    pieces.push(live.slice(at, start), hidden);
    at = end;
  }
  return pieces.join("") + live.slice(at);
}

/** Reads a stretch of the source, whose tokens are given. Any text at all has an answer; time grows linearly. */
export function plainText(source: Readable, span: Span, tokens: readonly Token[]): PlainText {
  const reader = new PlainReader(source, span);
  for (const token of tokens) reader.take(token);
  return reader.finish();
}

/** Follows the tokens and writes down what they leave on the page, each character with its place. */
class PlainReader {
  readonly #characters: string[] = [];
  readonly #places: number[] = [];
  readonly #asides: Span[] = [];
  readonly #end: number;
  #position: number;

  constructor(
    readonly source: Readable,
    { start, end }: Span,
  ) {
    this.#position = start;
    this.#end = end;
  }

  take(token: Token): void {
    if (token.start < this.#position || token.start >= this.#end) return;
    this.#copyUntil(token.start);
    this.#position = token.end;
    if (token.type === "command") this.#command(token);
    else if (token.type === "dollar" && token.name === "$$") this.#skipMaths(token);
    else if (token.type === "paragraph") this.#put(" ", token.start);
  }

  finish(): PlainText {
    this.#copyUntil(this.#end);
    this.#places.push(this.#end);
    return { prose: { text: this.#characters.join(""), at: this.#places }, asides: this.#asides };
  }

  #command(token: Token): void {
    const { name } = token;
    const symbol = SYMBOLS.get(name);
    const operator = OPERATOR_NAMES.get(name);
    const before = BEFORE_PRINTED.get(name);
    const number = this.source.macros.get(name);
    if (symbol !== undefined) this.#symbol(symbol, token);
    else if (number !== undefined) this.#word(number, token);
    else if (operator !== undefined) this.#operator(operator, token);
    else if (name === "[") this.#skipMaths(token);
    else if (CITING.test(name)) this.#mark(CITATION, token);
    else if (REFERRING.test(name)) this.#mark(REFERENCE, token);
    else if (ASIDE.test(name)) this.#aside();
    else if (name === "begin" && this.source.mathsEnds.has(token.start)) this.#skipMaths(token);
    else if (DROPPED.test(name)) this.#skipRest(name);
    else if (before !== undefined) this.#skipGroups(before);
    else this.#skipOptional();
  }

  #symbol(symbol: string, token: Token): void {
    this.#put(symbol, token.start);
    if (token.name === "\\") this.#skipOptional();
    if (/[a-zA-Z]$/.test(token.name)) this.#skipBlanks();
  }

  #skipBlanks(): void {
    while (this.source.text[this.#position] === " " && this.#position < this.#end) this.#position++;
  }

  /** A word among signs: TeX sets it off from letters and numbers, and not from brackets. */
  #operator(name: string, token: Token): void {
    if (/[\p{L}\p{N}\p{Pe}]$/u.test(this.#characters.at(-1) ?? "")) this.#put(" ", token.start);
    this.#word(name, token);
    this.#skipBlanks();
    const isSetOff = this.#position < this.#end && /[\p{L}\p{N}\\]/u.test(this.source.text[this.#position] ?? "");
    if (isSetOff) this.#put(" ", token.end - 1);
  }

  /** What a command prints stands where it does: its first character at the backslash, its last where the name ends. */
  #word(printed: string, { start, end }: Token): void {
    const places = Array.from(printed, (_, index) => Math.min(start + index, end - 1));
    places[places.length - 1] = end - 1;
    for (const [index, character] of Array.from(printed).entries()) this.#put(character, places[index]!);
  }

  /** Displayed maths holds definitions, not claims. */
  #skipMaths({ start, end }: Token): void {
    this.#position = Math.min(this.source.mathsEnds.get(start) ?? end, this.#end);
    this.#put(" ", start);
  }

  #mark(sign: string, token: Token): void {
    this.#put(sign, token.start);
    this.#skipGroups(1);
  }

  #aside(): void {
    this.#skipOptional();
    const open = this.#position;
    this.#skipGroups(1);
    if (this.#position > open) this.#asides.push({ start: open + 1, end: this.#position - 1 });
  }

  /** `\\cmidrule(lr){2-3}` says in round brackets where it is cut short. */
  #skipRest(name: string): void {
    const cut =
      name === "cmidrule" ? /^\([lr.\d\s\w{}]{0,30}\)/.exec(this.source.text.slice(this.#position, this.#end)) : null;
    this.#position += cut?.[0].length ?? 0;
    this.#skipGroups(3);
  }

  /** Past `*`, options and at most so many groups in braces. */
  #skipGroups(most: number): void {
    const { live, braces } = this.source.document;
    this.#skipOptional();
    for (let count = 0; count < most; count++) {
      const close = live[this.#position] === "{" ? braces.get(this.#position) : undefined;
      if (close === undefined || close >= this.#end) return;
      this.#position = close + 1;
      this.#skipOptional();
    }
  }

  #skipOptional(): void {
    const options = /\*?(?:\[[^\][{}\n]{0,200}\])*/y;
    options.lastIndex = this.#position;
    this.#position += options.exec(this.source.document.live)?.[0].length ?? 0;
  }

  #copyUntil(to: number): void {
    const { text } = this.source;
    for (let index = this.#position; index < to; index++) {
      const character = text[index]!;
      if (character === "~" || isBlank(character)) this.#put(" ", index);
      else if (character !== "{" && character !== "}") this.#put(character, index);
    }
    this.#position = Math.max(this.#position, to);
  }

  /** One blank for many, and none at the start. */
  #put(text: string, place: number): void {
    const last = this.#characters.at(-1);
    if (text === "" || (text === " " && (last === undefined || last === " "))) return;
    this.#characters.push(text);
    this.#places.push(place);
  }
}

/** Whether it is what `\s` matches, which of printable ASCII nothing is: a pattern for each character takes most of the time. */
function isBlank(character: string): boolean {
  const isPrintable = character > " " && character < "\u007f";
  return !isPrintable && /\s/.test(character);
}
