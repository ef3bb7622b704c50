import { REMAINDER } from "../../python/terms";
import type { Case } from "../case";
import { COUNT_WORD, countOf } from "../counts";
import { hasToken } from "../look-up";
import { sourceSpan } from "../paper-text";
import { isIntroductory, isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { isElsewhere, plain } from "./settings";

const EVERY = new RegExp(
  `\\b(?:once\\s+)?every\\s+(${COUNT_WORD}|[\\d,]+)(?:\\s*\\/\\s*([\\d,]+))?\\s+(?:(?:training|gradient|optimi[sz]ation|optimi[sz]er)\\s+)?(?:mini-?)?(?:batches|steps|iterations|updates)\\b`,
  "giu",
);

/** What is done every so often, and what code calls how often. */
const DOINGS: readonly (readonly [said: RegExp, coded: RegExp])[] = [
  [/\b(?:EMA|moving average|target network)\b/i, /^(?:ema_|target_)?update_(?:every|freq\w*|interval|period)$/],
  [
    /\b(?:evaluat|track|log|measur|comput|record|estimat|monitor|report|validat|check|save|calculat|assess|perform)\w*/i,
    /^(?!mininterval)(?!.*(?:update|save_every)).*(?:interval|every|freq|frequency|period)$|^(?:log|eval|logging|evaluation)_steps$|^(?:n|num)?_?(?:train|training)_batches$/,
  ],
];

/** “evaluated every 100 batches”, “every 250/1000 batches” where the code does so every 10: what stands elsewhere in it is no support. */
export function judgeRhythms({ evidence }: Case, sentence: Sentence): Verdict[] {
  const { text, prose, passage } = sentence;
  if (!/every/i.test(text) || isOfOthers(sentence) || isIntroductory(passage.section) || isElsewhere(sentence))
    return [];
  const doing = DOINGS.find(([said]) => said.test(text));
  if (!doing) return [];
  const { named, positional } = evidence.code;
  const known = new Set([
    ...[...named].flatMap(([name, values]) => (doing[1].test(name) ? [...values] : [])),
    ...(doing === DOINGS[0] ? [] : (positional.get(REMAINDER) ?? [])),
  ]);
  if (known.size === 0 || known.size > 4) return [];
  const saidOf = [
    ...[...text.matchAll(EVERY)].flatMap(({ 0: words, 1: said = "", 2: second, index }) => [
      { said, start: index + words.indexOf(said) },
      ...(second === undefined ? [] : [{ said: second, start: index + words.lastIndexOf(second) }]),
    ]),
    ...lettersIn(text),
  ];
  return saidOf.flatMap(({ said, start }): Verdict[] => {
    const count = countOf(said.replaceAll(",", ""));
    const place = { about: "fact" as const, ...sourceSpan(prose, start, start + said.length) };
    if (known.has(count)) return [{ kind: "supported", ...place, message: "" }];
    if (hasToken(evidence.notes, `every ${count}`)) return [];
    const rhythm = [...known].map(plain).join(" or ");
    return [{ kind: "contradicted", ...place, message: `The code does so every ${rhythm}, not every ${said}.` }];
  });
}

/** Whether a number is one of such a letter, and said to be wrong or right here. */
export function isRhythm({ text }: Sentence, { start }: { start: number }): boolean {
  return /\bevery\b/i.test(text) && lettersIn(text).some((one) => one.start === start);
}

/** “every k steps (k = 250 here, k = 1000 there)” */
function lettersIn(text: string): { said: string; start: number }[] {
  const letter = /\bevery\s+(\p{L})\s+(?:steps|iterations|batches|updates)\b/u.exec(text)?.[1];
  if (letter === undefined) return [];
  const given = new RegExp(`(?<![\\p{L}\\d_])${letter}\\s*=\\s*(\\d[\\d,]*)(?!\\.\\d)`, "gu");
  return [...text.matchAll(given)].map(({ 0: words, 1: said = "", index }) => {
    const plain = said.replace(/,$/, "");
    return { said: plain, start: index + words.length - said.length };
  });
}
