import { isShare } from "./agreement";
import { clauseStart, endOf, metricsOf, runsOf } from "./binding";
import { type Case, caseOf, type Library } from "./case";
import { isInCode } from "./look-up";
import { isOrdinary } from "./ordinary";
import { type Pair, pairsIn } from "./pairs";
import { type PaperText, type Passage, type Prose, sliceOf, sourceSpan, type Table } from "./paper-text";
import type { PrintedNumber } from "./printed-number";
import { type Relation, relationAt } from "./relation";
import { judgeBestRuns } from "./rules/best-runs";
import { judgeChange } from "./rules/changes";
import { judgeComparisons } from "./rules/comparisons";
import { judgeMachines } from "./rules/machines";
import { judgePair } from "./rules/pairs";
import { isParameterCount, judgeParameterCount } from "./rules/parameter-counts";
import { judgeNamedSetting, judgeParameter, parametersIn } from "./rules/parameters";
import { judgeCounts } from "./rules/seeds";
import { judgeSuperlatives } from "./rules/superlatives";
import { judgeTable } from "./rules/tables";
import { judgeTechniques } from "./rules/techniques";
import { judgeValue } from "./rules/values";
import { judgeVersions } from "./rules/versions";
import { after, headedBy, NO_SCOPE, type Scope, type Sentence, sentencesOf } from "./sentence";
import { isNumeric, readTable } from "./table-cells";
import type { Verdict } from "./verdict";

export type JudgedPaper = { readonly file: string; readonly verdicts: readonly Verdict[] };

/** Every claim of a paper and of the files it takes in, judged by what is recorded. Never throws. */
export function judgePapers(library: Library, papers: readonly PaperText[]): JudgedPaper[] {
  const one = caseOf(library, papers);
  return papers.map((paper) => ({ file: paper.file, verdicts: inOrder(judgePaper(one, paper)) }));
}

function judgePaper(one: Case, { elements }: PaperText): Verdict[] {
  const verdicts: Verdict[] = [];
  let introduction: Passage | undefined;
  for (const element of elements) {
    if (element.type === "table") verdicts.push(...judgeTableOf(one, element));
    else {
      verdicts.push(...judgePassage(one, element, introduction));
      if (element.kind === "paragraph" || element.kind === "abstract") introduction = element;
    }
  }
  return verdicts;
}

function judgePassage(one: Case, passage: Passage, introduction: Passage | undefined): Verdict[] {
  if (passage.kind === "heading") return [];
  const context =
    passage.kind === "item" && introduction ? introducedBy(one, introduction) : headingScope(one, passage);
  return sentencesOf(passage, one.finders, context).flatMap((sentence) => judgeSentence(one, sentence));
}

/** “The final model (Run 5) achieves the following:” speaks of every item below it. */
function introducedBy(one: Case, introduction: Passage): Scope {
  const sentences = sentencesOf(introduction, one.finders, headingScope(one, introduction));
  const last = sentences.at(-1);
  if (!last || !/:\s*$/.test(last.text)) return NO_SCOPE;
  const subject = last.runs.find(({ ids }) => !(ids.length === 1 && ids[0] === "0"));
  return { ...after(last.before, last), runs: { ids: subject?.ids ?? [], how: "introduced" } };
}

function headingScope({ finders }: Case, { section, lead }: Passage): Scope {
  return headedBy(headedBy(NO_SCOPE, finders, section.split(" › ").slice(1).join(". ")), finders, lead);
}

/** What was said of the same sentence in the same circumstances is said again. */
function judgeSentence(one: Case, sentence: Sentence): Verdict[] {
  const { passage, text, before, prose } = sentence;
  const question = JSON.stringify([passage.section, passage.kind, passage.lead, before, text]);
  const verdicts = one.sentences.recall(question, () => {
    const inItself = { ...sentence, prose: { text, at: Array.from({ length: text.length + 1 }, (_, index) => index) } };
    return rulesOn(one, inItself);
  });
  return verdicts.map((verdict) => ({ ...verdict, ...sourceSpan(prose, verdict.start, verdict.end) }));
}

function rulesOn(one: Case, sentence: Sentence): Verdict[] {
  return [
    ...judgeNumbers(one, sentence),
    ...judgeMachines(one, sentence),
    ...judgeVersions(one, sentence),
    ...judgeTechniques(one, sentence),
    ...judgeCounts(one, sentence),
    ...judgeSuperlatives(one, sentence),
    ...judgeBestRuns(one, sentence),
    ...judgeComparisons(one, sentence),
  ];
}

