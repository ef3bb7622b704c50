const WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A count in a pattern: a word, and a word or a number of one or two digits. */
export const COUNT_WORD = `(?:${WORDS.slice(1).join("|")})`;
export const COUNT = `(?:${COUNT_WORD}|\\d{1,2})`;

/** The number that a counting word or its digits mean. */
export function countOf(word: string): number {
  const index = WORDS.indexOf(word.toLowerCase());
  return index >= 0 ? index : Number(word);
}
