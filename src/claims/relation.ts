import { isTime } from "./agreement";
import { clauseEnd, clauseStart } from "./binding";
import { countsSteps } from "./counted-metrics";
import type { MetricEvidence } from "./metric-words";
import type { Sentence } from "./sentence";

/** Which way the words say that something went. */
export type Way = "down" | "up" | "better" | "worse" | "faster" | "slower" | "changed";
export type Relation = { readonly way: Way; readonly start: number; readonly end: number; readonly word: string };

const WAYS: readonly (readonly [Way, string])[] = [
  [
    "down",
    "reduc(?:e|es|ed|ing|tions?)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|drop(?:s|ped|ping)?|f[ae]ll(?:s|ing|en)?|declin(?:e|es|ed|ing)|less(?! (?:accurate|precise))|fewer|smaller|shorter|shr[aiu]nk\\w*|cut(?:s|ting)?|diminish\\w*|plummet\\w*|plung\\w*|narrow(?:s|ed|er|ing)?|tighter|tighten(?:s|ed|ing)?|down from|downs?|shorten(?:s|ed|ing)?|sav(?:e|es|ed|ing)|below|(?:goes|go|went|going) down|earlier|sooner|forward|↓",
  ],
  [
    "up",
    "increas(?:e|es|ed|ing)|higher|ris(?:es?|en|ing)|rose|gr(?:ew|ows?|own|owing)|raises?|raised|raising|more(?! (?:accurate|precise))|larger|longer|greater|up from|climb(?:s|ed|ing)?|above|overheads?|(?:goes|go|went|going) up|widen(?:s|ed|ing)?|wider|swells?|surg(?:es|ed|ing)|soar\\w*|jump(?:s|ed|ing)?|leaps?|leapt|later|postpon(?:e|es|ed|ing)|delay(?:s|ed|ing)|↑",
  ],
  [
    "better",
    "improv(?:e|es|ed|ing|ements?)|more (?:accurate|precise)|better|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|gains?|gained|boost(?:s|ed|ing)?|enhanc(?:e|es|ed|ing|ements?)|superior|savings?|beats?|ahead|benefi(?:ts?|ted|cial)|help(?:s|ed|ful)|advantageous",
  ],
  [
    "worse",
    "wors(?:e|ens?|ened|ening)|inferior|less (?:accurate|precise)|degrad(?:e|es|ed|ing|ations?)|deteriorat\\w*|underperform\\w*|los(?:e|es|ing) (?:out )?to|lost (?:out )?to|falls? short of|trail(?:s|ed|ing)|(?<=\\ba )loss(?= of (?:about |only |just |over )?[\\d.]+\\s*%)|regress(?:es|ed|ion)|behind|hurts?|harm(?:s|ed|ful)|detrimental|impairs?",
  ],
  ["faster", "faster|cheaper|speed-?ups?|accelerat(?:e|es|ed|ing|ion)|quicker|sped up|speeds? up"],
  ["changed", "differences?|differs?|chang(?:e|es|ed)|costs?(?=\\s+(?:about\\s+|only\\s+)?\\d)"],
  ["slower", "slower|costlier|more expensive|slow-?downs?|slow(?:s|ed)?(?: down)?"],
];
const ANY = new RegExp(`(?<![\\p{L}\\d-])(?:${WAYS.map(([, words]) => `(${words})`).join("|")})(?![\\p{L}\\d])`, "giu");

/** Every word of a text that says which way something went. */
export function relationsIn(text: string): Relation[] {
  return [...text.matchAll(ANY)]
    .map((match) => ({
      way: timed(text, match.index, match[0]) ?? WAYS[match.slice(1).findIndex(Boolean)]![0],
      start: match.index,
      end: match.index + match[0].length,
      word: match[0],
    }))
    .filter(({ word, start, end }) => !isOtherwiseUsed(text, word.toLowerCase(), start, end));
}

/** Where something is learned later, or learning is delayed, it is learned more slowly. */
function timed(text: string, start: number, word: string): Way | undefined {
  if (
    /^(?:delay|postpon)/i.test(word) &&
    /^\s+(?:generali[sz]ation|grokking|convergence|learning)\b/i.test(text.slice(start + word.length))
  )
    return "slower";
  if (!/^(?:later|earlier|sooner)$/i.test(word) || !LEARNING.test(text.slice(0, start))) return undefined;
  return /^later$/i.test(word) ? "slower" : "faster";
}

/** “grokked (later than …)” */
export const LEARNING = /\b(?:grok\w*|converg\w*|learn\w*|generali[sz]\w*)\s+(?:\p{L}+ly\s+)?$/iu;