/** Each number is taken by the first that knows what kind it is. */
function judgeNumbers(one: Case, sentence: Sentence): Verdict[] {
  const parameters = parametersIn(sentence);
  const taken = new Set<PrintedNumber>(
    sentence.numbers.filter((number) => isOrdinary(sentence, number) || isPartOfMachine(sentence, number)),
  );
  const verdicts: Verdict[] = [];
  for (const number of sentence.numbers.filter((one) => !taken.has(one) && isParameterCount(sentence, one))) {
    taken.add(number);
    verdicts.push(judgeParameterCount(one, sentence, number));
  }
  for (const [number, parameter] of parameters) {
    if (taken.has(number)) continue;
    taken.add(number);
    verdicts.push(judgeParameter(one, sentence, number, parameter));
  }
  for (const number of sentence.numbers.filter((one) => !taken.has(one))) {
    const verdict = judgeNamedSetting(one, sentence, number);
    if (verdict) taken.add(number) && verdicts.push(verdict);
  }
  const pairs = pairsIn(sentence).filter(
    ({ from, to }) =>
      !taken.has(from) && !taken.has(to) && !isChangePair(one, sentence, from, to) && isMeasured(one, sentence, from),
  );
  for (const pair of pairs) {
    taken.add(pair.from).add(pair.to);
    verdicts.push(...judgePair(one, sentence, pair));
  }
  for (const number of sentence.numbers)
    if (!taken.has(number)) verdicts.push(...judgeNumber(one, sentence, number, pairs));
  return verdicts;
}

/** “the entropy bonus 62% on permutations”, after accuracies were spoken of. */
function isOfShare({ evidence }: Case, sentence: Sentence, number: PrintedNumber): boolean {
  const { ids } = metricsOf(sentence, number);
  const share = evidence.metrics.some((metric) => ids.includes(metric.key) && isShare(metric));
  return share && sentence.datasets.length > 0 && /attached|near/.test(runsOf(sentence, number).how);
}

function isCounting({ evidence }: Case, keys: readonly string[]): boolean {
  const metrics = evidence.metrics.filter(({ key }) => keys.includes(key));
  return (
    metrics.length > 0 &&
    metrics.every(({ heads }) => heads.has("step") || heads.has("epoch") || heads.has("throughput"))
  );
}

/** “by 4% to 12%” sets no two values against each other: it is a range of changes, unless shares are spoken of. */
function isChangePair(one: Case, sentence: Sentence, from: PrintedNumber, to: PrintedNumber): boolean {
  if (!from.percent || !to.percent) return false;
  const { ids } = metricsOf(sentence, from);
  const share = one.evidence.metrics.some((metric) => ids.includes(metric.key) && isShare(metric));
  return (
    /\bby\s*$/i.test(sentence.text.slice(0, from.start)) ||
    (!share && relationAt(sentence, from.start, to.end) !== undefined)
  );
}

/** Counts without a unit are no measurements unless a counting metric is spoken of, or a number with a unit stands by. */
function isMeasured(one: Case, sentence: Sentence, number: PrintedNumber): boolean {
  const { metrics, numbers } = sentence;
  if (number.decimal || number.percent || number.measure !== undefined) return true;
  const counted = numbers.some(({ measure }) => measure === "steps" || measure === "per second");
  const attached = runsOf(sentence, number).how === "attached";
  if (counted && number.value >= 10 && attached) return true;
  if (attached && number.value >= 50 && isCounting(one, metricsOf(sentence, number).ids)) return true;
  return metrics.some(({ ids }) =>
    one.evidence.metrics.some(
      ({ key, heads }) => ids.includes(key) && (heads.has("step") || heads.has("epoch") || heads.has("throughput")),
    ),
  );
}

function judgeNumber(one: Case, sentence: Sentence, number: PrintedNumber, pairs: readonly Pair[]): Verdict[] {
  const pair = nearestPair(sentence, pairs, number);
  const relation = relationOf(one, sentence, number, pair);
  if (relation) return [judgeChange(one, sentence, number, relation, pair)];
  if (number.times || !isMeasured(one, sentence, number)) return [];
  if (number.percent && !number.decimal && sentence.metrics.length === 0 && !isOfShare(one, sentence, number))
    return [];
  return [judgeValue(one, sentence, number)];
}

