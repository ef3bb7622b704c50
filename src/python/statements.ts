/** Lines of a source that belong together: one statement of the module, with the blank lines and comments before it. */
export type Piece = { readonly from: number; readonly to: number; readonly code: string };

/** A source cut at its top-level statements. A decorator stays with what it decorates, `else` with its `if`. */
export function piecesOf(text: string): Piece[] {
  const starts = statementStarts(text);
  const cuts = starts.filter((at, index) => index === 0 || !continues(text, starts[index - 1]!, at));
  const edges = [0, ...cuts.slice(1), text.length];
  return edges.slice(1).map((to, index) => ({ from: edges[index]!, to, code: text.slice(edges[index]!, to) }));
}

/** Whether the statement at `at` goes on with the one that began at `before`. */
function continues(text: string, before: number, at: number): boolean {
  return text[before] === "@" || /^(?:else|elif|except|finally)\b/.test(text.slice(at, at + 8));
}

/** Where a line begins with something at its margin, outside of texts and brackets. */
function statementStarts(text: string): number[] {
  const starts: number[] = [];
  const token = /"""|'''|"|'|#.*|[([{]|[)\]}]|\\[\s\S]|\n(?=[^\s#)\]}])/g;
  let depth = 0;
  if (/^[^\s#]/.test(text)) starts.push(0);
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (/^["']/.test(found)) token.lastIndex = endOfText(text, token.lastIndex, found);
    else if (/[([{]/.test(found[0]!) && found.length === 1) depth++;
    else if (/[)\]}]/.test(found[0]!) && found.length === 1) depth = Math.max(0, depth - 1);
    else if (found === "\n" && depth === 0) starts.push(match.index + 1);
  }
  return starts;
}

/** Behind the closing quotes; a text in single quotes ends with its line at the latest. */
function endOfText(text: string, from: number, quotes: string): number {
  const closing =
    quotes.length === 3
      ? quotes === '"""'
        ? /\\[\s\S]|"""/g
        : /\\[\s\S]|'''/g
      : quotes === '"'
        ? /\\[\s\S]|"|\n/g
        : /\\[\s\S]|'|\n/g;
  closing.lastIndex = from;
  for (let match = closing.exec(text); match; match = closing.exec(text)) {
    if (match[0] === "\n") return match.index;
    if (!match[0].startsWith("\\")) return closing.lastIndex;
  }
  return text.length;
}
