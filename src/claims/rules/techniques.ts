import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isOfOthers } from "./values";

/** Alternatives of one kind: what the paper calls each, and what the code's words then hold. */
type Family = {
  readonly what: string;
  readonly said: (name: string) => string;
  readonly members: readonly (readonly [string, RegExp])[];
};

const OPTIMISERS: Family = {
  what: "optimiser",
  said: (name) =>
    `(?:(${name})\\s*(?:\\uE000\\s*)?(?:\\([^)]{0,30}\\)\\s*)?optimi[sz](?:er|ation)|optimi[sz](?:er|ed|e|ation)(?:\\s*(?:is|was|:|using|with|by|via|used|we|use|the|–|-)+)*\\s*(${name})(?![\\p{L}\\d])|train(?:ed|ing)?\\s+(?:(?:the|our|all|each)\\s+)?(?:models?\\s+|networks?\\s+)?(?:with|using|by)\\s+(${name})(?![\\p{L}\\d]))`,
  members: [
    ["AdamW", /^adamw$/],
    ["Adam", /^adam$/],
    ["SGD|stochastic gradient descent", /^(?:sgd|momentum)$/],
    ["RMSprop|RMSProp", /^rmsprop$/],
    ["Adagrad|AdaGrad", /^adagrad$/],
    ["Adadelta", /^adadelta$/],
    ["NAdam", /^nadam$/],
    ["RAdam", /^radam$/],
    ["Lion", /^lion$/],
    ["LAMB", /^lamb$/],
    ["Adafactor", /^adafactor$/],
    ["L-BFGS|LBFGS", /^lbfgs$/],
  ],
};
const ACTIVATIONS: Family = {
  what: "activation",
  said: (name) =>
    `(?:(?<![\\p{L}\\d])(${name})[\\s-]*(?:\\uE000\\s*)?(?:activations?|non-?linearit(?:y|ies)|units?\\s+as)|activations?(?:\\s+functions?)?(?:\\s*(?:is|are|was|:|of|with|using|,|the))*\\s*(${name})(?![\\p{L}\\d]))`,
  members: [
    ["LeakyReLU|Leaky ReLU|leaky ReLU", /^leaky_?relu$/],
    ["ReLU", /^relu\d?$/],
    ["GELU", /gelu/],
    ["SiLU|Swish", /^(?:silu|swish)$/],
    ["tanh|Tanh", /^tanh$/],
    ["ELU", /^elu$/],
    ["SELU", /^selu$/],
    ["Mish", /^mish$/],
    ["Softplus", /^softplus$/],
  ],
};

/** Judges optimisers and activations that a sentence says are used by the names that the code uses. */
export function judgeTechniques(one: Case, sentence: Sentence): Verdict[] {
  if (isOfOthers(sentence) || /related|prior work|background/i.test(sentence.passage.section)) return [];
  return [OPTIMISERS, ACTIVATIONS].flatMap((family) => judgeFamily(one, sentence, family));
}

function judgeFamily({ evidence }: Case, { text, prose }: Sentence, { what, said, members }: Family): Verdict[] {
  const words = [...evidence.code.words];
  const used = members.filter(([, pattern]) => words.some((word) => pattern.test(word)));
  if (used.length === 0) return [];
  return members.flatMap((member) => {
    const [names] = member;
    return [...text.matchAll(new RegExp(said(names), "gu"))].flatMap((match): Verdict[] => {
      const name = match.slice(1).find(Boolean) ?? "";
      const start = match.index + match[0].indexOf(name);
      if (/[\p{L}\d]$/u.test(text.slice(0, start)) || isDenied(text, start)) return [];
      const place = { about: "fact" as const, ...sourceSpan(prose, start, start + name.length) };
      if (used.includes(member)) return [{ kind: "supported", ...place, message: "" }];
      const known = used.map(([one]) => one.split("|")[0]!);
      return [
        {
          kind: "contradicted",
          ...place,
          message: `The code's ${what} is ${known.join(" or ")}, not ${name}.`,
          evidence: `the code uses ${known.join(", ")}`,
          ...(known.length === 1 && { correction: known[0]! }),
        },
      ];
    });
  });
}

/** “instead of”, “unlike”, “we do not use”, “future work” */
function isDenied(text: string, start: number): boolean {
  return /\b(?:instead of|unlike|rather than|not|no|without|replac\w+|could|might|such as|compared (?:to|with)|future|than|over|alternatives?|e\.g\.,?|like)\b[^.;:]{0,30}$/i.test(
    text.slice(0, start),
  );
}
