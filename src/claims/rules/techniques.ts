import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfNamedOthers, isOfOthers, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import { namesOfLostPrograms } from "../told-by-names";
import type { Verdict } from "../verdict";
import { isDenied } from "./denials";

/** Alternatives of one kind. `hint` is in every sentence that says which is used. */
type Family = {
  readonly what: string;
  readonly hint: RegExp;
  readonly members: readonly Member[];
  /** The code may do it in ways of its own, so that what is used instead need not be known. */
  readonly open?: true;
};
/** What the paper calls it, where it says that it is used, and what the words of the code then hold. */
type Member = {
  readonly name: string;
  readonly said: RegExp;
  /** What says it in a text about how things were done. */
  readonly bare?: RegExp;
  readonly coded: RegExp;
  /** Code may do it without saying so: it is only told where the code says something else. */
  readonly silent?: true;
};

const optimiser = (names: string, coded: RegExp): Member => ({
  name: names.split("|")[0]!,
  said: new RegExp(
    `(?:(${names})\\s*(?:\\uE000\\s*)?(?:\\([^)]{0,30}\\)\\s*)?[oO]ptimi[sz](?:er|ation)|[oO]ptimi[sz](?:er|ed|e|ation)(?:\\s*(?:is|was|:|using|uses|with|by|via|used|we|use|the|–|-)){0,4}\\s*(${names})(?![\\p{L}\\d])|[tT]rain(?:ed|ing)?\\s+[^.;]{0,50}?\\b(?:with|using|by)\\s+(${names})(?![\\p{L}\\d])|(${names})\\s+(?:is|was)\\s+used)`,
    "gu",
  ),
  bare: new RegExp(`(?<![\\p{L}\\d-])(${names})(?![\\p{L}\\d-])`, "gu"),
  coded,
});
const activation = (names: string, coded: RegExp): Member => ({
  name: names.split("|")[0]!,
  said: new RegExp(
    `(?:(?<![\\p{L}\\d])(${names})[\\s-]*(?:\\uE000\\s*)?(?:activations?|non-?linearit(?:y|ies))|[aA]ctivations?(?:\\s+functions?)?(?:\\s*(?:is|are|was|:|of|with|using|,|the)){0,3}\\s*(${names})(?![\\p{L}\\d])|(?<![\\p{L}\\d])(${names})\\s+as\\s+(?:the\\s+|an?\\s+|their\\s+|its\\s+)?(?:activation|non-?linearity))`,
    "gu",
  ),
  coded,
});

/** What a learning rate follows, where it is said to be its schedule. */
const schedule = (names: string, coded: RegExp): Member => ({
  name: names.split("|")[0]!,
  said: new RegExp(
    `(?<![\\p{L}-])(${names})\\s+(?:for the\\s+)?(?:learning[- ]rates?|LR|lr)\\b|(?:learning[- ]rates?|LR|lr)\\s+(?:(?:schedul\\w+|decay|is|was|annealing|follows|with|using|uses|used|:|an?|the)\\s*)+(?<![\\p{L}-])(${names})(?![\\p{L}])`,
    "giu",
  ),
  coded,
});

const OPTIMISERS: Family = {
  what: "optimiser",
  hint: /optimi[sz]|train|Adam|SGD|RMS[pP]rop|Lion|LAMB/,
  members: [
    optimiser("AdamW", /^adamw$/),
    optimiser("Adam", /^adam$/),
    optimiser("SGD|stochastic gradient descent", /^sgd$/),
    optimiser("RMSprop|RMSProp", /^rmsprop$/),
    optimiser("AdaGrad|Adagrad", /^adagrad$/),
    optimiser("Adadelta", /^adadelta$/),
    optimiser("NAdam", /^nadam$/),
    optimiser("RAdam", /^radam$/),
    optimiser("Lion", /^lion$/),
    optimiser("LAMB", /^lamb$/),
    optimiser("Adafactor", /^adafactor$/),
    optimiser("L-BFGS|LBFGS", /^lbfgs$/),
  ],
};
const ACTIVATIONS: Family = {
  what: "activation",
  hint: /activation|linearit/i,
  members: [
    activation("LeakyReLU|Leaky ReLU|leaky ReLU", /^leaky_?relu$/),
    activation("ReLU", /^relu\d?$/),
    activation("GELU", /gelu/),
    activation("SiLU|Swish", /^(?:silu|swish)$/),
    activation("tanh|Tanh", /^tanh$/),
    activation("ELU", /^elu$/),
    activation("SELU", /^selu$/),
    activation("Mish", /^mish$/),
    activation("Softplus", /^softplus$/),
  ],
};

