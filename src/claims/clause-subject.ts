import type { Evidence } from "./evidence";
import { halfNamedIn } from "./half-names";
import type { Relation } from "./relation";
import type { RunMention } from "./run-words";
import type { Sentence } from "./sentence";

/** The run or the runs of which a comparing word says something. */
export type Meant = Pick<RunMention, "ids">;

/** “while sparse activations are faster”: the clause begins with a subject of its own, which is no run that we know, no metric and no pronoun. */
export function hasOwnSubject({ text, metrics, datasets, runs }: Sentence, from: number, { start }: Relation): boolean {
  const lead = LEADING.exec(text.slice(from, start))?.[0].length ?? 0;
  const opening = /^(?:[\p{L}-]+\s+)+$/u.exec(text.slice(from + lead, start))?.[0];
  if (opening === undefined || NO_SUBJECT.test(opening)) return false;
  const at = from + lead;
  const [head] = /^(?:[\p{L}-]+\s+){1,3}/u.exec(opening) ?? [opening];
  const known = [...metrics, ...datasets, ...runs];
  return !known.some((mention) => mention.start < at + head.length && mention.end > at);
}

/** What may stand before the subject of a clause. */
const LEADING = /^\s*(?:(?:and|but|also|then|even|still|there|here|overall|only|thus|hence|however)\b,?\s*)*/iu;
/** Pronouns and verbs: what they are of was named before. */
const NO_SUBJECT =
  /^(?:(?:the\s+)?(?:best|worst|\p{L}+est)|it|its|they|their|this|these|that|which|who|whose|both|each|all|none|not|never|\p{L}+ing|\p{L}+ed\s+(?:with|to|by|on|in|for|at|from|the|its)|\p{L}+ly|is|are|was|were|has|have|had|does|do|did|can|may|with|without|on|in|for|at|by|to|of|from|than|as|there|what|where|when|if|gives?|gave|shows?|yields?|leads?|reach\p{L}*|achiev\p{L}*|attains?|obtains?|performs?|provides?|requires?|needs?|takes?|makes?|helps?|converges?|learns?|trains?|becomes?|remains?|stays?|gets?|brings?|results?|values?|performance|training|generali[sz]ation|convergence|learning|grokking|validation|test|testing|inference|sampling|speed|quality)\b/iu;

/** “The two-stage curriculum with the higher rate”, “While A is good, the filter is …”: behind a name another may be meant by a part of its name. */
export function halfNamedBehind(
  evidence: Evidence,
  sentence: Sentence,
  { end, ids }: RunMention,
  { start }: Relation,
): readonly string[] {
  const between = sentence.text.slice(end, start);
  const comma = between.lastIndexOf(", ");
  const own = comma < 0 ? undefined : halfNamedRuns(evidence, sentence, end + comma, start);
  if (own) return own.ids;
  const joint = /\s(?:with|without|plus|and|at|under|using|from)\s|[,(+]/.exec(between);
  const more = joint ? halfNamedRuns(evidence, sentence, end + joint.index, start) : undefined;
  return more ? [...new Set([...ids, ...more.ids])] : [];
}

/** The runs that words of a stretch may mean; the one whose whole name a word is before the others. */
export function halfNamedRuns(evidence: Evidence, sentence: Sentence, start: number, end: number): Meant | undefined {
  const runs = halfNamedIn(evidence, sentence, { start, end });
  return runs.length > 0 ? { ids: runs.map(({ number }) => String(number)) } : undefined;
}
