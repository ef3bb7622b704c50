import { definitionSpans } from "./definitions";
import { type Opener, Openers } from "./openers";
import type { Token } from "./scan";
import { isWithin, type Span } from "./span";

/** `\begin{name}…\end{name}`: `start` is its backslash, the body lies between the two commands. */
export type Environment = Span & { readonly name: string; readonly bodyStart: number; readonly bodyEnd: number };

/** Something opened and not closed as TeX needs it. The span is where a person has to look: nearly always the opener. */
export type Trouble = Span & {
  readonly kind:
    | "unclosed-environment"
    | "mismatched-environment"
    | "unclosed-brace"
    | "stray-brace"
    | "unclosed-maths";
  readonly message: string;
};

/** Environments above a brace that are asked whether they still wait for their end. */
const MOST_ABOVE = 200;
const MATHS_ENVIRONMENTS = /^(?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|dmath)\*?$/;
const TEXT_IN_MATHS =
  /^(?:text\w*|mbox|[hvf]box|makebox|framebox|parbox|tag|intertext|footnote|label|mathrm|operatorname|ensuremath)$/;
const NEVER_IN_MATHS = /^(?:(?:sub)*section|chapter|paragraph|item|caption|bibliography|maketitle|includegraphics)$/;
const NEVER_IN_MATHS_ENVIRONMENT =
  /^(?:figure|table|itemize|enumerate|abstract|equation|align|gather|theorem|document)\*?$/;

/** The stack of what is open while the tokens go by. */
export class Pairing {
  readonly environments: Environment[] = [];
  readonly maths: Span[] = [];
  readonly braces = new Map<number, number>();
  readonly troubles: Trouble[] = [];
  readonly #open = new Openers();
  #line = 1;
  #newline: number;
  readonly #reported = new Map<string, number>();
  readonly definitions: readonly Span[];
  /** How many more `\end` than `\begin` of a name are still to come. */
  readonly #ahead = new Map<string, number>();

  constructor(
    readonly live: string,
    readonly tokens: readonly Token[],
  ) {
    this.definitions = definitionSpans(live, tokens);
    this.#newline = this.#newlineFrom(0);
    for (const token of tokens) this.#countAhead(token, 1);
  }

  take(token: Token, index: number): void {
    this.#countAhead(token, -1);
    if (token.type === "open") this.#push("brace", "{", token, this.#holdsText(index));
    else if (token.type === "close") this.#closeBrace(token);
    else if (this.#isInDefinition(token.start)) return;
    else if (token.type === "dollar") this.#dollar(token);
    else if (token.type === "paragraph") this.#leaveMaths();
    else this.#command(token);
  }

  finish(): void {
    for (const opener of this.#open.cut(0)) this.#report(opener);
  }

  #command(token: Token): void {
    const { name } = token;
    if (name === "begin") this.#begin(token);
    else if (name === "end") this.#end(token);
    else if (name === "(" || name === "[") this.#push("maths", `\\${name}`, token);
    else if (name === ")" || name === "]") this.#closeMaths(token, name === ")" ? "\\(" : "\\[");
    else if (NEVER_IN_MATHS.test(name)) this.#leaveMaths();
  }

  #begin(token: Token): void {
    const name = this.#nameAfter(token);
    if (name === "") return;
    if (NEVER_IN_MATHS_ENVIRONMENT.test(name)) this.#leaveMaths();
    this.#push("environment", name, { start: token.start, end: token.end + name.length + 2 });
  }

