import { OPERATIONS } from "../../python/arithmetic";

/** Names and numbers with + - * / and brackets around them. */
export type SmallSum =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "sum"; readonly sign: string; readonly left: SmallSum; readonly right: SmallSum };

/** What there is to go through of a text: its pieces, and where one is. */
type Pieces = { readonly all: readonly string[]; at: number };

/** Reads `n_embd / n_head` or `100 * (1 - frac_train)`. Undefined for anything else. */
export function smallSumIn(text: string): SmallSum | undefined {
  const all = text.match(/[A-Za-z_][\w.]*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[-+*/()]/gi) ?? [];
  if (all.join("") !== text.replace(/\s/g, "") || all.length > LONGEST) return undefined;
  const pieces = { all, at: 0 };
  const sum = readSum(pieces);
  return pieces.at === all.length ? sum : undefined;
}

/** Nobody tells more than that in one number. */
const LONGEST = 25;

function readSum(pieces: Pieces): SmallSum | undefined {
  return readChain(pieces, ["+", "-"], (inside) => readChain(inside, ["*", "/"], readPart));
}

function readChain(
  pieces: Pieces,
  signs: readonly string[],
  read: (pieces: Pieces) => SmallSum | undefined,
): SmallSum | undefined {
  let left = read(pieces);
  while (left && signs.includes(pieces.all[pieces.at] ?? "")) {
    const sign = pieces.all[pieces.at++]!;
    const right = read(pieces);
    left = right && { type: "sum", sign, left, right };
  }
  return left;
}

function readPart(pieces: Pieces): SmallSum | undefined {
  const piece = pieces.all[pieces.at++] ?? "";
  if (/^\d/.test(piece)) return { type: "number", value: Number(piece) };
  if (/^[A-Za-z_]/.test(piece)) return { type: "name", name: piece };
  if (piece !== "(") return undefined;
  const inside = readSum(pieces);
  return pieces.all[pieces.at++] === ")" ? inside : undefined;
}

export function namesInSum(sum: SmallSum): string[] {
  if (sum.type === "name") return [sum.name];
  return sum.type === "number" ? [] : [...new Set([...namesInSum(sum.left), ...namesInSum(sum.right)])];
}

/** Names with many values of each are not what is meant. */
const MOST = 60;

/** All that a sum may come to, where each of its names has one of its values. */
export function resultsOf(sum: SmallSum, valuesOf: (name: string) => readonly number[]): number[] {
  const given = namesInSum(sum).reduce<ReadonlyMap<string, number>[]>(
    (before, name) =>
      before.length > MOST
        ? []
        : before.flatMap((known) => valuesOf(name).map((value) => new Map([...known, [name, value]]))),
    [new Map()],
  );
  return [...new Set(given.map((known) => resultOf(sum, known)))].filter(Number.isFinite);
}

function resultOf(sum: SmallSum, known: ReadonlyMap<string, number>): number {
  if (sum.type === "number") return sum.value;
  if (sum.type === "name") return known.get(sum.name)!;
  return OPERATIONS[sum.sign]!(resultOf(sum.left, known), resultOf(sum.right, known));
}
