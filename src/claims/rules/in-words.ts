import { clauseEnd, clauseStart } from "../binding";
import { sourceSpan } from "../paper-text";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

const DENIED =
  /\b(?:not|no|never|neither|nor|nothing|none|nobody|fails?|failed|without(?=\s+(?:any\s+|an?\s+|much\s+)?(?:improv|gain|loss|losing|degrad|harm|hurt|sacrific|chang|affect|increas|reduc|cost|being|becoming|getting|making))|rather than|mixed|in-?consistent(?:ly)?|except|exceptions?|unless|most (?:of(?! all\b)|data ?sets?|tasks?|cases|settings)|nearly all|almost all|whether|if|lack|cannot|hardly|little (?:difference|effect|gain|change|impact)|n't)\b|n't\b/i;
const WISHED =
  /\b(?:could|may|might|would|should|will|can|aims?|aimed|hope|hypothes\w+|expect(?!ation)\w*|potential(?:ly)?|seek|wants?|goal|ideally|designed|intended|future|likely|suggest(?:s|ing)? that .* could|to (?:consistently|significantly)|need(?=\s+(?:to|for)\b)|challeng\w+|predicts?|prediction|question)\b/i;

const OURS =
  /\b(?:we|our|ours|results?|experiments?|this (?:work|paper|study)|the proposed|method|approach|model|findings|evaluation|table|figure|improvements?|runs?)\b/i;

/** Whether a sentence speaks of this work. */
export function isOurs(text: string): boolean {
  return OURS.test(text);
}

/** “leads to shorter times”: what came of it, not what it is for. */
const LEADING_TO = /\b(?:leads?|led|leading|contribut\w+|translat\w+|gives? rise|due)\s+to\s+(?:\w+ly\s+)?$/i;
/** “…, indicating that two scales are not enough”: what is concluded denies nothing of what was found. */
const CONSEQUENCE =
  /,\s+(?:thus\s+|thereby\s+|clearly\s+|further\s+)?(?:indicating|suggesting|highlighting|implying|underscoring|underlining|demonstrating|reflecting|showing|confirming|which\s+(?:suggests?|indicates?|shows?|implies|means))\s.*$/isu;

/** Not denied, doubted or wished for in its clause. */
export function isAsserted(sentence: Sentence, start: number, end: number): boolean {
  const [opening, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  const from = opening + (INTRODUCING.exec(sentence.text.slice(opening, start))?.[0].length ?? 0);
  const unnamed = withoutNames(sentence);
  const clause = withoutExcepted(unnamed, from, to).replace(CONDITION, "");
  const before = unnamed.text.slice(from, start).replace(RELATIVE, "");
  return (
    !DENIED.test(clause.replace(CONSEQUENCE, "")) &&
    !WISHED.test(before.replace(OWN_CLAUSE, "").slice(-80)) &&
    !/\?\s*$/.test(sentence.text) &&
    !EXPECTED.test(clause) &&
    (!/\bto\s+(?:\w+ly\s+)?$/.test(before) || LEADING_TO.test(before))
  );
}

/** What was expected beforehand need not have come. */
const EXPECTED = /\b(?:was|were|had been)\s+expected\b|\b(?:we|had)\s+expected\b(?!\s*[,.;])/iu;

/** “It cannot be shortened: …”: what is denied before a colon is something else. */
const INTRODUCING = /^.*:\s/su;

/** “when the number of steps is not reduced”: what holds under a condition is not denied by it. */
const CONDITION = /\s(?:when|as long as|since|because)\s(?:[^.;:,]|,(?=\d))*/giu;
/** “one should use A, whose accuracy is lower”: what is wished for comes before. */
const OWN_CLAUSE = /^.*,\s+(?:which|whose)\s/su;
/** “…, which we had hoped would help, …” */
const RELATIVE = /,\s+which\s[^,.;:]*,/giu;

/** The “no” of the run “No dropout” denies nothing, and the “prediction” of “Sample prediction” is no guess. */
function withoutNames<One extends Pick<Sentence, "text" | "runs" | "datasets">>(sentence: One): One {
  const { runs, text } = sentence;
  const blank = (words: string, { start, end }: { readonly start: number; readonly end: number }) =>
    `${words.slice(0, start)}${"x".repeat(end - start)}${words.slice(end)}`;
  return { ...sentence, text: runs.reduce(blank, text) };
}

/** Where “except” and what it takes out stand: “on every data set except circle”. */
export function exceptedIn({
  text,
  datasets,
}: Sentence): { readonly start: number; readonly end: number; readonly ids: readonly string[] }[] {
  return [...text.matchAll(EXCEPT)].flatMap(({ 0: words, index }) => {
    const end = index + words.length;
    const named = datasets.find(({ start }) => start === end);
    return named ? [{ start: index, end: named.end, ids: named.ids }] : [];
  });
}

const EXCEPT =
  /\b(?:except(?: for)?|apart from|other than|but|with the exception of|excluding|save for)\s+(?:on\s+|for\s+)?(?:the\s+)?/giu;

function withoutExcepted(sentence: Sentence, from: number, to: number): string {
  let text = sentence.text.slice(0, to);
  for (const { start, end } of exceptedIn(sentence))
    if (end <= to) text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  return text.slice(from);
}

/** What a comparison in words came to. */
export function comparisonVerdict(
  sentence: Sentence,
  kind: Verdict["kind"],
  start: number,
  end: number,
  message: string,
  evidence?: string,
): Verdict {
  return {
    kind,
    about: "comparison",
    ...sourceSpan(sentence.prose, start, end),
    message,
    ...(evidence && { evidence }),
  };
}

/** The comparing word of the same clause that stands nearest. */
export function nearestIn(
  sentence: Sentence,
  relations: readonly Relation[],
  start: number,
  end: number,
): Relation | undefined {
  const [from, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  const inside = relations.filter((one) => one.start >= from && one.end <= to);
  const distance = (one: Relation) => (one.end <= start ? start - one.end : one.start - end);
  return inside.sort((one, other) => distance(one) - distance(other))[0];
}
