import { importedFiles } from "./imported-files";
import { piecesOf } from "./statements";

type Piece = {
  readonly path: string;
  readonly code: string;
  /** Its place among all pieces. */
  readonly at: number;
  readonly names: readonly string[];
};

/**
 * Of `files` (path → text) what programs are built on, as far as `most` characters reach: first the definitions in which one of `words`
 * stands, then those that are nearest to what the programs use. Whole definitions in the order of their files, each file under its name;
 * where something was left out stands “…”. Empty where the programs use none of them.
 */
export function reachedPieces(
  programs: readonly string[],
  files: Readonly<Record<string, string>>,
  words: readonly string[],
  most: number,
): string {
  return joined(reachedFiles(programs, files, words, most));
}

/** The same, file by file. */
export function reachedFiles(
  programs: readonly string[],
  files: Readonly<Record<string, string>>,
  words: readonly string[],
  most: number,
): ReadonlyMap<string, string> {
  const paths = importedFiles(programs, files);
  const whole = new Map(paths.map((path) => [path, files[path]!.trim()]));
  if (joined(whole).length <= most) return whole;
  const pieces = paths.flatMap((path) => piecesOf(files[path]!).map(({ code }) => ({ path, code: code.trim() })));
  const named = pieces.map((piece, at) => ({ ...piece, at, names: namesOf(piece.code) }));
  const depths = depthsOf(programs, named);
  const isAbout = ({ code }: Piece) => words.some((word) => wordsIn(code).has(word));
  const ranked = named
    .filter(({ at }) => depths.has(at))
    .map((piece) => ({ piece, rank: [isAbout(piece) ? 0 : 1, depths.get(piece.at)!, piece.at] }))
    .sort((one, other) => compared(one.rank, other.rank));
  const kept: Piece[] = [];
  for (const { piece } of ranked) if (joined(shown(paths, [...kept, piece], named)).length <= most) kept.push(piece);
  return shown(paths, kept, named);
}

function joined(files: ReadonlyMap<string, string>): string {
  return [...files].map(([path, text]) => `# ${path}\n${text}`).join("\n\n");
}

/** How many steps each piece is away from the programs, by the names that lead to it; what they never come to is left out. */
function depthsOf(programs: readonly string[], pieces: readonly Piece[]): Map<number, number> {
  const byName = new Map<string, Piece[]>();
  for (const piece of pieces) for (const name of piece.names) byName.set(name, [...(byName.get(name) ?? []), piece]);
  const depths = new Map<number, number>();
  let open = programs;
  for (let depth = 0; open.length > 0; depth++) {
    const used = new Set(open.flatMap((text) => [...wordsIn(text)]));
    const fresh = [...used].flatMap((name) => byName.get(name) ?? []).filter(({ at }) => !depths.has(at));
    for (const { at } of fresh) depths.set(at, depth);
    open = [...new Set(fresh)].map(({ code }) => code);
  }
  return depths;
}

/** What a statement of the module defines: a function, a class, or a name with a value. */
function namesOf(code: string): string[] {
  const defined = /^(?:async\s+)?(?:def|class)\s+(\w+)/m.exec(withoutDecorators(code))?.[1];
  if (defined !== undefined) return [defined];
  const assigned = /^([A-Za-z_]\w*)\s*(?::[^=\n]+)?=(?!=)/m.exec(code)?.[1];
  return assigned === undefined ? [] : [assigned];
}

function withoutDecorators(code: string): string {
  return code.replace(/^(?:#.*\n|@.*\n|\s*\n)*/, "");
}

function wordsIn(text: string): Set<string> {
  return new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
}

function compared(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

function shown(paths: readonly string[], kept: readonly Piece[], all: readonly Piece[]): ReadonlyMap<string, string> {
  const places = new Set(kept.map(({ at }) => at));
  const texts = paths.map((path) => {
    const own = all.filter((piece) => piece.path === path);
    const lines = own.flatMap(({ at, code }, index) => {
      if (places.has(at)) return [code];
      return index === 0 || places.has(own[index - 1]!.at) ? ["…"] : [];
    });
    return [path, lines.join("\n\n")] as const;
  });
  return new Map(texts.filter(([, text]) => text !== "…" && text !== ""));
}
