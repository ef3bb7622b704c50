import type { PaperText, Passage, PassageKind, Prose, Table } from "../claims/paper-text";
import { type Command, commandsNamed, type LatexDocument } from "./document";
import { innermost } from "./floats";
import { listDepth } from "./list-depth";
import { titleOf } from "./outline";
import type { Environment } from "./pairing";
import { plainText, type Readable, readable } from "./plain-text";
import type { Token } from "./scan";
import type { Span } from "./span";
import { gridOf, TABULAR } from "./tabular";

const SKIPPED =
  /^(?:algorithm|algorithmic|algorithm2e|tikzpicture|pgfpicture|axis|thebibliography|filecontents|verbatim|lstlisting|minted|comment|CCSXML)\*?$/;
const FLOAT = /^(?:table|figure|wraptable|wrapfigure|subtable|subfigure|sidewaystable|sidewaysfigure)\*?$/;
const DEPTHS = ["chapter", "section", "subsection", "subsubsection", "paragraph"];
const RUN_IN = DEPTHS.indexOf("paragraph");
const HEADING = /^(?:chapter|(?:sub){0,2}section|(?:sub)?paragraph)$/;

/** What a source says, in order, for those who compare it with what was measured. `macros` are the paper's own for numbers. Never throws; time grows linearly. */
export function paperTextOf(document: LatexDocument, macros?: ReadonlyMap<string, string>): PaperText {
  const walk = new Walk(readable(document, macros));
  for (const cut of cutsIn(document)) walk.take(cut);
  walk.finish();
  return { file: document.file, elements: walk.elements };
}

type Cut = Span & {
  readonly kind: "heading" | "caption" | "item" | "table" | "break" | "abstract" | "abstract-end" | "title";
  readonly inner?: Span;
  readonly title?: string;
  readonly depth?: number;
  readonly environment?: Environment;
};

/** Everything that interrupts running text, in order and without overlap. */
function cutsIn(document: LatexDocument): Cut[] {
  const { body, environments, tokens, live } = document;
  const inBody = ({ start }: Span) => start >= body.start;
  const tables = outermost(environments.filter(({ name }) => TABULAR.test(name)));
  const cuts: Cut[] = [
    ...commandsNamed(document, HEADING).filter(inBody).map(headingCut),
    ...commandsNamed(document, /^caption(?:of)?$/).flatMap(captionCut),
    ...commandsNamed(document, /^title$/).flatMap((command) => groupCut("title", command, 0)),
    ...commandsNamed(document, /^abstract$/).flatMap((command) => groupCut("abstract", command, 0)),
    ...tables.map(
      (environment): Cut => ({ kind: "table", start: environment.start, end: environment.end, environment }),
    ),
    ...environments
      .filter(({ name }) => SKIPPED.test(name))
      .map(({ start, end }): Cut => ({ kind: "break", start, end })),
    ...environments.filter(({ name }) => name === "abstract").flatMap(abstractCuts),
    ...tokens.filter((token) => inBody(token) && isBreak(token)).map((token) => breakCut(token, live)),
  ];
  return withoutOverlap(cuts);
}

function headingCut(command: Command): Cut {
  const title = command.groups[0] ? titleOf(command) : "";
  const inner = command.groups[0];
  const depth = DEPTHS.indexOf(command.name.replace("subparagraph", "paragraph"));
  return {
    kind: "heading",
    start: command.start,
    end: command.end,
    title,
    depth: Math.max(1, depth),
    ...(inner && { inner }),
  };
}

function captionCut(command: Command): Cut[] {
  return groupCut("caption", command, command.name === "captionof" ? 1 : 0);
}

function groupCut(kind: Cut["kind"], command: Command, index: number): Cut[] {
  const inner = command.groups[index];
  return inner ? [{ kind, start: command.start, end: inner.end + 1, inner }] : [];
}

function abstractCuts({ start, bodyStart, bodyEnd, end }: Environment): Cut[] {
  return [
    { kind: "abstract", start, end: bodyStart },
    { kind: "abstract-end", start: bodyEnd, end },
  ];
}

function isBreak({ type, name }: Token): boolean {
  return (
    type === "paragraph" ||
    (type === "command" && (name === "item" || name === "begin" || name === "end" || name === "par"))
  );
}

