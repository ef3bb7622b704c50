import { factorsFor } from "./agreement";
import { datasetFinder } from "./dataset-words";
import { everythingDerived } from "./derived";
import type { Evidence } from "./evidence";
import type { LearnedName } from "./learned-names";
import type { Material } from "./materials";
import { Memory, once, remembering } from "./memory";
import { longestFirst } from "./mentions";
import { headerMetricFinder, type MetricFinder, metricFinder } from "./metric-mentions";
import { type OtherWord, onlyOnes, otherWordFinder, otherWordReader } from "./other-set-words";
import { NO_NAMES, namesIn, type PaperNames } from "./paper-names";
import { labelsIn, textsOf } from "./paper-parts";
import type { PaperText } from "./paper-text";
import { numbersIn, type PrintedNumber } from "./printed-number";
import { type RunFinder, runFinder } from "./run-words";
import { type Finders, type Reading, readingOf } from "./sentence";
import { kindReader, type SetKind, setKindsOf } from "./set-kinds";
import { shortFinder } from "./short-forms";
import type { Verdict } from "./verdict";

/** The evidence made ready to be looked up: what does not depend on the paper. */
export type Library = {
  readonly evidence: Evidence;
  readonly datasets: Finders["datasets"];
  readonly metrics: MetricFinder;
  readonly headerMetrics: MetricFinder;
  /** Sorted sizes of everything that follows from the data. */
  readonly derived: () => readonly number[];
  /** Everything that is recorded of machines, as one text. */
  readonly records: () => string;
  /** Programs, notes and records as texts, for statements that no query can ask. */
  readonly materials: () => readonly Material[];
  /** Whether a label is the name of one run, and whether a long form names one thing. */
  readonly isName: (label: string) => boolean;
  readonly isTelling: (long: string) => boolean;
  /** What one text calls data sets, and the kinds in which it lists them. */
  readonly otherWords: (text: string) => readonly OtherWord[];
  readonly listedKinds: (text: string) => readonly SetKind[];
  /** Cases by the names that papers give to runs. */
  readonly cases: Memory<Case>;
};

/** One paper against one library. What was said of sentences and tables is kept, so that a paper that is being written is judged as one types. */
export type Case = Omit<Library, "cases" | "isName" | "isTelling" | "otherWords" | "listedKinds"> & {
  readonly runs: RunFinder;
  readonly finders: Finders;
  readonly principal: string | undefined;
  /** The run that the paper shows without saying so. */
  readonly shown: string | undefined;
  /** The kinds that the paper puts its data sets in. */
  readonly kinds: readonly SetKind[];
  readonly sentences: Memory<readonly Verdict[]>;
  readonly tables: Memory<readonly Verdict[]>;
  /** By table. */
  readonly told: Memory<TableTold>;
};

export function libraryOf(evidence: Evidence, materials: Library["materials"] = () => []): Library {
  const [datasets, metrics] = [datasetFinder(evidence.datasets), metricFinder(evidence.metrics)];
  const headerMetrics = headerMetricFinder(evidence.metrics);
  const { labelled } = runFinder(evidence.runs, NO_NAMES);
  const names = (label: string) => labelled(label).ids.length === 1;
  return {
    evidence,
    datasets,
    metrics,
    headerMetrics,
    isName: remembering((text) => names(text) && datasets(text).length === 0 && headerMetrics(text).length === 0),
    isTelling: remembering((long) => names(long) || metrics(long).length === 1 || datasets(long).length === 1),
    otherWords: remembering(otherWordReader(evidence.datasets, datasets)),
    listedKinds: remembering(kindReader(evidence.datasets, datasets)),
    derived: once(() => everythingDerived(evidence)),
    records: once(() => recordsOf(evidence)),
    materials: once(materials),
    cases: new Memory(8),
  };
}

/** What papers call runs, and their other words for data sets. */
type Words = { readonly names: PaperNames; readonly sets: readonly OtherWord[]; readonly kinds: readonly SetKind[] };

export function caseOf(library: Library, papers: readonly PaperText[]): Case {
  return caseWith(library, wordsOf(library, papers), []);
}

/** Whether a table holds results, and the run that all of them are of where it names none. */
export type Owner = { readonly holds: boolean; readonly run: string | undefined };

/** The names that a table gives to runs, and whose numbers it holds. */
export type TableTold = { readonly names: readonly LearnedName[]; readonly owner: Owner };

/** What the tables of a paper tell by their numbers: names that they give to runs, and whose they are where they say nothing. */
export type Learned = { readonly names: readonly LearnedName[]; readonly shown: string | undefined };

/** `learn` tells what is in the tables, by the case without it. */
export function caseLearning(library: Library, papers: readonly PaperText[], learn: (plain: Case) => Learned): Case {
  const words = wordsOf(library, papers);
  const plain = caseWith(library, words, []);
  const { names, shown } = learn(plain);
  return names.length > 0 || shown !== undefined ? caseWith(library, words, names, shown) : plain;
}

