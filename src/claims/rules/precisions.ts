import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isDenied } from "./denials";
import { isElsewhere } from "./settings";

const SAID = /(?<![\p{L}-])((?:automatic\s+)?mixed|half|full|single|double)[\s-]precision\b/giu;
/** What programs that compute with fewer bits have in them, and what those with more. */
const FEWER = /^(?:autocast|gradscaler|amp|bfloat16|float16|half|apex|fp16|bf16)$|mixed_?precision|16-mixed/;
const MORE = /^(?:float64|double)$/;
const SHORT = /^(?:bfloat16|float16|bf16|fp16)$/;

/** “mixed precision” where no program has anything of it, “full precision” where all compute in bfloat16. */
export function judgePrecisions({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  const { words, texts } = evidence.code;
  if (words.size === 0 || !/precision/i.test(text)) return [];
  if (isIntroductory(passage.section) || isElsewhere(sentence)) return [];
  if (isOfOthers(sentence) && !isOfSetup(sentence)) return [];
  const fewer = [...words].some((word) => FEWER.test(word));
  const given = [...texts].filter(([name]) => /dtype|precision/.test(name)).flatMap(([, values]) => [...values]);
  const short = given.length > 0 && given.every((value) => SHORT.test(value));
  return [...text.matchAll(SAID)].flatMap(({ 0: said, 1: which = "", index }): Verdict[] => {
    if (isDenied(text, index)) return [];
    const place = { about: "fact" as const, ...sourceSpan(prose, index, index + said.length) };
    const kind = which.toLowerCase();
    if (/mixed|half/.test(kind) && !fewer)
      return [{ kind: "not-found", ...place, message: `The code has nothing of ${said.toLowerCase()}.` }];
    if (kind === "double" && ![...words].some((word) => MORE.test(word)))
      return [{ kind: "not-found", ...place, message: "The code has nothing of double precision." }];
    if (/full|single/.test(kind) && short)
      return [
        {
          kind: "contradicted",
          ...place,
          message: `The code's precision is ${[...new Set(given)].join(" or ")}, not ${kind}.`,
        },
      ];
    return [{ kind: "supported", ...place, message: "" }];
  });
}
