import type { Case } from "./case";
import type { Meant } from "./clause-subject";
import { halfNamedBehind, halfNamedRuns, hasOwnSubject } from "./clause-subject";
import { grouped, type Mention } from "./mentions";
import { isReference } from "./references";
import type { Relation } from "./relation";
import type { RunMention } from "./run-words";
import type { Sentence } from "./sentence";
import { nameWords } from "./words";

/** Whom a comparing word says it of: the closest that its clause names, else what the sentence or the words before it lead to. */
export function runMeant(
  { evidence }: Case,
  sentence: Sentence,
  relation: Relation,
  from: number,
  named: readonly RunMention[],
): Meant | undefined {
  const isSubject = (mention: RunMention) => !isReference(sentence.text, mention);
  const before = ({ end }: RunMention) => end <= relation.start;
  const subject = named.filter(isSubject);
  const here = subject.filter((mention) => before(mention) && mention.start >= from).at(-1);
  if (here) {
    const more = halfNamedBehind(evidence, sentence, here, relation);
    if (more.length > 0) return { ids: more };
  } else if (hasOwnSubject(sentence, from, relation)) {
    return aspectBefore(sentence, from, relation) ?? halfNamedRuns(evidence, sentence, from, relation.start);
  }
  const wider = sentence.runs.filter(isSubject).filter(before);
  const closest: RunMention | undefined = subject.filter(before).at(-1) ?? subject.find(isNoBaseline) ?? wider.at(-1);
  if (closest && isCondition(sentence, closest, relation)) return undefined;
  return (
    closest ?? aspectBefore(sentence, from, relation) ?? referredTo(sentence, from, relation) ?? headedBy(sentence)
  );
}

const CONDITION = /\b(?:at|with|under|for|in|on)\s+(?:the\s+|an?\s+)?$/i;
const DOING =
  /^,\s+(?:\p{L}+ly\s+)?(?!(?:training|learning|grokking|sampling|testing|timing|during|everything|nothing|something)\b)\p{Ll}{3,}ing\s/u;

/** “at the low rate, removing the noise lowers …”: it is not the low rate that lowers it. */
function isCondition({ text, metrics }: Sentence, { start, end }: RunMention, relation: Relation): boolean {
  const isMeasured = metrics.some((metric) => metric.start >= end && metric.start <= end + 6);
  return CONDITION.test(text.slice(0, start)) && !isMeasured && DOING.test(text.slice(end, relation.start));
}

/** “learning is faster, where the baseline takes …”: it is not the baseline's that is faster. */
function isNoBaseline({ ids }: RunMention): boolean {
  return !(ids.length === 1 && ids[0] === "0");
}

/** “A and B consistently outperformed other methods”: A need not be ahead of B. */
export function isOneOfSeveral({ text, runs }: Sentence, run: Meant | undefined): boolean {
  const joint = grouped(text, runs).find(({ ids }) => run?.ids.every((id) => ids.includes(id)));
  return joint !== undefined && joint.ids.length > 1;
}

/** “our method”: what it is compared with is the baseline, and no part of itself. */
export function isOwn({ runs }: Sentence, run: Meant | undefined): boolean {
  return runs.some((mention) => mention === run && mention.own);
}

/** “replay without normalisation has a higher return”: a word of a name, where no run is named. */
function aspectBefore({ aspects, text }: Sentence, from: number, { start }: Relation): Meant | undefined {
  return aspects.find((one) => one.start >= from && one.end <= start && !isReference(text, one));
}

/** “It is thus better”, “Its loss is higher”: what the clause speaks of without a name of its own. */
const PRONOUN =
  /(?:^|[\s,(])(?:it|they)\s+(?:[^.;:,\d]{0,24}\s)?$|(?:^|[\s,(])(?:its|their)\s+(?:[^.;:,]|(?<=\d)[.,](?=\d)|,(?=\s+which\b)){0,80}$/iu;
/** “removing the noise makes it better”, “that it …”: the pronoun is what something is done to, or of another clause. */
const OF_ELSE =
  /\b(?:that|which|whether|because|since|where|when|how|what|this|the|an?)\s+(?:\S+\s+)?$|\b(?:makes?|made|making|keeps?|leaves?|renders?|turns?|gives?|helps?|with|on|for|in|of|by|from|to|than)\s+$/i;

/** The run that the sentence before was about, where a pronoun speaks of it. */
function referredTo(
  { text, before: { runs, subject } }: Sentence,
  from: number,
  { start }: Relation,
): Meant | undefined {
  const words = text.slice(from, start);
  const pronoun = PRONOUN.exec(words);
  if (subject.length === 1 && pronoun && !OF_ELSE.test(words.slice(0, pronoun.index + 1))) return { ids: subject };
  return runs.ids.length === 1 && /^\s*(?:it|this|here|hence|thus|both)\b/i.test(text) && runs.how === "mentioned"
    ? runs
    : undefined;
}

/** Under a heading that names one run, what names none is said of that. */
function headedBy({ before: { runs } }: Sentence): Meant | undefined {
  return runs.how === "headed" && runs.ids.length === 1 && runs.ids[0] !== "0" ? runs : undefined;
}

/** The runs it is compared with; “outperforms both lockdowns”: those that a word of their names tells. */
export function referencesOf(
  one: Case,
  { text, runs }: Sentence,
  named: readonly RunMention[],
  aspects: readonly Mention[],
) {
  const references = named
    .filter((mention) => isReference(text, mention))
    .map((mention) => inDetail(one, text, mention));
  if (references.length > 0) return references;
  const isFree = ({ start, end }: Mention) => !runs.some((run) => run.start < end && start < run.end);
  return aspects
    .filter((one) => isFree(one) && isReference(text, one))
    .map(({ start, end, ids }): RunMention => ({ start, end, ids, own: false }));
}

/** “the fixed and adaptive variants”: those of whose names alone the words are. */
function inDetail({ evidence }: Case, text: string, mention: RunMention): RunMention {
  if (!mention.own || !/\band\b/.test(text.slice(mention.start, mention.end))) return mention;
  const words = nameWords(text.slice(mention.start, mention.end));
  const named = words.map((word) =>
    evidence.runs
      .filter(({ names }) => names.some((name) => nameWords(name).includes(word)))
      .map(({ number }) => String(number)),
  );
  const ids = [...new Set(named.flatMap((found) => (found.length === 1 ? found : [])))];
  return ids.length >= 2 ? { ...mention, ids, own: false } : mention;
}
