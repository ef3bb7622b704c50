import { numbersIn, type PrintedNumber } from "../printed-number";

/** What a run's notes say of a setting, by the words of its name in the code. */
export type Noted = {
  /** Numbers that stand right beside these words: “lr 5e-4”, “timesteps halved from 200 to 100”, “400 warm-up iterations”. */
  readonly beside: readonly PrintedNumber[];
  /** All numbers of the sentences that have these words. */
  readonly near: readonly PrintedNumber[];
  /** Whether it is said there of some data sets only. */
  readonly partly: boolean;
};

/** Names of places in code say nothing of what stands there: `dropout.p`, `step.every`. */
const PLACES = /^(?:p|else|every|range|first|times|limit|value|size|n|else|\d+)$/;
/** What names have beside what they say. */
const IDLE = new Set(["n", "num", "nr", "number", "of", "self", "args", "config", "cfg", "default", "the"]);
/** Words that notes have for anything: “two layers are frozen”, “for a further 1,000 steps”. */
const ANY =
  /^(?:steps?|iter(?:s|ations?)?|updates?|epochs?|samples?|points?|rates?|weights?|loss(?:es)?|scales?|layers?|heads?|blocks?|tokens?|seeds?|times?|noise|data|batch(?:es)?|runs?|depth|max|min|end|start|test|train|training|eval)$/;
/** How notes write words of names. */
const SPELLED: Readonly<Record<string, string>> = {
  lr: "(?:lr|learning[\\s_-]*rates?)",
  wd: "(?:wd|weight[\\s_-]*decays?)",
  bs: "(?:bs|batch[\\s_-]*sizes?)",
  iters: "(?:iters?|iterations?)",
  iter: "(?:iters?|iterations?)",
  dim: "dim(?:ension)?s?",
  dims: "dim(?:ension)?s?",
  embd: "emb(?:edding|d)?s?",
  emb: "emb(?:edding|d)?s?",
  prob: "prob(?:abilit(?:y|ies))?",
  warmup: "warm[\\s_-]?ups?",
  train: "train(?:ing)?",
  training: "train(?:ing)?",
  eval: "eval(?:uation)?",
  frac: "frac(?:tion)?s?",
  coef: "coef(?:ficient)?s?",
  coeff: "coef(?:ficient)?s?",
};

/** What may stand between the words and their number. */
const BETWEEN = String.raw`(?:\s|[=:(~]|is|was|are|of|to|at|from|set|now|only|about|value|the|a|an|raised|reduced|increased|decreased|lowered|halved|doubled|cut|changed|rises?|falls?|grows?|linearly|instead)*`;
/** What may stand before the words, so that they are all that is said: a “minimum learning rate” and an “evaluation batch size” are others. */
const PLAINLY = String.raw`(?:^|[,;:(\d]|\b(?:and|with|of|at|by|to|in|but|or|for|as|the|an?|its|same|peak|constant|linear|cosine|nesterov|fixed|initial|base|higher|lower|larger|smaller|new|then|where|is|has|have|uses?|using|only|plus|number))`;
/** A number, as far as it has to be known here. */
const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d*\.?\d+)(?:\s*[×x*]\s*10\s*\^\s*-?\d+|e[+-]?\d+)?[kM%]?`;
const CHAIN = String.raw`${NUMBER}(?:\s*(?:,|to|and|or|/|->|→|-)\s*${NUMBER})*`;

/** What follows a number that is no value but a change: “learning rate 10 times higher”. */
const AS_CHANGE = String.raw`\s*(?:times|fold|percent\b|[×x](?!\s*10)|%?\s*(?:higher|lower|larger|smaller|more|less|fewer|longer|shorter)\b)`;
/** Names of what is counted. */
const COUNTED = /s$|(?:^|[._])(?:n|num)_/i;

/** What is said of a setting in what the notes say of a run. Undefined where its words do not stand there, or could be anything. */
export function notedOf(noted: string, name: string, datasets: readonly string[]): Noted | undefined {
  const words = spellingOf(name);
  if (words === undefined) return undefined;
  const mention = new RegExp(`(?<![\\p{L}\\d_])${words}(?![\\p{L}\\d_])`, "iu");
  const sentences = sentencesOf(noted).filter((sentence) => mention.test(sentence));
  if (sentences.length === 0) return undefined;
  const beside = sentences.flatMap((sentence) => numbersBeside(sentence, words, COUNTED.test(name)));
  const partly = sentences.some((sentence) => isOfSome(sentence, datasets));
  return { beside, near: sentences.flatMap((sentence) => numbersIn(sentence)), partly };
}

/** Points within numbers and names end no sentence. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.;!?])\s+|\n+/).filter((sentence) => sentence.trim() !== "");
}

function numbersBeside(sentence: string, words: string, isCounted: boolean): PrintedNumber[] {
  const behind = new RegExp(
    `(?<![\\p{L}\\d_-])(?<=${PLAINLY}\\s*)${words}${BETWEEN}(?<![\\p{L}\\d])(${CHAIN})(?![\\p{L}\\d])(?!${AS_CHANGE})`,
    "giud",
  );
  const before = new RegExp(`(?<![\\p{L}\\d_.])(${CHAIN})\\s+${words}(?![\\p{L}\\d_])`, "giud");
  // “3 learning rates” are counted, “400 warm-up iterations” are not.
  const stretches = (isCounted ? [behind, before] : [behind]).flatMap((pattern) =>
    [...sentence.matchAll(pattern)].flatMap(({ indices }) => (indices?.[1] ? [indices[1]] : [])),
  );
  return numbersIn(sentence).filter(({ start }) => stretches.some(([from, to]) => start >= from && start < to));
}

/** A pattern of the words of a name: `num_timesteps` is “timesteps”, `adamw.lr` “lr” or “learning rate”. */
function spellingOf(name: string): string | undefined {
  const parts = name
    .toLowerCase()
    .replace(/learning[_\s-]?rate/, "lr")
    .replace(/weight[_\s-]?decay/, "wd")
    .replace(/batch[_\s-]?size/, "bs")
    .split(".");
  const last = parts.findLast((part) => !PLACES.test(part)) ?? "";
  const words = last.split(/[_\s-]/).filter((word) => word !== "" && !IDLE.has(word) && !/^\d/.test(word));
  if (words.length === 1 && ANY.test(words[0]!)) return undefined;
  if (words.join("").length < 2 || words.some((word) => !/^[a-z]+\d?$/.test(word))) return undefined;
  const spelled = words.map((word) => (Object.hasOwn(SPELLED, word) ? SPELLED[word]! : `${word.replace(/s$/, "")}s?`));
  return `(?:(?:n|num)_)?${spelled.join("[\\s_-]*")}`;
}

function isOfSome(sentence: string, datasets: readonly string[]): boolean {
  const low = sentence.toLowerCase();
  return (
    datasets.some((set) => low.includes(set.toLowerCase())) ||
    /\bon\s+(?:the|all|both|large|small|other)\b|\b(?:corpora|corpus|data\s?sets?|tasks?)\b/.test(low)
  );
}
