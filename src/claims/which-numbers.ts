import type { PrintedNumber } from "./printed-number";

/** “1-3”, “1, 2 and 4”, up to where a number of them stands. */
const OTHERS = "(?:\\d+\\s*(?:--?|–|—|,\\s*and|,|and|or|to|through|\\/|&)\\s*)*";
const REST = /^\s*(?:--?|–|—|,|,?\s*and|or|to|through|\/|&)\s*\d/;
/** “Layers 4” may be a row of a list of settings, “layers 4-6” and “layer 4” are not. */
const SEVERAL = new RegExp(`(?<![\\p{L}\\d_])(?:layers|blocks)\\s*\\(?\\s*(${OTHERS})$`, "iu");
const ONE = new RegExp(`(?<![\\p{L}\\d_])(?:layer|block)\\s+(?:\\(\\s*)?${OTHERS}$`, "iu");

/** “Layers (1-3)”, “higher layers 4, 5 and 6”, “layer 3”: which they are, not how many. */
export function isWhichLayer(text: string, { start, end, decimal, percent }: PrintedNumber): boolean {
  if (decimal || percent) return false;
  const before = text.slice(Math.max(0, start - 60), start);
  if (/^[-–]layer\b/i.test(text.slice(end))) return false;
  if (ONE.test(before)) return true;
  const several = SEVERAL.exec(before);
  if (!several) return false;
  return several[1] !== "" || (REST.test(text.slice(end)) && isClosed(text, end));
}

/** In “layers: 4, heads: 4” and “layers 2, 128 dimensions” the next number is of something else; a list of layers ends with its numbers. */
function isClosed(text: string, end: number): boolean {
  return /^(?:\s*(?:--?|–|—|,\s*and|,|and|or|to|through|\/|&)\s*\d+)+(?!\d|\.\d|\s*%|[\s-]+(?:attention|hidden|heads?|dim\w*|units?|layers?|blocks?|epochs?|steps?)\b)/i.test(
    text.slice(end),
  );
}

const LENGTH =
  /\b(?:for|of|in total|total|takes?|took|lasts?|lasted|needs?|needed|requires?|required|is|are|was|were)\s*\(?\s*$/i;
const STAGE = /^\s*(?:--?|–|—)\s*[\d,.]+k?\s*(?:[\p{L}]+\s+)?(?:iter|steps?|epochs?|updates?)/iu;

/** “(1000-3000 iterations)”, “(>3000 iterations)”: a stage of the training, which lies within its length. */
export function isOfStage(text: string, { start, end, hedge }: PrintedNumber): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const opening = /([\d,.]+k?)\s*(?:--?|–|—)\s*$/.exec(before);
  const from = opening ? start - opening[0].length : start;
  if (LENGTH.test(text.slice(Math.max(0, from - 20), from))) return false;
  return opening !== null || STAGE.test(text.slice(end)) || (hedge !== undefined && /\(\s*[<>≤≥~]\s*$/.test(before));
}

/** “every 250/1000 iterations”: how often, the second as well. */
export function isInterval(text: string, { start }: PrintedNumber): boolean {
  return /\bevery\s+(?:[\d,.]+k?\s*(?:\/|,|or|and|to|--?|–)\s*)*$/i.test(text.slice(0, start));
}
