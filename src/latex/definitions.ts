import type { Token } from "./scan";
import type { Span } from "./span";

/** How many groups in braces each command takes until its definition is complete. */
const GROUPS: ReadonlyMap<string, number> = new Map([
  ["newcommand", 2],
  ["renewcommand", 2],
  ["providecommand", 2],
  ["DeclareRobustCommand", 2],
  ["DeclareMathOperator", 2],
  ["newenvironment", 3],
  ["renewenvironment", 3],
  ["NewDocumentCommand", 3],
  ["RenewDocumentCommand", 3],
  ["NewDocumentEnvironment", 4],
  ["newcolumntype", 2],
  ["newtcolorbox", 2],
  ["def", 1],
  ["gdef", 1],
  ["edef", 1],
  ["xdef", 1],
]);

/** Where macros are defined: what opens there need not close there. In order, without overlap. */
export function definitionSpans(live: string, tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  tokens.forEach((token, index) => {
    const groups = token.type === "command" ? GROUPS.get(token.name) : undefined;
    if (groups === undefined || token.start < (spans.at(-1)?.end ?? 0)) return;
    const end = endOfGroups(live, tokens, index, groups);
    if (end !== undefined) spans.push({ start: token.start, end });
  });
  return spans;
}

function endOfGroups(live: string, tokens: readonly Token[], from: number, groups: number): number | undefined {
  let left = bareNameFollows(live, tokens[from]!) ? Math.max(groups - 1, 1) : groups;
  let depth = 0;
  for (const token of tokens.slice(from + 1, from + 2000)) {
    if (token.type === "open") depth++;
    else if (token.type === "close" && --depth === 0 && --left === 0) return token.end;
    else if (depth < 0) return undefined;
    else if (depth === 0 && token.type === "paragraph") return undefined;
  }
  return undefined;
}

/** `\newcommand\name{…}` and `\def\name#1{…}`: the name has no braces of its own. */
function bareNameFollows(live: string, token: Token): boolean {
  return /^\*?\s*\\/.test(live.slice(token.end, token.end + 10)) && !token.name.endsWith("def");
}
