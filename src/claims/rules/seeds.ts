import { clauseStart } from "../binding";
import type { Case } from "../case";
import { seedsCoded } from "../coded-seeds";
import { COUNT, countOf } from "../counts";
import { sourceSpan } from "../paper-text";
import { isOfOthers, isOfOtherWork, isOutlook } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

const SEEDS = new RegExp(
  `(?<![\\p{L}\\d.,-])(${COUNT}|single)\\s+(?:(?:independent|random|different|distinct|separate|fixed|training)\\s+){0,3}(?:seeds?\\b|(?<=(?:independent|random|repeated)\\s+)(?:runs|trials|repetitions|initiali[sz]ations)\\b|(?:repetitions|repeats|random restarts)\\b)`,
  "giu",
);
/** “is run five times with different random seeds”, “mean values over 5 runs”, “random seeds: 5 per condition” */
const REPEATED = new RegExp(
  `(?<=\\b(?:run|repeated|trained|performed|conducted|executed)\\s+)(${COUNT})\\s+times(?=\\s+(?:with|using|over|across|under|from)\\s+(?:different|independent|distinct|various)\\b)|(?<=\\b(?:means?|averag\\w+|median)\\s+(?:values?\\s+|results?\\s+)?(?:over|across|of)\\s+)(${COUNT})\\s+(?:independent\\s+)?(?:runs|trials|repetitions)\\b|(?<=\\bseeds\\s*[:=]\\s*)(${COUNT})(?=\\s+(?:per|each|for each)\\b)|(?<=\\()(${COUNT})\\s+(?:independent\\s+)?runs?(?=\\))`,
  "giu",
);
const DATASETS = new RegExp(
  `(?<![\\p{L}\\d.,-])(${COUNT})\\s+(?:(?:diverse|different|distinct|standard|benchmark|synthetic|2D|two-dimensional|planar|character-level|algorithmic|toy|text|small|simple|public)\\s+){0,3}(?:datasets|data sets|corpora)\\b`,
  "giu",
);

/** Judges how many seeds, and how many data sets, a paper says it has. */
export function judgeCounts(one: Case, sentence: Sentence): Verdict[] {
  const { section } = sentence.passage;
  if (isOfOthers(sentence) || isOfOtherWork(section) || isOutlook(section) || isWish(sentence.text)) return [];
  return [...seeds(one, sentence), ...datasets(one, sentence)];
}

function isWish(text: string): boolean {
  return /\b(?:future|could|would|should|more seeds|additional seeds)\b/i.test(text);
}

function seeds(one: Case, sentence: Sentence): Verdict[] {
  const said = [...sentence.text.matchAll(SEEDS), ...sentence.text.matchAll(REPEATED)];
  return said.flatMap(({ 0: words, 1: first, 2: second, 3: third, 4: ofSet, index }): Verdict[] => {
    const word = first ?? second ?? third ?? ofSet ?? "";
    if (ofSet !== undefined && !isOfOneSet(one, sentence, countOf(ofSet))) return [];
    const count = word.toLowerCase() === "single" ? 1 : countOf(word);
    if (count === 1 && !isProtocol(sentence.text, words, index)) return [];
    const known = seedCounts(one, sentence, index, index + words.length);
    if (known.size === 0) return [];
    const place = { about: "fact" as const, ...sourceSpan(sentence.prose, index, index + words.length) };
    if (known.has(count) || (count === 1 && /\bfixed\b/i.test(words)))
      return [{ kind: "supported", ...place, message: "" }];
    const counts = [...known].sort((a, b) => a - b);
    const most = counts.at(-1) ?? 1;
    return [
      {
        kind: "contradicted",
        ...place,
        message:
          most === 1
            ? `Each number was measured once, not with ${count} seeds.`
            : `The results hold ${counts.join(" or ")} seeds, not ${count}.`,
        evidence: `final_info.json: ${counts.join(" or ")} value${most === 1 ? "" : "s"} for each metric`,
      },
    ];
  });
}

