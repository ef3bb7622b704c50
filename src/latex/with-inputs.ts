import { commandsNamed, parseLatex } from "./document";
import { tidy } from "./paper";

/**
 * A source as one text: what it takes in stands where it is taken in, each file once and at any depth. `inputs` are the texts by the paths that
 * the sources name, with extension; a command whose file is not among them stays.
 */
export function withInputs(text: string, inputs: Readonly<Record<string, string>>): string {
  return inlined(text, new Map(Object.entries(inputs)));
}

/** Takes out of `left` what it takes in, so that files that take in each other come to an end. */
function inlined(text: string, left: Map<string, string>): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, groups } of commandsNamed(parseLatex(text, ""), /^(?:input|include|subfile)$/)) {
    const named = groups[0]?.text.trim() ?? "";
    const path = tidy(/\.\w+$/.test(named) ? named : `${named}.tex`);
    const inner = left.get(path);
    if (inner === undefined || start < from) continue;
    left.delete(path);
    pieces.push(text.slice(from, start), inlined(inner, left));
    from = end;
  }
  return [...pieces, text.slice(from)].join("");
}
