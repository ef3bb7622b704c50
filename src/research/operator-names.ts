/** Commands of mathematics that print a word, as those of a title or a hover read it. */
export const OPERATOR_NAMES: ReadonlyMap<string, string> = new Map([
  ...(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det diag dim erf exp gcd hom inf ker lcm lg lim ln log max min " +
    "mod poly polylog Pr rank sec sgn sigmoid sign sin sinh softmax sup tan tanh tr Tr Var Cov"
  )
    .split(" ")
    .map((name): [string, string] => [name, name]),
  ["argmax", "arg max"],
  ["argmin", "arg min"],
  ["bmod", "mod"],
  ["pmod", "mod"],
  ["liminf", "lim inf"],
  ["limsup", "lim sup"],
]);