const SCHEDULES: Family = {
  what: "schedule",
  hint: /cosine|anneal|decay|schedul/i,
  members: [
    {
      name: "cosine",
      said: /\b(cosine)\s+(?:annealing|decay|learning[- ]rate|(?:lr\s+)?schedul\w*)/gi,
      coded: /cos/,
    },
    {
      name: "cosine",
      said: /\brates?\b(?:[^.;]|\.(?=\d)){0,90}?\b(?:decay\w*|anneal\w*|decreas\w*|lowered|reduced|follow\w*)\s+(?:(?:with|by|along|to)\s+)?a\s+(cosine)\b(?!\s+(?:simil|dist|nois))/gi,
      coded: /cos/,
      silent: true,
    },
    {
      name: "linear",
      said: /(?<![\p{L}-])(linear)\s+(?:learning[- ]rate|LR|lr)\s+(?:annealing|decay|schedul\w+)|(?:learning[- ]rate|LR|lr)\s+(?:(?:is|was)\s+)?(?:decay\w*|anneal\w*)\s+(linear)ly|\brates?\s+(?:then\s+)?(?:follows?|is lowered by|decays? (?:by|with|along))\s+a\s+(linear)\s+(?:ramp|decay|slope|function|schedule)/giu,
      coded: /linear_?lr|linear_?sched|linear_?decay|lr_?lambda|lambda_?lr|polynomial/,
      silent: true,
    },
    schedule("step decay|step-wise decay|multi-step decay", /step_?lr|multi_?step|step_?decay/),
    schedule("exponential decay|exponential annealing", /exponential_?lr|exponential_?decay|exp_?decay/),
    schedule("polynomial decay", /poly/),
    schedule("one-cycle|OneCycle|1cycle", /one_?cycle/),
  ],
  open: true,
};

const PENALTIES: Family = {
  what: "regularisation",
  hint: /L_?[12]\b/,
  members: [
    {
      name: "L1",
      said: /(?<![\p{L}\d])(L_?1)[\s-]*(?:regulari[sz]|penalt|weight decay)/gu,
      coded: /(?:^|_)l1(?:$|_|loss)|^abs$/,
    },
    {
      name: "L2",
      said: /(?<![\p{L}\d])(L_?2)[\s-]*(?:regulari[sz]|penalt|weight decay)/gu,
      coded: /(?:^|_)l2(?:$|_)|weight_?decay|ridge|^(?:square|pow|norm)$/,
    },
  ],
};

/** Judges optimisers and activations that a sentence says are used by the names that the code uses. */
export function judgeTechniques(one: Case, sentence: Sentence): Verdict[] {
  const { passage } = sentence;
  if (isOfNamedOthers(sentence.text) || isIntroductory(passage.section)) return [];
  if (isOfOthers(sentence) && !isOfSetup(sentence)) return [];
  return [OPTIMISERS, ACTIVATIONS, SCHEDULES, PENALTIES].flatMap((family) => judgeFamily(one, sentence, family));
}

function judgeFamily(one: Case, sentence: Sentence, { what, hint, members, open }: Family): Verdict[] {
  if (!hint.test(sentence.text)) return [];
  const words = [...one.evidence.code.words];
  const called = namesOfLostPrograms(one.evidence.runs);
  const used = members.filter(({ coded }) => words.some((word) => coded.test(word)));
  const known = members.filter((member) => used.includes(member) || called.some((word) => member.coded.test(word)));
  if (used.length === 0 && (!open || words.length === 0)) return [];
  return members
    .filter(({ silent }) => !silent || known.length > 0)
    .flatMap((member) => placesOf(sentence, member).map((start) => verdictOn(sentence, what, member, start, known)));
}

/** Where the sentence says that it is used. */
function placesOf(sentence: Sentence, { said, bare }: Member): { start: number; name: string }[] {
  const { text } = sentence;
  const patterns = bare && isOfSetup(sentence) && !sentence.cites ? [bare] : [said];
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap((match) => {
      const name = match.slice(1).find(Boolean) ?? "";
      const start = match.index + match[0].indexOf(name);
      return /[\p{L}\d]$/u.test(text.slice(0, start)) || isDenied(text, start) ? [] : [{ start, name }];
    });
}

function verdictOn(
  { prose }: Sentence,
  what: string,
  member: Member,
  { start, name }: { start: number; name: string },
  used: readonly Member[],
): Verdict {
  const place = { about: "fact" as const, ...sourceSpan(prose, start, start + name.length) };
  if (used.includes(member)) return { kind: "supported", ...place, message: "" };
  const known = [...new Set(used.map((one) => one.name))];
  return {
    kind: "contradicted",
    ...place,
    message:
      known.length > 0
        ? `The code's ${what} is ${known.join(" or ")}, not ${name}.`
        : `The code has nothing of a ${name} ${what}.`,
    ...(known.length > 0 && { evidence: `the code uses ${known.join(", ")}` }),
    ...(known.length === 1 && { correction: known[0]! }),
  };
}
