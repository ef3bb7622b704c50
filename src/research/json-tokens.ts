/** A piece of JSON text, by its offsets. `torn` is a string that its line does not end, `word` anything but punctuation and strings. */
export type Token = {
  readonly type: "{" | "}" | "[" | "]" | "," | ":" | "string" | "torn" | "word";
  readonly start: number;
  readonly end: number;
};

/** The pieces of a text that means to be JSON. Nothing is judged here: any text has pieces. */
export function tokensOf(text: string): Token[] {
  const pieces = text.matchAll(/[{}[\],:]|"(?:[^"\\\n]|\\.)*"|"[^\n]*|[^\s"{}[\],:]+/g);
  return [...pieces].map((piece) => ({
    type: typeOf(piece[0]),
    start: piece.index,
    end: piece.index + piece[0].trimEnd().length,
  }));
}

function typeOf(piece: string): Token["type"] {
  if (piece.length === 1 && "{}[],:".includes(piece)) return piece as Token["type"];
  if (!piece.startsWith('"')) return "word";
  return /^"(?:[^"\\]|\\.)*"$/.test(piece) ? "string" : "torn";
}

/** 1-based, as people count. */
export type Place = { readonly line: number; readonly column: number };

export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