function breakCut(token: Token, live: string): Cut {
  if (token.name !== "item") return { kind: "break", start: token.start, end: token.start };
  const label = /^\s*\[/.exec(live.slice(token.end, token.end + 20));
  return { kind: "item", start: token.start, end: token.end + (label?.[0].length ?? 0) };
}

function outermost(environments: readonly Environment[]): Environment[] {
  const kept: Environment[] = [];
  for (const one of environments) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}

function withoutOverlap(cuts: readonly Cut[]): Cut[] {
  const kept: Cut[] = [];
  for (const cut of cuts.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (cut.start >= (kept.at(-1)?.end ?? 0)) kept.push(cut);
  }
  return kept;
}

/** Cuts the text at its interruptions and keeps account of where it stands. */
class Walk {
  readonly elements: (Passage | Table)[] = [];
  #position: number;
  readonly #headings: string[] = [];
  #section = "";
  #lead = "";
  #kind: PassageKind = "paragraph";
  readonly #captions: ReadonlyMap<Environment, Command>;
  readonly #floatAround: (offset: number) => Environment | undefined;
  readonly #listDepth: (offset: number) => number;

  constructor(readonly source: Readable) {
    this.#position = source.document.body.start;
    this.#floatAround = innermost(source.document.environments.filter(({ name }) => FLOAT.test(name)));
    this.#listDepth = listDepth(source.document.environments);
    this.#captions = captionsByFloat(source.document, this.#floatAround);
  }

  take(cut: Cut): void {
    this.#passage(this.#kind, { start: this.#position, end: cut.start });
    this.#position = Math.max(this.#position, cut.end);
    if (cut.kind === "table") this.#table(cut.environment!);
    else if (cut.kind === "heading") this.#heading(cut);
    else if (cut.kind === "caption" || cut.kind === "title") this.#passage(cut.kind, cut.inner!);
    else if (cut.kind === "abstract" && cut.inner) this.#passage("abstract", cut.inner);
    else this.#kind = this.#kindAfter(cut);
  }

  finish(): void {
    this.#passage(this.#kind, { start: this.#position, end: this.source.document.live.trimEnd().length });
  }

  #kindAfter({ kind }: Cut): PassageKind {
    if (kind === "item") return "item";
    if (kind === "abstract") return "abstract";
    if (kind === "abstract-end") return "paragraph";
    return this.#kind === "item" ? "paragraph" : this.#kind;
  }

  #heading({ inner, title = "", depth = 1 }: Cut): void {
    if (inner) this.#passage("heading", inner);
    if (depth < RUN_IN) this.#headings.splice(depth - 1, this.#headings.length, title);
    this.#section = this.#headings.filter(Boolean).join(" › ");
    this.#lead = depth < RUN_IN ? "" : title;
    this.#kind = "paragraph";
  }

  #table(environment: Environment): void {
    const grid = gridOf(this.source, environment, this.#tokensIn(environment));
    const float = this.#floatAround(environment.start);
    const inner = float && this.#captions.get(float)?.groups.at(-1);
    const caption = inner ? this.#read("caption", inner).passage : undefined;
    this.elements.push({ type: "table", section: this.#section, caption, ...grid });
  }

  #passage(kind: PassageKind, span: Span): void {
    if (span.end <= span.start) return;
    const { passage, asides } = this.#read(kind, span);
    if (/[\p{L}\d]/u.test(passage.text)) this.elements.push(passage);
    for (const aside of asides) this.#passage("paragraph", aside);
  }

  #read(kind: PassageKind, span: Span): { passage: Passage; asides: readonly Span[] } {
    const { prose, asides } = plainText(this.source, span, this.#tokensIn(span));
    const depth = kind === "item" ? { depth: this.#listDepth(span.start) } : {};
    const place = { section: this.#section, lead: this.#lead, ...depth };
    return { passage: { type: "passage", kind, ...place, ...trimmed(prose) }, asides };
  }

  #tokensIn({ start, end }: Span): Token[] {
    const { tokens } = this.source.document;
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tokens[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    let last = low;
    while (last < tokens.length && tokens[last]!.start < end) last++;
    return tokens.slice(low, last);
  }
}

function captionsByFloat(
  document: LatexDocument,
  floatAround: (offset: number) => Environment | undefined,
): Map<Environment, Command> {
  const captions = new Map<Environment, Command>();
  for (const caption of commandsNamed(document, /^caption(?:of)?$/)) {
    const float = floatAround(caption.start);
    if (float && caption.groups.length > 0) captions.set(float, caption);
  }
  return captions;
}

function trimmed(prose: Prose): Prose {
  const end = prose.text.trimEnd().length;
  return { text: prose.text.slice(0, end), at: [...prose.at.slice(0, end), prose.at[end] ?? prose.at.at(-1) ?? 0] };
}