function wordsOf(library: Library, papers: readonly PaperText[]): Words {
  const texts = papers.flatMap(textsOf);
  const all = namesIn(texts, labelsIn(papers));
  const labels = all.labels.filter(library.isName);
  const { datasets, description } = library.evidence;
  const sets = onlyOnes([description, ...texts].flatMap(library.otherWords)).filter(
    ({ word }) => !hasOwnMeaning(library, word),
  );
  const kinds = setKindsOf([description, ...texts].flatMap(library.listedKinds), datasets);
  return { names: { ...all, labels, shorts: all.shorts.filter(({ long }) => library.isTelling(long)) }, sets, kinds };
}

function caseWith(
  library: Library,
  { names, sets, kinds }: Words,
  learned: readonly LearnedName[],
  shown?: string,
): Case {
  const labels = [...names.labels, ...learned.map(({ name }) => name)];
  const principal = names.principal ?? shown;
  const whole = { ...names, labels, principal, definitions: [...names.definitions, ...learned] };
  return library.cases.recall(JSON.stringify([whole, sets, kinds, shown]), () => ({
    ...newCase(library, whole, sets),
    kinds,
    shown,
  }));
}

/** Whether a word has a meaning of its own in the study: that of a run, a metric or a name of the code. */
function hasOwnMeaning({ evidence, headerMetrics, isName }: Library, word: string): boolean {
  return isName(word) || headerMetrics(word).length > 0 || evidence.code.words.has(word);
}

function newCase(
  { cases: _, isName: _names, isTelling: _telling, otherWords: _words, listedKinds: _kinds, ...library }: Library,
  names: PaperNames,
  sets: readonly OtherWord[],
): Case {
  const runs = runFinder(library.evidence.runs, names);
  const readings = new Memory<Reading>(4000);
  const { evidence } = library;
  const shortMetrics = shortFinder(names.shorts, (long) => single(library.metrics(long)));
  const shortSets = shortFinder(names.shorts, (long) => single(library.datasets(long)));
  const withShorts =
    (find: MetricFinder): MetricFinder =>
    (text) =>
      longestFirst([...find(text), ...shortMetrics(text)]);
  const otherSets = otherWordFinder(sets);
  const datasets: Finders["datasets"] = (text) =>
    longestFirst([...library.datasets(text), ...shortSets(text), ...otherSets(text)]);
  const metrics = outsideNames(withShorts(library.metrics), runs);
  const ofUnit = (number: PrintedNumber) =>
    evidence.metrics.filter((metric) => factorsFor(number, metric).length > 0).map(({ key }) => key);
  const find = outsideMetrics(runs, withShorts(library.metrics));
  const mentions = { datasets, metrics, runs: find, aspects: runs.aspects, ofUnit, sets: evidence.datasets };
  return {
    ...library,
    datasets: remembering(datasets),
    metrics,
    headerMetrics: remembering(outsideNames(withShorts(library.headerMetrics), runs)),
    runs: { ...runs, labelled: remembering(runs.labelled) },
    principal: names.principal,
    shown: undefined,
    kinds: [],
    finders: { ...mentions, read: (text) => readings.recall(text, () => readingOf(text, mentions)) },
    sentences: new Memory(4000),
    tables: new Memory(100),
    told: new Memory(100),
  };
}

/** What a long form names, where that is one thing. */
function single<One extends { readonly ids: readonly string[] }>(found: readonly One[]): One | undefined {
  return found.length === 1 && found[0]!.ids.length === 1 ? found[0] : undefined;
}

/** “validation loss” names no run “Reward by validation loss”, and the end of “10^-6 (hybrid” none “Hybrid (6 steps)”. */
function outsideMetrics({ find }: RunFinder, metrics: MetricFinder): RunFinder["find"] {
  return (text) => {
    const found = find(text);
    if (found.length === 0) return found;
    const named = metrics(text);
    const numbers = numbersIn(text);
    return found.filter(
      ({ start, end }) =>
        !named.some((metric) => metric.start <= start && end <= metric.end) &&
        !numbers.some((number) => number.start < start && start < number.end),
    );
  };
}

/** The “loss” in the name of the run “Loss-following bins” names no metric. */
function outsideNames(find: MetricFinder, runs: RunFinder): MetricFinder {
  return (text) => {
    const found = find(text);
    if (found.length === 0) return found;
    const names = runs.find(text);
    return found.filter(
      ({ start, end }) =>
        !names.some((name) => name.start <= start && end <= name.end && end - start < name.end - name.start),
    );
  };
}

/** Environments, notes and the words of the code, in small letters, without blanks and makers' names. */
function recordsOf({ environments, notes, code }: Evidence): string {
  return squeezed([...environments.map((one) => JSON.stringify(one)), notes, [...code.words].join(" ")].join(" "));
}

export function squeezed(text: string): string {
  return text
    .toLowerCase()
    .replace(/\((?:r|tm)\)|nvidia|geforce|tesla/g, "")
    .replace(/[\s_-]+/g, "");
}
