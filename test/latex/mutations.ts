const SHARDS = [
  "{",
  "}",
  "$",
  "$$",
  "%",
  "\\",
  "\\begin{table}",
  "\\end{table}",
  "\\[",
  "\\verb|",
  "\\url{",
  "\n\n",
  "\0",
  "\ud800",
];
const MORE_SHARDS = [
  "\\begin{verbatim}",
  "\\iffalse",
  "\\fi",
  "\\label{",
  "\\section{",
  "[",
  "]",
  "#1",
  "\\def\\a#1{",
  "12%",
  "\r",
  "é日𝒳",
];

/** A text with up to five pieces taken out or put in; now and then cut off. */
export function mutated(text: string, random: () => number): string {
  let result = text;
  const shards = [...SHARDS, ...MORE_SHARDS];
  for (let count = 1 + Math.floor(random() * 5); count > 0; count--) {
    const at = Math.floor(random() * result.length);
    const length = random() < 0.5 ? 0 : Math.floor(random() ** 3 * 400);
    const insertion = random() < 0.7 ? shards[Math.floor(random() * shards.length)]! : "";
    result = result.slice(0, at) + insertion + result.slice(at + length);
  }
  return random() < 0.1 ? result.slice(0, Math.floor(random() * result.length)) : result;
}

/** A small congruential generator, so that a failure can be repeated. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