/** What makes a number one of a change: a word that says which way, its sign, or that a percentage of this metric can be nothing else. */
function relationOf(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  pair: Pair | undefined,
): Relation | undefined {
  if (!number.times && !number.percent && number.measure !== "points") return undefined;
  const relation = relationAt(sentence, number.start, endOf(number));
  if (relation || number.times) return relation;
  const place = { start: number.start, end: number.end, word: number.text };
  if (/^[+−–-]/.test(number.text)) return { ...place, way: number.value < 0 ? "down" : "up" };
  if (pair && number.percent && !pair.from.percent) return { ...place, way: "changed" };
  const { ids } = metricsOf(sentence, number);
  const share = one.evidence.metrics.some((metric) => ids.includes(metric.key) && isShare(metric));
  return number.decimal && number.percent && !share && !isInCode(one, number)
    ? { ...place, way: "changed" }
    : undefined;
}

/** The pair that a percentage was computed from: the one in the same sentence, nearest by. */
function nearestPair(sentence: Sentence, pairs: readonly Pair[], number: PrintedNumber): Pair | undefined {
  const distance = ({ from, to }: Pair) =>
    Math.min(Math.abs(from.start - number.start), Math.abs(to.start - number.start));
  const clause = clauseStart(sentence, number.start);
  const inClause = pairs.filter(({ from }) => clauseStart(sentence, from.start) === clause);
  const [nearest] = inClause.toSorted((one, other) => distance(one) - distance(other));
  return nearest && distance(nearest) <= 90 ? nearest : undefined;
}

/** Numbers of models, versions and memory sizes are judged with the machine's name. */
function isPartOfMachine({ text }: Sentence, { start, end, measure }: PrintedNumber): boolean {
  const before = text.slice(Math.max(0, start - 30), start);
  return (
    measure === "bytes" ||
    /\b(?:RTX|GTX|Xeon|EPYC|Core|Ryzen|PyTorch|torch|TensorFlow|Python|CUDA|NumPy|SciPy|scikit-learn|JAX|Ubuntu|Debian|Linux|kernel|driver|version|Gold|Platinum|numpy|scipy|cuDNN|pandas|matplotlib|Windows|macOS)[\s\u2009~(]*(?:\uE000\s*)?v?$/i.test(
      before,
    ) ||
    /^\s?-?core\b/.test(text.slice(end))
  );
}

function judgeTableOf(one: Case, table: Table): Verdict[] {
  if (!isOfSettings(one, table)) return judgeTable(one, table);
  return settingsIn(table).flatMap((passage) =>
    sentencesOf(passage, one.finders, NO_SCOPE).flatMap((sentence) => judgeSentence(one, sentence)),
  );
}

/** A table that names settings and their values, by its caption or by its head. */
function isOfSettings(one: Case, table: Table): boolean {
  const head = table.rows[0]?.map(({ text }) => text).join(" ") ?? "";
  const said = /hyper-?\s?parameters?|\bsettings?\b|configuration|architecture details|training details/i;
  const columns = Math.max(0, ...table.rows.map(({ length }) => length));
  const { cells } = readTable(one, table);
  const measured = cells.filter(
    ({ metrics, datasets }) => metrics.length > 0 && (datasets.length > 0 || one.evidence.datasets.length === 1),
  ).length;
  if (measured > cells.length / 2) return false;
  return (
    columns <= 4 &&
    (/\b(?:value|setting|hyper-?parameter|parameter)s?\b/i.test(head) || said.test(table.caption?.text ?? ""))
  );
}

/** Each row read as a sentence: “Learning rate: 3e-4”. */
function settingsIn({ rows, section }: Table): Passage[] {
  return rows.flatMap((row) => {
    const [label, ...values] = row;
    if (!label || values.length === 0 || isNumeric(label)) return [];
    return values
      .filter(({ text }) => /\S/.test(text))
      .map(
        (value) => ({ type: "passage", kind: "item", section, lead: "", ...joined(label, value) }) satisfies Passage,
      );
  });
}

function joined(label: Prose, value: Prose): Prose {
  const name = sliceOf(label, 0, label.text.trimEnd().replace(/[:.]$/, "").length);
  return {
    text: `${name.text}: ${value.text}`,
    at: [...name.at.slice(0, name.text.length), value.at[0] ?? 0, value.at[0] ?? 0, ...value.at],
  };
}

function inOrder(verdicts: readonly Verdict[]): Verdict[] {
  const seen = new Set<string>();
  return verdicts
    .toSorted((one, other) => one.start - other.start || one.end - other.end)
    .filter(({ start, end, kind }) => {
      const key = `${start} ${end} ${kind}`;
      return !seen.has(key) && seen.add(key);
    });
}
