import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere, plain } from "./settings";

const SAID =
  /(?:(?<![\p{L}\d])d_\{?(?:k|q|v|h|head)\}?|\b(?:head|key|query)[\s_-](?:dim(?:ension(?:ality)?)?|size|width)|\b(?:dim(?:ension(?:ality)?)?|size|width)\s+(?:per|of (?:each|every))\s+(?:attention\s+)?head)\s*(?:\([^()\d]*\)\s*)?(?:=|:|of|is|was)?\s*\(?\s*$/iu;
const WIDTH = /^(?:d_?model|model_?dim|dim(?:_model)?|n_?embd?|d_?embed|emb(?:ed(?:ding)?)?_(?:dim|size))$/;
const OTHER_WIDTH = /^(?:hidden_(?:dim|size)|width)$/;
const HEADS = /^(?:(?:n|num)_?)?heads?$/;
const OWN = /^(?:d_?head|head_?(?:dim|size)|d_?[kqv])$/;

/** “d_k = 32” where the code has a width of 128 and four heads: the size of a head is the one by the other. */
export function judgeHeadDimension(one: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  if (number.decimal || number.percent || isElsewhere(sentence)) return undefined;
  if (!SAID.test(sentence.text.slice(Math.max(0, number.start - 60), number.start))) return undefined;
  const { named } = one.evidence.code;
  const given = (pattern: RegExp) => [
    ...new Set([...named].flatMap(([name, values]) => (pattern.test(name) ? [...values] : []))),
  ];
  const widths = given(WIDTH).length > 0 ? given(WIDTH) : given(OTHER_WIDTH);
  const sizes = widths.flatMap((width) => given(HEADS).map((heads) => width / heads));
  if (sizes.length === 0 || given(OWN).length > 0) return undefined;
  const place = { about: "fact" as const, ...sourceSpan(sentence.prose, number.start, number.end) };
  if (sizes.includes(number.value)) return { kind: "supported", ...place, message: "" };
  const [size, another] = sizes;
  if (another !== undefined || !Number.isInteger(size)) return undefined;
  return {
    kind: "contradicted",
    ...place,
    message: `By the code, a head has ${plain(size!)} dimensions, not ${number.text}.`,
    evidence: `${plain(widths[0]!)} over ${plain(given(HEADS)[0]!)} heads`,
    correction: plain(size!),
  };
}
