import { type Piece, piecesOf } from "./statements";

/** A file before and after a change. */
export type Sides = { readonly before: string; readonly after: string };

/**
 * Both sides with the bodies of unchanged functions and classes blanked out, line by line: what a change adds is looked for in
 * the rest, which is read much faster. Functions that matter to what is recorded or saved keep their bodies.
 */
export function focused({ before, after }: Sides): Sides {
  const [old, now] = [piecesOf(before), piecesOf(after)];
  const [oldCode, nowCode] = [new Set(old.map(({ code }) => code)), new Set(now.map(({ code }) => code))];
  const changed = [...old.filter(({ code }) => !nowCode.has(code)), ...now.filter(({ code }) => !oldCode.has(code))];
  const same = now.filter(({ code }) => oldCode.has(code) && HEAD.test(code));
  const blank = new Set(same.filter(unneededBy(changed, same)).map(({ code }) => code));
  const side = (pieces: readonly Piece[]) =>
    pieces.map(({ code }) => (blank.has(code) ? blanked(code) : code)).join("");
  return { before: side(old), after: side(now) };
}

/** The head of a function or class that stands at the margin, after comments and decorators. */
const HEAD = /^(?:[ \t]*(?:#.*)?\r?\n|@.*\r?\n)*(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)/;

/** What leads to the record of a run, or saves what is loaded elsewhere. */
const NEEDED = /final_info|\b(?:save\w*|dump|to_pickle)\s*\(/;

/** Says of a piece whether nothing that matters goes through it: it neither records nor calls what changed, directly or not. */
function unneededBy(changed: readonly Piece[], same: readonly Piece[]): (piece: Piece) => boolean {
  const kept = new Set(same.filter(({ code }) => NEEDED.test(code)));
  if (kept.size === 0 && !changed.some(({ code }) => NEEDED.test(code))) return () => true;
  const names = new Set([...changed, ...kept].flatMap(nameOf));
  for (let size = -1; size !== names.size; ) {
    size = names.size;
    for (const piece of same) {
      if (kept.has(piece) || !piece.code.match(/\w+/g)?.some((word) => names.has(word))) continue;
      kept.add(piece);
      for (const name of nameOf(piece)) names.add(name);
    }
  }
  return (piece) => !kept.has(piece);
}

function nameOf({ code }: Piece): string[] {
  return HEAD.exec(code)?.slice(1, 2) ?? [];
}

/** `def name(): 0`, with as many lines as before. */
function blanked(code: string): string {
  const lines = code.split("\n").length - 1;
  return `def ${HEAD.exec(code)?.[1]}(): 0${"\n".repeat(lines)}`;
}