/** “text8: 90 MB of text (3 runs)”: what is said of one data set are its seeds, unless it may be all that was run. */
function isOfOneSet({ evidence: { runs } }: Case, { datasets, passage }: Sentence, count: number): boolean {
  const sets = new Set(datasets.flatMap(({ ids }) => ids));
  return passage.kind === "item" && sets.size === 1 && count !== runs.length && count !== runs.length - 1;
}

/** “with a single seed” says how it was done; “the points of one seed” shows one of several. */
function isProtocol(text: string, words: string, index: number): boolean {
  return (
    /\b(?:we|our|all|every|experiments?|results|models are|runs are)\b/i.test(text) &&
    !/seeds$/i.test(words) &&
    /\b(?:with|using|use|uses|used|from|over|on|and)\s+(?:a\s+|only\s+)*$/i.test(text.slice(0, index))
  );
}

/** The numbers of seeds in the results, and those that the code or the records name; none where that cannot be told. */
function seedCounts({ evidence }: Case, sentence: Sentence, start: number, end: number): Set<number> {
  const named = setsBeside(sentence, start, end) ?? evidence.datasets;
  const measured = evidence.runs.flatMap((run) =>
    named.flatMap((dataset) => evidence.metrics.flatMap(({ key }) => run.value(dataset, key) ?? [])),
  );
  const lengths = measured.flatMap(({ perSeed, stderr }) => perSeed?.length ?? (stderr ? [] : 1));
  const placed = named !== evidence.datasets && lengths.length > 0;
  const recorded = placed ? [] : evidence.environments.flatMap(({ seeds }) => seeds?.length ?? []);
  const results = new Set([...lengths, ...recorded]);
  return placed || Math.max(0, ...results) > 1 ? results : new Set([...results, ...seedsCoded(evidence.code)]);
}

/** “over three seeds on enwik8”, “those on enwik8 and text8 over three seeds”: the data sets whose seeds are counted. */
function setsBeside(sentence: Sentence, start: number, end: number): readonly string[] | undefined {
  const { datasets, text } = sentence;
  const behind = datasets.find(
    (one) => one.start >= end && /^\s+(?:for|on|in)\s+(?:the\s+)?$/.test(text.slice(end, one.start)),
  );
  if (behind) return behind.ids;
  const clause = Math.max(clauseStart(sentence, start), text.lastIndexOf("seed", start - 1));
  const before = datasets.filter((one) => one.start >= clause && one.end <= start);
  const others = /\b(?:others?|rest|remaining|otherwise|elsewhere)\b/i;
  const tied =
    !others.test(text.slice(clause, start)) &&
    !others.test(text.slice(end, end + 24)) &&
    before[0] &&
    /\b(?:for|on|in)\s+(?:the\s+)?$/i.test(text.slice(0, before[0].start));
  return tied ? before.flatMap(({ ids }) => [...ids]) : undefined;
}

/** “20 data sets of a seed”, “for each function there are 20 data sets”: draws, of which the code says how many. */
function isDrawn({ evidence }: Case, text: string, index: number, words: string): boolean {
  const [clause = ""] = /[^.;:]*$/.exec(text.slice(0, index)) ?? [];
  const each =
    /^\s+(?:each|per|for (?:each|every)|of (?:an?|one|each|every|the same)|(?:an?|every) seed)\b/i.test(
      text.slice(index + words.length),
    ) || /\b(?:for|on|in|with|from) (?:each|every)\b(?! of the\s+$)/i.test(clause);
  return each && evidence.code.literals.has(countOf(words.split(/\s/)[0]!));
}

function datasets(one: Case, { text, prose }: Sentence): Verdict[] {
  const { evidence } = one;
  const count = evidence.datasets.length;
  if (count === 0) return [];
  return [...text.matchAll(DATASETS)].flatMap(({ 0: words, 1: word = "", index }): Verdict[] => {
    if (countOf(word) <= count || isDrawn(one, text, index, words)) return [];
    return [
      {
        kind: "contradicted",
        about: "fact",
        ...sourceSpan(prose, index, index + words.length),
        message: `The results hold ${count} data sets (${evidence.datasets.join(", ")}), not ${countOf(word)}.`,
        evidence: `final_info.json: ${evidence.datasets.join(", ")}`,
      },
    ];
  });
}
