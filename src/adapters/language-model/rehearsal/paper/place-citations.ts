import { literally } from "../../../../research/literally";
import { type Asked, dataIn, partOf } from "../asked";
import { type Block, editAnswer, UNCHANGED } from "../blocks";
import { type Reference, referencesIn } from "./material";
import { PAPER_PATH } from "./paper-path";

/** What a text may mention, and the title of the work that deserves the credit. */
const MENTIONS: readonly (readonly [mention: RegExp, title: RegExp])[] = [
  [/PyTorch(?:~[\w.+]+)?/, /^pytorch/i],
  [/\\texttt\{moons\}/, /^scikit-learn/i],
  [/\bAdamW\b/, /decoupled weight decay/i],
  [/\bGELU activation/, /gaussian error linear/i],
  [/residual connections/, /deep residual learning/i],
  [/Welch's interval/, /different population variances/i],
  [/exponential moving average of the trained ones/, /approximation by averaging/i],
  [/NumPy(?:~[\w.+]+)?/, /numpy/i],
  [/Kernel ridge regression/, /dual variables|nonorthogonal/i],
];

/** Credits at least two mentions a round that name a method or a tool without its origin; works never cited come first. */
export function placeCitations(asked: Asked): string {
  const source = dataIn(partOf(asked.parts, /^The paper as it is now/), "paper") ?? "";
  const missing = Number(/At least (\d+) more/.exec(asked.question)?.[1] ?? 0);
  const owed = owedIn(source, referencesIn(asked.parts));
  const blocks = oneForEachSentence(owed.slice(0, Math.max(2, missing)), source);
  return blocks.length > 0 ? editAnswer(blocks) : UNCHANGED;
}

type Owed = { readonly sentence: string; readonly mention: string; readonly key: string; readonly fresh: boolean };

function owedIn(source: string, references: readonly Reference[]): Owed[] {
  const prose = sentencesOnce(source);
  const owed = MENTIONS.flatMap(([mention, title]) => {
    const reference = references.find((one) => title.test(one.title));
    const sentence = prose.find((text) => mention.test(text));
    const found = mention.exec(sentence ?? "")?.[0];
    if (!reference || !sentence || !found || sentence.includes(reference.key)) return [];
    if (new RegExp(`${literally(found)}~?\\\\cite`).test(sentence)) return [];
    return [{ sentence, mention: found, key: reference.key, fresh: !cites(source, reference.key) }];
  });
  return owed.sort((a, b) => Number(b.fresh) - Number(a.fresh));
}

/** The sentences of the paper's body that occur once in the file. */
export function sentencesOnce(source: string): string[] {
  const body = source.slice(Math.max(0, source.indexOf("\\begin{document}")));
  const lines = body
    .split("\n")
    .filter((line) => line.length > 60 && !/^\\(?:caption|item|includegraphics)|^[ \t]*%/.test(line));
  const all = lines.flatMap((line) => line.split(/(?<=[.!?])\s+(?=[A-Z\\])/));
  return all.filter((sentence) => sentence.length >= 12 && source.split(sentence).length === 2);
}

function cites(source: string, key: string): boolean {
  return [...source.matchAll(/\\cite\w*(?:\[[^\]]*\])*\{([^}]*)\}/g)].some((match) =>
    (match[1] ?? "").split(",").some((one) => one.trim() === key),
  );
}

/** Several credits in one sentence are one edit. */
function oneForEachSentence(owed: readonly Owed[], source: string): Block[] {
  const sentences = [...new Set(owed.map(({ sentence }) => sentence))].filter((sentence) => source.includes(sentence));
  return sentences.map((sentence) => {
    const here = owed.filter((one) => one.sentence === sentence);
    const replace = here.reduce(
      (text, { mention, key }) => text.replace(mention, () => `${mention}~\\citep{${key}}`),
      sentence,
    );
    const names = here.map(({ mention }) => mention.replace(/\\texttt\{(.*)\}/, "$1").replaceAll("~", " "));
    return {
      path: PAPER_PATH,
      title: `Credit ${names.join(" and ")}`,
      why: "The sentence names it and does not say where it comes from.",
      search: sentence,
      replace,
    };
  });
}
