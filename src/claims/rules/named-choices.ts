import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere } from "./settings";

/** What a program chooses by a word: how a paper says it, and under which names the code has the word. */
type Choice = {
  readonly what: string;
  readonly said: RegExp;
  readonly coded: RegExp;
  readonly spelled: (word: string) => string;
};

const SHAPES = "linear|cosine|quadratic|sigmoid|exponential|constant|polynomial";
const CHOICES: readonly Choice[] = [
  {
    what: "noise schedule",
    said: new RegExp(
      `\\b(${SHAPES})\\s+(?:noise|beta|β|variance|diffusion)[\\s-]schedul\\w*|\\b(?:noise|beta|β|variance|diffusion)[\\s-]schedule\\s+(?:is|was|follows|:|being|of)?\\s*(?:an?\\s+|the\\s+)?(${SHAPES})\\b|^(?:noise|diffusion):\\s+(?:an?\\s+)?(${SHAPES})\\s+schedul\\w*`,
      "giu",
    ),
    coded: /^(?:\w*(?:beta|noise|variance)\w*_?schedule|schedule(?:_type|_name)?)$/,
    spelled: (word) => word,
  },
  {
    what: "precision",
    said: /\b(?:in|with|using)\s+(bfloat16|bf16|float16|fp16|float32|fp32|float64|half precision|single precision|double precision)\b/giu,
    coded: /^\w*(?:dtype|precision)$/,
    spelled: (word) =>
      word
        .replace(/^bf16$/, "bfloat16")
        .replace(/^(?:fp16|half precision)$/, "float16")
        .replace(/^(?:fp32|single precision)$/, "float32")
        .replace(/^double precision$/, "float64"),
  },
];

/** “a cosine noise schedule” where the code has `beta_schedule="linear"`. */
export function judgeChoices(one: Case, sentence: Sentence): Verdict[] {
  if (isOfOthers(sentence) || isIntroductory(sentence.passage.section) || isElsewhere(sentence)) return [];
  return CHOICES.flatMap((choice) => judgeChoice(one, sentence, choice));
}

function judgeChoice({ evidence }: Case, { text, prose }: Sentence, { what, said, coded, spelled }: Choice): Verdict[] {
  const { texts, words } = evidence.code;
  const known = new Set([...texts].filter(([name]) => coded.test(name)).flatMap(([, values]) => [...values]));
  if (known.size === 0) return [];
  return [...text.matchAll(said)].flatMap((match): Verdict[] => {
    const word = match.slice(1).find(Boolean) ?? "";
    const start = match.index + match[0].indexOf(word);
    const meant = spelled(word.toLowerCase());
    const place = { about: "fact" as const, ...sourceSpan(prose, start, start + word.length) };
    const elsewhere = [...words].some(
      (name) => name.includes(meant) && /sched|beta|noise|type|precision|float/.test(name),
    );
    if (isDenied(text.slice(0, start))) return [];
    if (elsewhere || [...known].some((value) => value.includes(meant)))
      return [{ kind: "supported", ...place, message: "" }];
    const values = [...known].join(" or ");
    return [
      {
        kind: "contradicted",
        ...place,
        message: `The code's ${what} is ${values}, not ${word}.`,
        evidence: `the code has ${values}`,
        ...(known.size === 1 && { correction: values }),
      },
    ];
  });
}

function isDenied(before: string): boolean {
  return /\b(?:instead of|unlike|rather than|not|no|without|replac\w+|such as|compared (?:to|with)|than|over|like|e\.g\.,?)\b[^.;:]{0,30}$/i.test(
    before,
  );
}