/** “more robust”, “lower layers”, “less than 5 minutes”, “further improvements”, “comparable or better” are no comparisons of numbers. */
function isOtherwiseUsed(text: string, word: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 24);
  if (
    word === "better" &&
    /\b(?:lower|higher|smaller|larger|less|more)\s+(?:values?\s+)?(?:is|are)\s+$/i.test(text.slice(0, start))
  )
    return true;
  if (/\bor\s+$/.test(text.slice(Math.max(0, start - 4), start))) return true;
  if (
    word === "slow" &&
    !/^\s+(?:the|down|training|generation|inference|sampling|convergence|both|all|it)\b/i.test(after)
  )
    return true;
  if (isDefined(text.slice(Math.max(0, start - 40), start), text.slice(end))) return true;
  if (/^(?:more|less)$/.test(word) && /^\s+than\b/.test(after))
    return !/(?:%|steps?|seconds?|\bs|minutes?|points?|time|nats|parameters|tokens)\s*$/i.test(text.slice(0, start));
  if (/^(?:later|earlier|sooner)$/.test(word) && /^\s+than\b/.test(after) && LEARNING.test(text.slice(0, start)))
    return false;
  if (/^(?:later|earlier)$/.test(word)) return !/(?:%|steps?|seconds?|minutes?)\s*$/i.test(text.slice(0, start));
  if (/^(?:more|less)$/.test(word))
    return (
      !/^\s*(?:time|steps|tokens|memory|parameters|compute|[.,;)]|than\b(?!\s*\d))/i.test(after) &&
      !/%\s*$/.test(text.slice(0, start))
    );
  if (/^(?:lower|higher|larger|smaller)$/.test(word))
    return /^\s*(?:layers?|transformer|bounds?|dimension\w*|limit|is better|half|row|panel|left|right)\b/i.test(after);
  if (/^(?:above|below)$/.test(word) && /^\s+(?:the\s+baseline|that of|those of|both of the others)\b/i.test(after))
    return false;
  if (word === "ahead" && /^\s+of\s+(?!time\b|us\b|schedule\b)/i.test(after)) return /\bby\b/.test(after);
  if (/^(?:above|below)$/.test(word)) return !/(?:%|percent|points?)\s*$/i.test(text.slice(0, start));
  if (
    /^\s+(?:this|these|that|(?:the\s+)?(?:savings?|gains?|reductions?|improvements?))\s+(?:further\s+)?(?:down\s+|up\s+)?(?:to|by)\b/i.test(
      after,
    )
  )
    return !/\bdown\b/.test(after);
  if (/^(?:ahead|behind)$/.test(word))
    return !/(?:%|percent|points?)\s*$/i.test(text.slice(0, start)) && !/^\s+(?:of\s+[^.;,]{0,40})?by\b/.test(after);
  if (/^benefit/.test(word) && /^\s+(?:from|of|scale|depend|include|are|come|vary)\b/.test(after)) return true;
  if (/^help/.test(word) && /^\s+(?:us|to|in|with|readers?|one|explain\w*|understand\w*|clarify\w*)\b/i.test(after))
    return true;
  if (word === "forward")
    return !/\b(?:br(?:ing|ings|ought)|mov\w+|shift\w*)\b[^.;,]{0,30}$/i.test(text.slice(0, start));
  if (word === "downs" || word === "down") return true;
  return /^(?:cut|longer|gains?)$/.test(word) && /^\s*(?:off|runs?|sequences?)\b/i.test(after);
}

/** “is called better or worse only where …” says what the word means, not that something is so. */
function isDefined(before: string, after: string): boolean {
  return (
    /\b(?:called|counted|considered|deemed|judged|regarded|reported|termed)\s+(?:as\s+)?(?:an?\s+|to be\s+)?$/i.test(
      before,
    ) && /^[^.;]{0,30}\b(?:only\s+(?:where|when|if)|(?:where|when|if)\s+and\s+only)\b/i.test(after)
  );
}

/** The second half of “5%–6%”. */
const RANGE = /^\s*%?\s*(?:–|—|-{1,2}|to|and|or)\s*[\d.]+(?=\s*%?)/;

/** The word that a number or a pair of numbers goes with: one that follows at once, else the nearest before it, else behind it. */
export function relationAt(sentence: Sentence, start: number, end: number): Relation | undefined {
  const { text } = sentence;
  const [from, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  const all = relationsIn(text).filter(
    (one) =>
      one.start >= from &&
      one.end <= to &&
      !sentence.runs.some((name) => name.start <= one.start && one.end <= name.end),
  );
  const next = all.find(
    (one) =>
      one.start >= end &&
      /^\s*%?\s*(?:(?:relative|average|overall|absolute|mean|significant|further|percentage|points?|training|inference|computational|runtime|time|[\p{L}-]+ly)\s+){0,3}$/u.test(
        text.slice(end, one.start).replace(RANGE, ""),
      ),
  );
  if (next) return next;
  const before = all.filter((one) => one.end <= start).at(-1);
  if (before && !/\d.*[,;].*\d/.test(text.slice(before.end, start).replace(/\d+(?:\.\d+)?%?\s*(?:to|and)\s*$/, "")))
    return before;
  return before ?? all.find((one) => one.start >= end && one.start - end < 40);
}

/** Whether a change of a metric goes the way that the words say; undefined where it cannot be told. */
export function goes(way: Way, metric: MetricEvidence, change: number): boolean | undefined {
  if (way === "changed") return undefined;
  if (change === 0) return false;
  if (way === "down") return change < 0;
  if (way === "up") return change > 0;
  const good = goodSign(way, metric);
  return good === undefined ? undefined : Math.sign(change) === good;
}

function goodSign(way: Way, metric: MetricEvidence): number | undefined {
  const { direction, heads } = metric;
  if (way === "faster" || way === "slower") {
    const quick = heads.has("throughput") ? 1 : isTime(metric) || countsSteps(metric) ? -1 : undefined;
    const sign = quick ?? (direction === undefined ? undefined : direction === "lower" ? -1 : 1);
    return sign === undefined ? undefined : way === "faster" ? sign : -sign;
  }
  if (direction === undefined) return undefined;
  const better = direction === "lower" ? -1 : 1;
  return way === "better" ? better : -better;
}