  #end(token: Token): void {
    const name = this.#nameAfter(token);
    if (name === "") return;
    const end = token.end + name.length + 2;
    const depth = this.#open.named(name);
    const known = this.#reported.get(name) ?? 0;
    if (depth >= 0) this.#closeEnvironment(depth, name, token.start, end);
    else if (known > 0) this.#reported.set(name, known - 1);
    else this.#strayEnd(name, { start: token.start, end });
  }

  #closeEnvironment(depth: number, name: string, bodyEnd: number, end: number): void {
    for (const opener of this.#open.cut(depth + 1)) this.#report(opener);
    const [opener] = this.#open.cut(depth) as [Opener];
    const environment = { name, start: opener.start, bodyStart: opener.end, bodyEnd, end };
    this.environments.push(environment);
    if (MATHS_ENVIRONMENTS.test(name)) this.maths.push({ start: opener.start, end });
  }

  /** An `\end` without its `\begin`: either the innermost `\begin` meant this one, or it is simply one too many. */
  #strayEnd(name: string, place: Span): void {
    const depth = this.#open.depths.environment;
    const top = this.#open.at(depth);
    if (top === undefined || top.name === "document" || this.#isAwaited(top)) {
      this.#trouble("mismatched-environment", place, `\\end{${name}} ends nothing: there is no open \\begin{${name}}.`);
      return;
    }
    for (const opener of this.#open.cut(depth + 1)) this.#report(opener);
    this.#open.cut(depth);
    const line = this.#lineAt(place.start);
    this.#trouble("mismatched-environment", top, `\\begin{${top.name}} is ended by \\end{${name}} on line ${line}.`);
  }

  /** Asked in the order of the text. */
  #lineAt(offset: number): number {
    for (; this.#newline < offset; this.#newline = this.#newlineFrom(this.#newline + 1)) this.#line++;
    return this.#line;
  }

  #newlineFrom(offset: number): number {
    const found = this.live.indexOf("\n", offset);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  }

  #closeBrace(token: Token): void {
    const depth = this.#open.depths.brace;
    const above = depth < 0 ? [] : this.#open.above(depth, MOST_ABOVE);
    const awaited = above.some((opener) => opener.what === "environment" && this.#isAwaited(opener));
    if (depth < 0 || awaited) {
      this.#trouble("stray-brace", token, "This } closes nothing: there is no { for it.");
      return;
    }
    for (const opener of this.#open.cut(depth + 1)) this.#report(opener);
    const [opener] = this.#open.cut(depth) as [Opener];
    this.braces.set(opener.start, token.start);
  }

  #dollar(token: Token): void {
    const depth = this.#mathsDepth();
    const opener = this.#open.at(depth);
    if (opener === undefined) this.#push("maths", token.name, token);
    else if (opener.name === token.name) this.#closeMaths(token, token.name);
    else if (token.name === "$$" && opener.name === "$") {
      this.#closeMaths({ ...token, end: token.start + 1 }, "$");
      this.#push("maths", "$", { start: token.start + 1, end: token.end });
    }
  }

  #closeMaths(token: Span, name: string): void {
    const depth = this.#mathsDepth();
    const opener = this.#open.at(depth);
    if (opener?.name !== name) return;
    for (const inner of this.#open.cut(depth + 1)) this.#report(inner);
    this.#open.cut(depth);
    this.maths.push({ start: opener.start, end: token.end });
  }

  /** Maths cannot hold a blank line or a heading: whatever is still open there was meant to be closed before. */
  #leaveMaths(): void {
    const depth = this.#mathsDepth();
    if (depth < 0) return;
    for (const opener of this.#open.cut(depth)) this.#report(opener);
  }

  /** Where the maths that we are in was opened, seen from here: through braces, but not through text or environments. */
  #mathsDepth(): number {
    const depth = this.#open.depths.wall;
    return this.#open.at(depth)?.what === "maths" ? depth : -1;
  }

  #push(what: Opener["what"], name: string, { start, end }: Span, holdsText = false): void {
    this.#open.push({ what, name, start, end, holdsText });
  }

  #report(opener: Opener): void {
    if (opener.what === "brace") this.#trouble("unclosed-brace", opener, "This { is never closed.");
    else if (opener.what === "maths")
      this.#trouble("unclosed-maths", opener, `The maths that ${opener.name} opens here is never closed.`);
    else {
      this.#reported.set(opener.name, (this.#reported.get(opener.name) ?? 0) + 1);
      this.#trouble("unclosed-environment", opener, `\\begin{${opener.name}} has no \\end{${opener.name}}.`);
    }
  }

  #trouble(kind: Trouble["kind"], { start, end }: Span, message: string): void {
    this.troubles.push({ kind, start, end, message });
  }

  #nameAfter(token: Token): string {
    if (this.live[token.end] !== "{") return "";
    const close = this.live.indexOf("}", token.end);
    const name = close < 0 || close - token.end > 60 ? "" : this.live.slice(token.end + 1, close);
    return /[\n\\{#]/.test(name) ? "" : name;
  }

  #holdsText(index: number): boolean {
    const before = this.tokens[index - 1];
    return before?.type === "command" && TEXT_IN_MATHS.test(before.name);
  }

  #countAhead(token: Token, by: number): void {
    if (token.type !== "command" || (token.name !== "begin" && token.name !== "end")) return;
    const name = this.#nameAfter(token);
    this.#ahead.set(name, (this.#ahead.get(name) ?? 0) + (token.name === "end" ? by : -by));
  }

  #isAwaited(opener: Opener): boolean {
    return (this.#ahead.get(opener.name) ?? 0) > 0;
  }

  #isInDefinition(offset: number): boolean {
    return isWithin(this.definitions, offset);
  }
}
