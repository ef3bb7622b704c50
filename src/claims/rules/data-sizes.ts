import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { type PrintedNumber, printedLike } from "../printed-number";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { asPrinted, isElsewhere, isSame } from "./settings";

/** What code calls the number of examples of a data set. */
const SIZES =
  /^(?:n|(?:n|num|number_of)_(?:samples|points|examples|data)|(?:data|dataset|sample)_size|samples|points)$/;
const WHOLE = /\b(?:data ?sets?|corpora|corpus)\b[^.;]{0,90}$/i;
const PART = /\b(?:train\w*|test\w*|valid\w*|held|split|evaluat\w*|draw\w*|seed|batch\w*|total)\b/i;
const HOLDS = /\b(?:consist\w*|contain\w*|compris\w*|includ\w*|with|has|have|hold\w*|of)\s+(?:of\s+|exactly\s+)?$/i;
const EXAMPLES = /^\s*(?:data\s+|2D\s+|synthetic\s+)?(?:points|samples|examples|instances|observations)\b/i;
/** “four data sets (10k samples each)” */
const EACH = /^\s*(?:data\s+|2D\s+|synthetic\s+)?(?:points|samples|examples|instances|observations)\s+(?:each|per)\b/i;
/** “100,000 points per data set” */
const PER_SET =
  /^\s*(?:data\s+|2D\s+|synthetic\s+)?(?:points|samples|examples|instances|observations)\s+(?:per|for each|for every|in each|in every)\s+data\s?set\b/i;

/** “each data set consists of 50,000 points” where the code draws `n=100000`. */
export function judgeDataSize({ evidence }: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  const { text, prose } = sentence;
  const before = text.slice(0, number.start);
  const told = WHOLE.exec(before)?.[0] ?? "";
  const holds = HOLDS.test(before) || EACH.test(text.slice(number.end));
  const ofSets = told !== "" && !PART.test(told) && holds;
  if (!EXAMPLES.test(text.slice(number.end)) || !(ofSets || isListed(sentence, number))) return undefined;
  if (isElsewhere(sentence) || number.value < 100) return undefined;
  const sizes = [...evidence.code.named].flatMap(([name, values]) => (SIZES.test(name) ? [...values] : []));
  const known = [...new Set(sizes.filter((size) => size >= 100))];
  if (known.length === 0 || known.length > 2) return undefined;
  const place = { about: "fact" as const, ...sourceSpan(prose, number.start, number.end) };
  if (known.some((size) => isSame(number, size))) return { kind: "supported", ...place, message: "" };
  const correction = known.length === 1 ? printedLike(number, known[0]!) : undefined;
  return {
    kind: "contradicted",
    ...place,
    message: `The code takes ${known.join(" or ")} examples, not ${asPrinted(number)}.`,
    ...(correction !== undefined && { correction }),
  };
}

/** “Circle: 100,000 points”, “points per data set” */
function isListed({ text, datasets }: Sentence, { start, end }: PrintedNumber): boolean {
  const [label] = datasets;
  const labelled = label !== undefined && label.start <= 2 && /^\s*:\s*$/.test(text.slice(label.end, start));
  return (labelled && !PART.test(text.slice(0, start))) || PER_SET.test(text.slice(end));
}
