import { blankOut, type Span } from "./span";

/** A piece of LaTeX that means something: a control sequence (`name` without backslash), a brace, a dollar or a blank line. */
export type Token = Span & {
  readonly type: "command" | "open" | "close" | "dollar" | "paragraph";
  readonly name: string;
};

/** Matter that TeX does not read as LaTeX; the span is the matter itself. `environment` is `verb` for inline matter. */
export type Verbatim = Span & { readonly environment: string; readonly argument: string };

export type Scan = {
  /** The source at its full length, with comments, verbatim matter and whatever follows `\end{document}` blanked. */
  readonly live: string;
  /** From the percent sign to the end of the line. */
  readonly comments: readonly Span[];
  readonly verbatim: readonly Verbatim[];
  readonly tokens: readonly Token[];
};

const VERBATIM_ENVIRONMENTS =
  /^(?:[bBL]?[vV]erbatim|lstlisting|minted|comment|filecontents|tcblisting|lstcode|pycode|spverbatim)\*?$/;
const DELIMITED = /^(?:verb|lstinline|mintinline|Verb|py)$/;
/** Characters; what is longer was not closed. */
const LONGEST_ADDRESS = 4000;
const ADDRESSES = /^(?:url|path|nolinkurl|href)$/;

/** Cuts LaTeX into tokens as TeX would read it. Any text at all has an answer. */
export function scan(text: string): Scan {
  const comments: Span[] = [];
  const verbatim: Verbatim[] = [];
  const tokens: Token[] = [];
  const next = /\\(?:[a-zA-Z@]+|[\s\S])?|%|[{}]|\$\$?|\r?\n[ \t]*(?=\r?\n)/g;
  let end = text.length;
  let known: ReadonlyMap<number, number> | undefined;
  const conditionals = () => {
    known ??= endsOfConditionals(text);
    return known;
  };
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const token = tokenOf(match[0], match.index);
    if (token === undefined) {
      comments.push({ start: match.index, end: endOfLine(text, match.index) });
      next.lastIndex = endOfLine(text, match.index);
      continue;
    }
    tokens.push(token);
    if (isEndOfDocument(text, token)) {
      end = token.end + "{document}".length;
      tokens.push(tokenOf("{", token.end)!, tokenOf("}", end - 1)!);
      break;
    }
    const matter = matterAfter(text, token, conditionals);
    if (matter === undefined) continue;
    if (matter.environment !== "verb" || matter.argument === "{")
      tokens.push(...bracesBetween(text, token.end, matter.start));
    if (matter.end > matter.start) verbatim.push(matter);
    next.lastIndex = Math.max(matter.end, token.end);
  }
  const afterwards = { start: end, end: text.length };
  return { live: blankOut(text, [...comments, ...verbatim, afterwards]), comments, verbatim, tokens };
}

function tokenOf(source: string, start: number): Token | undefined {
  const end = start + source.length;
  if (source.startsWith("\\")) return { type: "command", name: source.slice(1), start, end };
  if (source === "%") return undefined;
  if (source === "{") return { type: "open", name: source, start, end };
  if (source === "}") return { type: "close", name: source, start, end };
  return { type: source.startsWith("$") ? "dollar" : "paragraph", name: source, start, end };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  if (newline < 0) return text.length;
  return text[newline - 1] === "\r" && newline - 1 > from ? newline - 1 : newline;
}

function isEndOfDocument(text: string, token: Token): boolean {
  return token.name === "end" && text.startsWith("{document}", token.end);
}

function matterAfter(
  text: string,
  token: Token,
  conditionals: () => ReadonlyMap<number, number>,
): Verbatim | undefined {
  if (token.type !== "command") return undefined;
  if (token.name === "begin") return environmentMatter(text, token.end);
  if (DELIMITED.test(token.name)) return delimitedMatter(text, token);
  if (ADDRESSES.test(token.name)) return addressMatter(text, token.end);
  if (token.name === "iffalse" && text[token.end] !== "}") return skippedMatter(token.end, conditionals());
  return undefined;
}

/** What stands in `\begin{verbatim}…\end{verbatim}` and its kin, after their own arguments. */
function environmentMatter(text: string, from: number): Verbatim | undefined {
  const opening = /\{([a-zA-Z]+\*?)\}/y;
  opening.lastIndex = from;
  const environment = opening.exec(text)?.[1];
  if (environment === undefined || !VERBATIM_ENVIRONMENTS.test(environment)) return undefined;
  const parameters = /(?:[ \t]*\[[^\]\n]*\])?(?:[ \t]*\{([^{}\n]*)\})?/y;
  parameters.lastIndex = opening.lastIndex;
  const argument = parameters.exec(text)?.[1]?.trim() ?? "";
  const close = text.indexOf(`\\end{${environment}}`, parameters.lastIndex);
  return { environment, argument, start: parameters.lastIndex, end: close < 0 ? text.length : close };
}

/** `\verb|…|`, `\lstinline[…]{…}`: never longer than its line. */
function delimitedMatter(text: string, token: Token): Verbatim | undefined {
  const opening =
    token.name === "mintinline" ? /(?:\[[^\]\n]*\])?(?:\{[^}\n]*\})?([^\s\w\\])/y : /\*?(?:\[[^\]\n]*\])?([^\s\w\\])/y;
  opening.lastIndex = token.end;
  const delimiter = opening.exec(text)?.[1];
  if (delimiter === undefined) return undefined;
  const start = opening.lastIndex;
  const line = endOfLine(text, start);
  const close = delimiter === "{" ? closingBrace(text, start, line) : text.indexOf(delimiter, start);
  if (close < 0 || close > line) return undefined;
  return { environment: "verb", argument: delimiter, start, end: delimiter === "{" ? close : close + 1 };
}

/** The address of `\url{…}` and `\href{…}`, where `%` and `#` are ordinary. */
function addressMatter(text: string, from: number): Verbatim | undefined {
  const opening = /\s*(?:\[[^\]\n]*\])?\{/y;
  opening.lastIndex = from;
  if (!opening.test(text)) return undefined;
  const start = opening.lastIndex;
  const close = closingBrace(text, start, Math.min(endOfLine(text, start), start + LONGEST_ADDRESS));
  return close < 0 ? undefined : { environment: "verb", argument: "{", start, end: close };
}

/** From `\iffalse` to its own `\fi`. */
function skippedMatter(start: number, ends: ReadonlyMap<number, number>): Verbatim {
  return { environment: "iffalse", argument: "", start, end: ends.get(start) ?? start };
}

/** Where the `\fi` of each conditional stands, by where its name ends. */
function endsOfConditionals(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: all, 1: name, index } of text.matchAll(
    /\\(if(?!f\b|\w*box\b|thenelse\b)[a-zA-Z@]*|fi)(?![a-zA-Z@])/g,
  )) {
    if (name !== "fi") open.push(index + all.length);
    else if (open.length > 0) ends.set(open.pop()!, index);
  }
  return ends;
}

function closingBrace(text: string, from: number, limit: number): number {
  let depth = 1;
  for (let index = from; index < limit; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === "{") depth++;
    else if (text[index] === "}" && --depth === 0) return index;
  }
  return -1;
}

function bracesBetween(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  for (let index = start; index < end; index++) {
    if (text[index] === "{" || text[index] === "}") tokens.push(tokenOf(text[index]!, index)!);
  }
  return tokens;
}
