import { sentencesOf } from "./noted-settings";

/** What notes say of a technique: that it is used or not, and in which words. */
export type NotedFeature = { readonly used: boolean; readonly words: string };

/** What a run's notes say of a technique by one of its names. Undefined where they do not speak of it, or not clearly. */
export function saidInNotes(noted: string, names: readonly string[]): NotedFeature | undefined {
  const patterns = names.flatMap((name) => patternOf(name) ?? []);
  const found = sentencesOf(noted).flatMap((sentence) =>
    patterns.flatMap((pattern) =>
      [...sentence.matchAll(pattern)].map(({ index, 0: words }) => mentionIn(sentence, index, words.length)),
    ),
  );
  const [first, ...others] = found;
  if (!first || found.some((one) => one === "unsure")) return undefined;
  const said = first as NotedFeature;
  return others.every((one) => (one as NotedFeature).used === said.used) ? said : undefined;
}

/** Short names may be parts of anything. */
function patternOf(name: string): RegExp | undefined {
  const last = name.trim().split(".").at(-1)!.replace(/\(.*$/, "").toLowerCase();
  const words = last.split(/[_\s-]+/).filter((word) => word !== "");
  if (words.join("").length < 4 || !words.every((word) => /^[a-z\d]+$/.test(word))) return undefined;
  return new RegExp(`(?<![\\p{L}\\d_])${words.join("[\\s_-]*")}(?![\\p{L}\\d_])`, "giu");
}

function mentionIn(sentence: string, start: number, length: number): NotedFeature | "unsure" {
  const [before, behind] = [sentence.slice(0, start), sentence.slice(start + length)];
  const clause = `${before.split(/[,;:]/).at(-1)} ${behind.split(/[,;:]/)[0]}`;
  if (UNSURE.test(clause)) return "unsure";
  const words = sentence.slice(Math.max(0, start - 24), start + 24).trim();
  return { used: !DENIED.test(before) && !OFF.test(behind), words };
}

/** Words right before and right behind what is not done. */
const DENIED =
  /\b(?:no|without|not|never|remov(?:e[sd]?|ing)|drop(?:s|ped|ping)?|disabl(?:e[sd]?|ing)|off)\s+(?:(?:any|use|using|an?|the|of)\s+)*(?:[\p{L}-]+\s+)?$/iu;
const OFF =
  /^\s*(?:[\p{L}-]+\s+)?(?:(?:is|was|are|were|set|to|of|at|[=:])\s*)*(?:removed|disabled|dropped|off|not|none|no longer|gone|zero|0(?:\.0+)?(?!\.?\d))/iu;
/** What is set against something else, or was tried in part, is not what the run does. */
const UNSURE =
  /\b(?:instead|rather|unlike|replac\w+|than|before|earlier|previous\w*|versus|vs|compared|would|could|might|then|until|from|switch\w*|helps?|needs?)\b/i;
