import { OPERATOR_NAMES } from "../research/operator-names";
import { commandsNamed, type LatexDocument } from "./document";
import { SYMBOLS } from "./symbols";

/** Numbers and names that a paper writes as macros of its own without arguments, by the macro's name: what each prints. Other macros are none. */
export function printedMacros(parts: readonly LatexDocument[]): Map<string, string> {
  const bodies = new Map(parts.flatMap(definitionsIn));
  const printed = [...bodies].flatMap(([name, body]) => {
    const text = printedText(body, bodies);
    return text === undefined || text === "" ? [] : [[name, text] as const];
  });
  return new Map(printed);
}

/** `\newcommand{\ours}{\textsc{Echo}}`, `\newcommand\ours{Echo}`, `\def\ours{Echo}` */
function definitionsIn(part: LatexDocument): (readonly [name: string, body: string])[] {
  const { live, braces } = part;
  const defining = commandsNamed(part, /^(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|def)$/);
  return defining.flatMap(({ start, groups, optional }) => {
    const name = /^\s*\\([a-zA-Z]+)\s*$/.exec(groups[0]?.text ?? "")?.[1];
    if (name !== undefined) return groups[1] && optional.length === 0 ? [[name, groups[1].text] as const] : [];
    const bare = /^\\[a-zA-Z]+\*?\s*\\([a-zA-Z]+)\s*(?=\{)/.exec(live.slice(start, start + 120));
    const open = start + (bare?.[0].length ?? 0);
    const close = bare ? braces.get(open) : undefined;
    return close === undefined ? [] : [[bare![1]!, live.slice(open + 1, close)] as const];
  });
}

/** Commands that change how something looks, and not what it says. */
const LOOKS =
  /^(?:text(?:sc|bf|it|tt|sf|rm|md|up|sl|normal)?|emph|mbox|hbox|ensuremath|math(?:rm|bf|it|sf|tt|cal|bb|frak|normal)|operatorname|boldsymbol|bm|xspace|small|scshape|bfseries|itshape|ttfamily|sffamily|protect|relax|(?:no)?break|textls|smash|kern|displaystyle)$/;
const MOST = 60;
/** Macros in macros in macros. */
const DEEPEST = 3;

/** What a body prints, where that is a number or a few words: `0.12`, `\ensuremath{3.2 \times 10^{-5}}`, `$x/y$`, `\textsc{Echo}-2`. */
function printedText(body: string, bodies: ReadonlyMap<string, string>, depth = 0): string | undefined {
  if (body.includes("#") || body.length > 4 * MOST) return undefined;
  let isKnown = true;
  const text = body.replace(/\\([a-zA-Z]+|[^a-zA-Z])\*?\s*/g, (_, name: string) => {
    const inner = depth < DEEPEST ? bodies.get(name) : undefined;
    const known = LOOKS.test(name)
      ? ""
      : (SYMBOLS.get(name) ?? OPERATOR_NAMES.get(name) ?? (inner && printedText(inner, bodies, depth + 1)));
    if (known === undefined) isKnown = false;
    return known ?? "";
  });
  const printed = text
    .replace(/[{}$]/g, "")
    .replace(/[\s~]+/g, " ")
    .trim();
  return isKnown && printed.length <= MOST ? printed : undefined;
}
