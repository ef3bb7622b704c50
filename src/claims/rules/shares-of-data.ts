import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere, plain } from "./settings";

const PARTS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  fifth: 1 / 5,
  tenth: 1 / 10,
};
const SHARE = new RegExp(
  `(?<![\\p{L}\\d.])(?:(\\d{1,2}(?:\\.\\d)?)(?=\\s*%)|(?:an?\\s+|one[\\s-])?(${Object.keys(PARTS).join("|")}))\\s*%?\\s+of\\s+(?:(?:the|all|our|these)\\s+)*(?:(training)\\s+)?(?:data(?:\\s?sets?)?|examples|pairs|samples|points|equations|images|nodes)\\b[^.;:%\\d]{0,36}?\\b(training|train(?:ed)?|tests?|testing|validation|held[- ]out|hold[- ]out|held back|set aside|reserved|calibrat\\w*)\\b`,
  "giu",
);
const NAME =
  /^(train\w*?|test\w*?|val\w*?|calib\w*?|hold_?out|dev)_?(?:set_|data_)?(?:frac\w*|split|ratio|share|size|portion|percent)$|^(?:frac|fraction|ratio|split)_(?:of_)?(train|test|val|calib|holdout)/;

/** “90% of the data are used for training”, “a fifth of the training data is set aside” where the code gives another share for that. */
export function judgeShares({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (isOfOthers(sentence) || isIntroductory(passage.section) || isElsewhere(sentence)) return [];
  const shares = [...evidence.code.named].flatMap(([name, values]) => {
    const [, first, second] = NAME.exec(name) ?? [];
    const of = first ?? second;
    return of === undefined
      ? []
      : [...values].filter((value) => value > 0 && value < 1).map((value) => ({ of, value }));
  });
  if (shares.length === 0) return [];
  return [...text.matchAll(SHARE)].flatMap(
    ({ 0: words, 1: percent, 2: part, 3: training, 4: use = "", index }): Verdict[] => {
      const said = percent ?? part!;
      const start = index + words.indexOf(said);
      const value = percent === undefined ? PARTS[part!.toLowerCase()]! : Number(percent) / 100;
      const known = sharesFor(use, training !== undefined, shares);
      if (known.length === 0 || known.length > 3) return [];
      const place = { about: "fact" as const, ...sourceSpan(prose, start, start + said.length) };
      if (known.some((share) => Math.abs(share - value) < 0.006)) return [{ kind: "supported", ...place, message: "" }];
      const message = `The code's share of the data for this is ${known.map(plain).join(" or ")}, not ${plain(Number(value.toFixed(3)))}.`;
      return [{ kind: "contradicted", ...place, message }];
    },
  );
}

/** What is for training is what is not for tests; what is taken from the training data is not for tests. */
function sharesFor(use: string, ofTraining: boolean, shares: readonly { of: string; value: number }[]): number[] {
  const given = (pattern: RegExp) => shares.filter(({ of }) => pattern.test(of)).map(({ value }) => value);
  const rest = (values: readonly number[]) => values.map((value) => Number((1 - value).toFixed(6)));
  if (/^train/i.test(use)) return unique([...given(/^train/), ...rest(given(/^(?:test|hold)/))]);
  if (ofTraining || /^calib|aside/i.test(use)) return unique(given(/^(?:val|calib|dev)/));
  return unique([...given(/^(?:test|hold|val|dev)/), ...rest(given(/^train/))]);
}

function unique(values: readonly number[]): number[] {
  return [...new Set(values)];
}
